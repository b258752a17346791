import { beforeAll, describe, expect, it } from 'vitest';
import type { Coach } from '#lib/domain/coach/coach.ts';
import type { MonthRollups } from '#lib/domain/rollups.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import { figuresOf } from '#lib/state/home-months.ts';
import type { Engine } from '#lib/worker/engine/engine.ts';
import { commit, derivedOf, startEngine } from '../../support/engine-sessions.ts';
import { MemorySource } from '../../support/engine-source.ts';
import { expectVector, readVectorFile, vectorDataset } from '../../support/vectors.ts';

interface Bucket {
  readonly key: string;
  readonly sessions: number;
}
interface Scope {
  readonly series: { readonly month: readonly Bucket[] };
}
interface CarScope extends Scope {
  readonly recommendations?: unknown;
  readonly mileage?: unknown;
}

const { dataset: json, expected } = readVectorFile('dataset-60.json') as {
  dataset: unknown;
  expected: {
    metrics: Readonly<Record<string, unknown>>;
    reminders: readonly { readonly carId: string }[];
    analytics: {
      all: Scope;
      cars: Readonly<Record<string, CarScope>>;
      achievements: unknown;
      digest: unknown;
    };
  };
};
const dataset = vectorDataset(json);
const { analytics } = expected;
const source = new MemorySource();
let engine: Engine;

beforeAll(async () => {
  await commit(source, (write) => {
    for (const table of ['cars', 'places', 'tariffs', 'sessions'] as const) {
      for (const row of dataset[table]) write.insert(table, row.id, row);
    }
    for (const [id, value] of Object.entries(dataset.settings)) {
      write.insert('settings', id, { value });
    }
    return { ok: true, value: undefined };
  });
  ({ engine } = await startEngine(source, dataset.today));
});

describe('the engine on the shared data set', () => {
  it('has the figures of every session', async () => {
    const ids = await engine.ids({ sort: 'date', descending: false });
    const metrics: Record<string, unknown> = {};
    for (const id of ids) {
      metrics[id] = valueOrThrow(await engine.session(id, dataset.today)).metrics;
    }
    expectVector(metrics, expected.metrics, { complete: true });
  });

  it('has months that add up to those of all cars and of each', async () => {
    const { months } = await derivedOf<MonthRollups>(source, 'months');
    const scopes = [undefined, ...Object.keys(analytics.cars)];
    expect(scopes).toHaveLength(3);
    for (const carId of scopes) {
      const series = (carId === undefined ? analytics.all : analytics.cars[carId])?.series.month;
      const known = (series ?? []).filter(({ sessions }) => sessions > 0);
      expect(known.length).toBeGreaterThan(3);
      for (const bucket of known) {
        const { key, ...figures } = bucket as Bucket & Readonly<Record<string, unknown>>;
        const own = months.filter(
          (rollup) => rollup.month === key && (carId === undefined || rollup.carId === carId),
        );
        const actual = figuresOf(own);
        const shown = Object.fromEntries(
          [
            ...['sessions', 'energyWh', 'costMicros', 'pricePerKwhMicros'],
            ...['costPerMileMicros', 'distanceM'],
          ].map((name) => [name, figures[name]]),
        );
        expectVector({ [key]: actual }, { [key]: shown });
      }
    }
  });

  it('has all that the coach has to say on the day', async () => {
    await engine.lookAt(dataset.today);
    const coach = await derivedOf<Coach>(source, 'coach');
    expectVector(coach.achievements, analytics.achievements, { complete: true });
    expectVector(coach.digests, analytics.digest, { complete: true });
    const reminders = coach.cars.flatMap(({ reminder }) => (reminder ? [reminder] : []));
    expectVector(reminders, expected.reminders, { complete: true });
    for (const { carId, recommendations, mileage } of coach.cars) {
      const car = analytics.cars[carId];
      expectVector(
        { recommendations, ...(mileage && { mileage }) },
        {
          recommendations: car?.recommendations,
          ...(car?.mileage !== undefined && { mileage: car.mileage }),
        },
        { complete: true },
      );
    }
  });
});
