import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Analytics, analyticsOf } from '#lib/domain/analytics/analytics-of.ts';
import type { SplitPart, Totals } from '#lib/domain/analytics/figures.ts';
import type { SeriesBucket } from '#lib/domain/analytics/series.ts';
import { compareSessions, type OrderedSession } from '#lib/domain/order.ts';
import type { Session } from '#lib/domain/session.ts';
import { smallDiary, type SmallData, type Some } from '../../support/diaries.ts';
import { expectVector } from '../../support/vectors.ts';
import { dataset as anyDataset } from './metrics-dataset.ts';

/** Any small data set whose cars also track their mileage and count preconditioned sessions. */
const dataset: fc.Arbitrary<SmallData> = anyDataset.map((data) => ({
  ...data,
  cars: (data.cars ?? []).map((car) => ({
    ...car,
    mileage: { startDate: '2026-01-10', openingOdometerM: 10_000_000, annualAllowanceM: 9_000_000 },
  })),
  settings: {
    ...data.settings,
    roadTaxRates: [
      { from: '2026-01-01', perMileMicros: 30_000, annualMicros: 0 },
      { from: '2026-02-01', perMileMicros: 50_000, annualMicros: 200_000_000 },
    ],
  },
}));

/** Each run makes all figures of two cars, which takes its time. */
const RUNS = { numRuns: 50 };

const figuresOf = (data: SmallData): Analytics => analyticsOf(smallDiary(data));

function forEachDataset(check: (analytics: Analytics, data: SmallData) => void): void {
  fc.assert(
    fc.property(dataset, (data) => {
      check(figuresOf(data), data);
    }),
    RUNS,
  );
}

/** Sums that are whole numbers, so that they add up exactly. Unknown counts as 0. */
function sums(of: Totals | SeriesBucket): Record<string, number> {
  const { sessions, energyWh = 0, costMicros = 0, distanceM = 0 } = of;
  return { sessions, energyWh, costMicros, distanceM };
}

function added(list: readonly (Totals | SeriesBucket)[]): Record<string, number> {
  const all = { sessions: 0, energyWh: 0, costMicros: 0, distanceM: 0 };
  return list
    .map(sums)
    .reduce(
      (sum, one) =>
        Object.fromEntries(Object.entries(sum).map(([key, n]) => [key, n + (one[key] ?? 0)])),
      all,
    );
}

/** The shares add up to 1; the greater they are, the more their last digits weigh. */
function expectWhole(parts: readonly SplitPart[], key: keyof SplitPart): void {
  const shares = parts.flatMap((part) => part[key] ?? []);
  if (shares.length === 0) return;
  expect(shares).toHaveLength(parts.length);
  const sum = shares.reduce((total, share) => total + share, 0);
  const size = Math.max(1, ...shares.map(Math.abs));
  expect(Math.abs(sum - 1)).toBeLessThanOrEqual(1e-12 * size);
}

const shuffled = <T>(values: readonly T[]) =>
  fc.shuffledSubarray([...values], { minLength: values.length });

/** What was driven, by the figures that an odometer alone decides. */
function drivingOf({ cars, all }: Analytics): unknown {
  return [
    all.totals.distanceM,
    ...Object.values(cars).map(({ totals, series, mileage, roadTax }) => ({
      distanceM: totals.distanceM,
      months: series.month.flatMap(({ key, distanceM = 0 }) =>
        distanceM > 0 ? [key, distanceM] : [],
      ),
      mileage,
      roadTax,
    })),
  ];
}

describe('figures over sessions', () => {
  test('hold no null, no infinity, no NaN and no negative zero', () => {
    forEachDataset((analytics) => {
      // JSON drops or changes what it cannot hold, and −0 is never equal.
      expectVector(analytics, JSON.parse(JSON.stringify(analytics)), { complete: true });
    });
  });

  test('split into shares that make up the whole', () => {
    forEachDataset(({ all, cars }) => {
      for (const { homePublic, currents } of [all, ...Object.values(cars)]) {
        for (const split of [Object.values(homePublic), Object.values(currents)]) {
          expectWhole(split, 'shareSessions');
          expectWhole(split, 'shareEnergy');
          expectWhole(split, 'shareCost');
        }
      }
    });
  });

  test('add up from the months of a scope', () => {
    forEachDataset(({ all, cars }) => {
      for (const { totals, series } of [all, ...Object.values(cars)]) {
        expect(added(series.month)).toEqual(sums(totals));
      }
    });
  });

  test('add up from the cars', () => {
    forEachDataset(({ all, cars }) => {
      const totals = Object.values(cars).map((car) => car.totals);
      expect(added(totals)).toEqual(sums(all.totals));
      expect(added(Object.values(cars).map(({ last30 }) => last30))).toEqual(sums(all.last30));
    });
  });

  test('drive as far as the first and the last reading that can be trusted lie apart', () => {
    forEachDataset(({ cars }, { sessions }) => {
      for (const [carId, { totals, suspectReadings }] of Object.entries(cars)) {
        const trusted = sessions
          .filter(({ id = '' }) => !suspectReadings.includes(id))
          .filter((session) => session.carId === carId && session.odometerM !== undefined)
          .sort((a, b) => compareSessions(a as OrderedSession, b as OrderedSession))
          .map(({ odometerM = NaN }) => odometerM);
        const [first = 0] = trusted;
        const distanceM = trusted.length < 2 ? undefined : (trusted.at(-1) ?? 0) - first;
        expect(totals.distanceM).toBe(distanceM);
        expect(totals.distanceM ?? 0).toBeGreaterThanOrEqual(0);
      }
    });
  });

  test('spend all time between charges low, high or in between', () => {
    forEachDataset(({ cars }, { sessions }) => {
      for (const [carId, { hygiene }] of Object.entries(cars)) {
        const own = sessions
          .filter((session) => session.carId === carId)
          .sort((a, b) => compareSessions(a as OrderedSession, b as OrderedSession));
        const gaps = own.slice(1).map((later, k) => secondsBetween(own[k] ?? {}, later));
        const { lowS, midS, highS, pairs } = hygiene.all;
        expect(pairs).toBe(gaps.filter((gap) => gap > 0).length);
        expect(lowS + midS + highS).toBeCloseTo(
          gaps.reduce((sum, gap) => sum + gap, 0),
          3,
        );
        expect(Math.min(lowS, midS, highS)).toBeGreaterThanOrEqual(-1e-6);
      }
    });
  });
});

/** Seconds from the end of one session to the start of the next; 0 where it does not count. */
function secondsBetween(one: Some<Session>, next: Some<Session>): number {
  const { startedAt: start = NaN, socTo = NaN } = one;
  const length = one.pluggedS ?? one.chargingS ?? NaN;
  const endedAt = one.endedAt ?? start + 1000 * length;
  const gap = ((next.startedAt ?? NaN) - endedAt) / 1000;
  const rise = Math.round(((next.socFrom ?? NaN) - socTo) * 10);
  return gap > 0 && rise <= 10 ? gap : 0;
}

describe('figures over sessions do not depend on', () => {
  test('the order in which things are listed', () => {
    const reordered = dataset.chain((data) =>
      fc
        .tuple(shuffled(data.sessions), shuffled(data.cars ?? []), shuffled(data.places ?? []))
        .map(([sessions, cars, places]) => ({ data, other: { ...data, sessions, cars, places } })),
    );
    fc.assert(
      fc.property(reordered, ({ data, other }) => {
        expectVector(figuresOf(other), figuresOf(data), { complete: true });
      }),
      RUNS,
    );
  });

  test('sessions that are planned, going on or cancelled', () => {
    const status = fc.constantFrom('planned', 'active', 'cancelled');
    fc.assert(
      fc.property(dataset, status, fc.nat(), (data, other, place) => {
        const chosen = data.sessions[place % data.sessions.length] ?? {};
        const extra = { ...chosen, id: 'extra', status: other } as Some<Session>;
        const sessions = [...data.sessions, extra];
        expect(figuresOf({ ...data, sessions })).toEqual(figuresOf(data));
      }),
      RUNS,
    );
  });

  test('units and locale', () => {
    forEachDataset((analytics, data) => {
      const units = { distanceUnit: 'km', efficiencyUnit: 'kWh/100km', locale: 'de-DE' };
      expect(figuresOf({ ...data, settings: { ...data.settings, ...units } })).toEqual(analytics);
    });
  });

  test('a mistyped reading, where driving is concerned', () => {
    const day = fc.integer({ min: 10, max: 28 }).map((n) => `2026-02-${String(n)}`);
    const reading = fc.constantFrom(0, 5_000_000, 900_000_000);
    fc.assert(
      fc.property(dataset, day, reading, (data, localDate, odometerM) => {
        const typo = { id: 'typo', localDate, odometerM };
        const after = figuresOf({ ...data, sessions: [...data.sessions, typo] });
        fc.pre(after.cars['c']?.suspectReadings.includes('typo') === true);
        expect(drivingOf(after)).toEqual(drivingOf(figuresOf(data)));
      }),
      RUNS,
    );
  });
});

test('twice the energy at the same rise makes twice the capacity, also above what it was new', () => {
  const charge = fc.record({
    rise: fc.integer({ min: 25, max: 80 }),
    pct: fc.integer({ min: 43, max: 57 }),
    current: fc.constantFrom('AC' as const, 'DC' as const, undefined),
  });
  fc.assert(
    fc.property(fc.array(charge, { minLength: 5, maxLength: 15 }), (charges) => {
      const capacity = (factor: number) => {
        const sessions = charges.map(({ rise, pct, current }, i) => ({
          id: `s${String(i).padStart(2, '0')}`,
          localDate: '2026-03-01',
          socFrom: 0,
          socTo: rise,
          current,
          // Wh that fill `rise` points of `pct` percent of 60 kWh, less than 5 % of it lost.
          energyWh: factor * Math.round((600 * pct * rise) / 100 / 0.95),
        }));
        return figuresOf({ sessions }).cars['c']?.capacity;
      };
      const [once, twice] = [capacity(1), capacity(2)];
      if (once?.status !== 'ok' || twice?.status !== 'ok') throw new Error('too few samples');
      expect(once.rejected + twice.rejected).toBe(0);
      expect(twice.medianWh).toBeCloseTo(2 * once.medianWh, 6);
      expect(twice.healthPct).toBeCloseTo(2 * once.healthPct, 9);
    }),
    RUNS,
  );
});

test('an achievement goes with the only session that earned it', () => {
  fc.assert(
    fc.property(dataset, (data) => {
      const hot = { id: 'hot', localDate: '2026-02-10', socTo: 50, ambientC: 35 };
      const codes = (sessions: SmallData['sessions']) =>
        figuresOf({ ...data, sessions }).achievements.cars['c']?.map(({ code }) => code);
      expect(codes([...data.sessions, hot])).toContain('heatwave_hero');
      expect(codes(data.sessions)).not.toContain('heatwave_hero');
    }),
    RUNS,
  );
});
