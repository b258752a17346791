import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SessionMetrics } from '#lib/domain/metrics/session-metrics.ts';
import { compareSessions, type OrderedSession } from '#lib/domain/order.ts';
import type { Session } from '#lib/domain/session.ts';
import { allMetrics, smallDiary, type SmallData, type Some } from '../../support/diaries.ts';
import { dataset, sessions as anySessions } from './metrics-dataset.ts';

const MILE = 1609.344;

function figuresOf(data: SmallData): Record<string, SessionMetrics> {
  return allMetrics(smallDiary(data));
}

/** Holds of each session of any data set. */
function forEachSession(check: (metrics: SessionMetrics, id: string) => void): void {
  fc.assert(
    fc.property(dataset, (data) => {
      for (const [id, metrics] of Object.entries(figuresOf(data))) check(metrics, id);
    }),
  );
}

/** Values that no result may hold, with their places. */
function unsound(value: unknown, path: string): string[] {
  if (value === null || value === undefined) return [`${path}: ${String(value)}`];
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0) ? [] : [`${path}: ${value}`];
  }
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, member]) => unsound(member, `${path}.${key}`));
}

/** Relative difference to the greater of two numbers. */
function expectClose(actual: number, expected: number, tolerance: number): void {
  const size = Math.max(Math.abs(actual), Math.abs(expected));
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * size);
}

function withoutStorage(metrics: SessionMetrics): SessionMetrics {
  return { ...metrics, hints: metrics.hints.filter((code) => !code.startsWith('storage_')) };
}

const shuffled = <T>(values: readonly T[]) =>
  fc.shuffledSubarray([...values], { minLength: values.length });

describe('the figures of any session', () => {
  test('hold no null, no infinity, no NaN and no negative zero', () => {
    forEachSession((metrics, id) => {
      expect(unsound(metrics, id)).toEqual([]);
    });
  });

  test('have either a drive cycle or the reason why there is none', () => {
    forEachSession((metrics) => {
      expect('cycle' in metrics).toBe(!('cycleMissing' in metrics));
    });
  });

  test('name one baseline for each car that has sessions', () => {
    fc.assert(
      fc.property(dataset, (data) => {
        const all = figuresOf(data);
        for (const carId of ['c', 'd']) {
          const ids = data.sessions.flatMap((row) => (row.carId === carId ? [row.id ?? ''] : []));
          const baselines = ids.filter((id) => all[id]?.baseline);
          expect(baselines).toHaveLength(ids.length > 0 ? 1 : 0);
        }
      }),
    );
  });

  test('have a plug efficiency that is the driving efficiency less the losses', () => {
    forEachSession(({ efficiency, chargingEfficiency, cycle }) => {
      for (const { drivingMPerWh, plugMPerWh } of [efficiency, cycle].filter(
        (e) => e !== undefined,
      ))
        expectClose(plugMPerWh, drivingMPerWh * chargingEfficiency.ratio, 1e-12);
    });
  });

  test('have a cost per mile that makes up the cost', () => {
    forEachSession(({ costPerMileMicros, gainedM = NaN, totalCostMicros = NaN }) => {
      if (costPerMileMicros === undefined) return;
      expectClose((costPerMileMicros * gainedM) / MILE, totalCostMicros, 1e-9);
    });
  });

  test('count all that petrol would have cost as saved when the charge was free', () => {
    forEachSession(({ totalCostMicros, gainedM = 0, petrol }) => {
      if (totalCostMicros !== 0 || gainedM === 0 || !petrol) return;
      expect(petrol.savingMicros).toBe(petrol.equivalentMicros);
      expect(petrol.verdict).toBe('cheaper');
    });
  });

  test('fade chips only when the efficiency is unsure, and never more than the first four kinds', () => {
    const first = ['efficiency', 'cost_per_mile', 'petrol', 'home_delta'];
    forEachSession(({ chips, efficiency }) => {
      expect(chips.length).toBeLessThanOrEqual(6);
      const isUnsure = ['low', 'estimated'].includes(efficiency?.confidence ?? '');
      for (const { code, faded } of chips) {
        expect(faded === true).toBe(isUnsure && first.includes(code));
      }
    });
  });
});

describe('figures do not depend on', () => {
  test('the order in which things are listed', () => {
    const anyOrder = dataset.chain((data) =>
      fc.record({
        data: fc.constant(data),
        sessions: shuffled(data.sessions),
        cars: shuffled(data.cars ?? []),
        places: shuffled(data.places ?? []),
        tariffs: shuffled(data.tariffs ?? []),
      }),
    );
    fc.assert(
      fc.property(anyOrder, ({ data, ...lists }) => {
        expect(figuresOf({ ...data, ...lists })).toEqual(figuresOf(data));
      }),
    );
  });

  test('what came later, but for how long the car stood', () => {
    fc.assert(
      fc.property(dataset, anySessions, fc.nat(), (data, others, n) => {
        const pivot = data.sessions[n % data.sessions.length];
        const isUpToPivot = (row: Some<Session>) =>
          compareSessions(row as OrderedSession, pivot as OrderedSession) <= 0;
        const kept = data.sessions.filter(isUpToPivot);
        const added = others
          .map((row) => ({ ...row, id: `z${row.id ?? ''}` }))
          .filter((row) => !isUpToPivot(row));
        const [before, after] = [
          figuresOf(data),
          figuresOf({ ...data, sessions: [...kept, ...added] }),
        ];
        for (const { id = '' } of kept) {
          const [was, is] = [before[id], after[id]];
          expect(is && withoutStorage(is)).toEqual(was && withoutStorage(was));
        }
      }),
    );
  });

  test('sessions that are planned, going on or cancelled', () => {
    const status = fc.constantFrom('planned', 'active', 'cancelled');
    fc.assert(
      fc.property(dataset, anySessions, status, (data, others, state) => {
        const added = others.map((row) => ({ ...row, id: `z${row.id ?? ''}`, status: state }));
        expect(figuresOf({ ...data, sessions: [...data.sessions, ...added] })).toEqual(
          figuresOf(data),
        );
      }),
    );
  });

  test('units, the locale, and settings that are for other things', () => {
    const others = fc.record({
      locale: fc.constantFrom('de-DE', 'nb-NO', 'ar-EG'),
      distanceUnit: fc.constantFrom('mi', 'km'),
      efficiencyUnit: fc.constantFrom('mi/kWh', 'km/kWh', 'Wh/mi', 'kWh/100km'),
      lowSocSuggestion: fc.constantFrom(0, 100),
      reminderUpcomingDays: fc.constantFrom(0, 365),
      homeChargerW: fc.constantFrom(500, 50_000),
      odometerMaxPerDayM: fc.constantFrom(10_000, 10_000_000),
      odometerCoverageMin: fc.constantFrom(0, 1),
      hygieneLowSoc: fc.constantFrom(0, 79),
      capacityMinDeltaSoc: fc.constantFrom(10, 100),
      capacityMaxPct: fc.constantFrom(41, 200),
      roadTaxRates: fc.constant([]),
    });
    fc.assert(
      fc.property(dataset, others, (data, more) => {
        const settings = { ...data.settings, ...more };
        expect(figuresOf({ ...data, settings })).toEqual(figuresOf(data));
      }),
    );
  });
});

/** The data set with another of one session. */
function replaced(data: SmallData, id: string, more: Some<Session>): SmallData {
  const sessions = data.sessions.map((row) => (row.id === id ? { ...row, ...more } : row));
  return { ...data, sessions };
}

describe('changes of one session', () => {
  test('at the break-even price it costs what petrol costs', () => {
    fc.assert(
      fc.property(dataset, (data) => {
        for (const [id, { petrol }] of Object.entries(figuresOf(data))) {
          const { energyWh } = data.sessions.find((row) => row.id === id) ?? {};
          const price = petrol?.breakEvenPricePerKwhMicros;
          if (energyWh === undefined || price === undefined) continue;
          const totalMicros = Math.round((energyWh * price) / 1000);
          const cost = { basis: 'typed_total', currency: 'GBP', totalMicros } as const;
          const after = figuresOf(replaced(data, id, { cost }))[id]?.petrol;
          expect(Math.abs(after?.savingMicros ?? NaN)).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('putting hints away and bringing them back leaves what there was', () => {
    fc.assert(
      fc.property(dataset, (data) => {
        const shown = {
          ...data,
          sessions: data.sessions.map(({ dismissedHints: _, ...row }) => row),
        };
        const before = figuresOf(shown);
        for (const [id, { hints }] of Object.entries(before)) {
          for (const code of hints) {
            const away = replaced(shown, id, { dismissedHints: [code] });
            expect(figuresOf(away)[id]?.hints).toEqual(hints.filter((other) => other !== code));
            expect(figuresOf(replaced(away, id, { dismissedHints: [] }))).toEqual(before);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test('money in a currency of half the worth doubles what is money and nothing else', () => {
    const doubled = (value: unknown, key = ''): unknown => {
      if (typeof value === 'number') return key.endsWith('Micros') ? value * 2 : value;
      if (Array.isArray(value)) return value.map((member) => doubled(member));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([name, member]) => [name, doubled(member, name)]),
      );
    };
    fc.assert(
      fc.property(dataset, (data) => {
        const scaled = doubled(data) as SmallData;
        expect(figuresOf(scaled)).toEqual(doubled(figuresOf(data)));
      }),
    );
  });
});
