import { afterEach, describe, expect, it } from 'vitest';
import { watchDerived } from '#lib/db/derived-watch.ts';
import { COACH_KEY, type Coach } from '#lib/domain/coach/coach.ts';
import { MONTHS_KEY, type MonthRollups } from '#lib/domain/rollups.ts';
import { curvesOf } from '#lib/domain/planner/dc-power.ts';
import { plannerCarOf } from '#lib/domain/planner/planner-car-of.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import { parseDataset } from '#lib/formats/dataset.ts';
import type { EngineClient, SessionQuery } from '#lib/worker/api.ts';
import { diaryOf } from '#lib/worker/jobs/dataset-diary.ts';
import vectorText from '../fixtures/vectors/dataset-60.json?raw';
import { EnginePage } from '../support/engine-page.ts';

const NEWEST: SessionQuery = { sort: 'date', descending: true };
const ROWS = 1_500;

let page: EnginePage;

afterEach(() => {
  page.close();
});

/** A derived value once it is true for all facts there are. */
function settled<T extends { readonly seq: number }>(key: string): Promise<T> {
  return new Promise((resolve) => {
    const stop = watchDerived<T>(page.owner, key, ({ value, stale }) => {
      if (!value || stale) return;
      stop();
      resolve(value);
    });
  });
}

async function bothSettled(): Promise<[MonthRollups, Coach]> {
  return [await settled<MonthRollups>(MONTHS_KEY), await settled<Coach>(COACH_KEY)];
}

/** Numbers to nine digits: to that the shared results are given. */
function rounded(value: unknown): unknown {
  const digits = (_: string, member: unknown) =>
    typeof member === 'number' ? Number(member.toPrecision(9)) : member;
  return JSON.parse(JSON.stringify(value, digits));
}

describe('figures of a real worker on a real database', () => {
  it('are those of the shared data set', async () => {
    const { dataset: json, expected } = JSON.parse(vectorText) as {
      dataset: unknown;
      expected: {
        metrics: Readonly<Record<string, object>>;
        analytics: { achievements: unknown; digest: unknown };
      };
    };
    const dataset = valueOrThrow(parseDataset(JSON.stringify(json)));
    page = new EnginePage(dataset.today);
    await page.open();
    await page.commit((write) => {
      for (const table of ['cars', 'places', 'tariffs', 'sessions'] as const) {
        for (const row of dataset[table]) write.insert(table, row.id, row);
      }
      for (const [key, value] of Object.entries(dataset.settings)) {
        write.insert('settings', key, { value });
      }
    });
    const client = page.newClient();
    const ids = valueOrThrow(await client.ids(NEWEST));
    expect([...ids].sort()).toEqual(Object.keys(expected.metrics).sort());
    for (const id of ids.filter((_, at) => at % 9 === 0)) {
      const { metrics, chips } = valueOrThrow(await client.session(id));
      expect(rounded(metrics)).toEqual(rounded(expected.metrics[id]));
      expect(chips.map(({ code }) => code)).toEqual(metrics.chips.map(({ code }) => code));
    }
    expect(await client.session('s-9000')).toMatchObject({ error: { code: 'session/not_found' } });
    const carId = dataset.cars[0]?.id ?? '';
    const diary = diaryOf(dataset);
    const book = diary.books.get(carId);
    if (!book) throw new Error('no book');
    const planner = valueOrThrow(await client.plannerCar(carId));
    expect(planner.car).toEqual(plannerCarOf(diary, book, curvesOf(dataset.sessions)));
    expect(await client.plannerCar('gone')).toMatchObject({ error: { code: 'plan/car' } });
    const coach = await settled<Coach>(COACH_KEY);
    expect(coach.today).toBe(dataset.today);
    expect(rounded(coach.achievements)).toEqual(rounded(expected.analytics.achievements));
    expect(rounded(coach.digests)).toEqual(rounded(expected.analytics.digest));
  });
});

describe('derived values', () => {
  async function openWithRows(): Promise<void> {
    page = new EnginePage();
    await page.open();
    await page.commit((write) => {
      const car = { name: 'One', createdDate: '2025-01-01', archived: false };
      write.insert('cars', 'c1', { ...car, usableBatteryWh: 60_000 });
    });
    await addRows(0, ROWS);
  }

  async function addRows(from: number, count: number): Promise<number> {
    return page.commit((write) => {
      const rows = Array.from({ length: count }, (_, i) => ({
        id: `s${from + i}`,
        content: {
          ...({ carId: 'c1', status: 'completed', timeZone: 'Europe/London' } as const),
          localDate: new Date(Date.UTC(2025, 0, 1) + ((from + i) * 86_400_000) / 8)
            .toISOString()
            .slice(0, 10),
          ...{ odometerM: (from + i) * 5_000, socFrom: 70, socTo: 72 + (i % 5), energyWh: 2_000 },
        },
      }));
      write.insertMany('sessions', rows);
    });
  }

  /** What is stored is what is computed from nothing, and of all rows. */
  async function expectRight(client: EngineClient, rows: number): Promise<void> {
    client.onChange(() => undefined);
    const stored = await bothSettled();
    const sessions = stored[0].months.reduce((sum, month) => sum + month.all.sessions, 0);
    expect(sessions).toBe(rows);
    valueOrThrow(await client.rebuild(() => undefined));
    expect(await bothSettled()).toEqual(stored);
  }

  it('WK02 are right after the next start, whenever the worker is ended', async () => {
    await openWithRows();
    const listening = (client: EngineClient) =>
      new Promise((resolve) => {
        client.onChange(resolve);
      });
    const moments: ((client: EngineClient) => Promise<unknown>)[] = [
      () => expect.poll(() => page.workers.length).toBe(1),
      (client) => client.list(NEWEST),
      listening,
      (client) => Promise.race([settled(MONTHS_KEY), listening(client)]),
      () => settled(MONTHS_KEY),
      () => settled(COACH_KEY),
    ];
    let rows = ROWS;
    for (const until of moments) {
      const client = page.newClient();
      client.onChange(() => undefined);
      await until(client);
      for (const worker of page.workers.splice(0)) worker.terminate();
      await addRows(rows, 3);
      rows += 3;
    }
    await expectRight(page.newClient(), rows);
  });

  it('are right with two engines at once', async () => {
    await openWithRows();
    const [one, two] = [page.newClient(), page.newClient()];
    let rows = ROWS;
    // One of them is asked, the other hears of it.
    for (const client of [one, two, two, one, two]) {
      for (const listener of [one, two]) listener.onChange(() => undefined);
      const seq = await addRows(rows, 2);
      rows += 2;
      expect(valueOrThrow(await client.list(NEWEST))).toMatchObject({ seq, count: rows });
    }
    expect(page.workers).toHaveLength(2);
    await expectRight(one, rows);
  });
});
