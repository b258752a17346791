import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDateOfEpochDay } from '#lib/domain/civil-date.ts';
import type { Session } from '#lib/domain/session.ts';
import { SUSPECT, TRUSTED } from '#lib/domain/metrics/car-figures.ts';
import { computeFigures } from '#lib/domain/metrics/compute-figures.ts';
import type { CarBook } from '#lib/domain/metrics/diary.ts';
import { MovingMedian } from '#lib/domain/metrics/moving-median.ts';
import { DEFAULT_SETTINGS, type Settings } from '#lib/domain/settings.ts';
import { median } from '#lib/domain/stats.ts';
import { diaryOf } from '#lib/worker/jobs/dataset-diary.ts';

const CAR = {
  id: 'c',
  name: 'Leaf',
  createdDate: '2025-01-01',
  archived: false,
  createdAt: 0,
  updatedAt: 0,
};
const FIRST_DAY = 20_000;
const optional = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined, freq: 4 });

/** Few different values, so that ties, repeats and falling readings are common. */
const sessionArb = fc
  .record({
    day: fc.integer({ min: 0, max: 60 }),
    odometerM: optional(fc.constantFrom(0, 50_000, 60_000, 120_000, 300_000, 900_000, 9_000_000)),
    socFrom: optional(fc.constantFrom(0, 10, 20.5, 40, 60)),
    rise: optional(fc.constantFrom(0, 12.5, 20, 40)),
    energyWh: optional(fc.constantFrom(0, 6_000, 10_000, 20_000, 45_000)),
    batteryEnergyWh: optional(fc.constantFrom(5_000, 17_000)),
    current: optional(fc.constantFrom('AC' as const, 'DC' as const)),
  })
  .map(({ day, rise, ...rest }) => ({
    ...rest,
    localDate: localDateOfEpochDay(FIRST_DAY + day),
    ...(rise !== undefined && { socTo: (rest.socFrom ?? 0) + rise }),
  }));
const sessionsArb = fc.array(sessionArb, { maxLength: 40 });

function bookOf(
  sessions: readonly object[],
  usableBatteryWh: number | undefined,
  settings: Partial<Settings> = {},
): CarBook {
  const rows = sessions.map((session, i) => ({
    id: `s${String(i).padStart(3, '0')}`,
    carId: 'c',
    status: 'completed',
    timeZone: 'Europe/London',
    ...Object.fromEntries(Object.entries(session).filter(([, value]) => value !== undefined)),
  }));
  const diary = diaryOf({
    today: '2026-06-30',
    settings,
    cars: [{ ...CAR, ...(usableBatteryWh !== undefined && { usableBatteryWh }) }],
    places: [],
    tariffs: [],
    sessions: rows as unknown as Session[],
  });
  const book = diary.books.get('c');
  if (!book) throw new Error('every car has a book');
  return book;
}

/** The rule of trusted readings as it is written, by trying every chain's best predecessor. */
function trustedByTheRule({ log }: CarBook, maxPerDayM: number): string[] {
  const readings = Array.from({ length: log.size }, (_, row) => row)
    .filter((row) => !Number.isNaN(log.odometerM[row]))
    .map((row) => ({ row, m: log.odometerM[row] ?? NaN, day: log.day[row] ?? NaN }));
  interface Chain {
    readonly rows: readonly number[];
    readonly first: number;
    readonly last: number;
  }
  const chains: Chain[] = [];
  for (const [i, { row, m, day }] of readings.entries()) {
    let best: Chain | undefined;
    for (let j = 0; j < i; j += 1) {
      const other = readings[j];
      const chain = chains[j];
      if (!other || !chain) continue;
      const step = m - other.m;
      if (step < 0 || step > maxPerDayM * Math.max(1, day - other.day)) continue;
      const [length, most] = [chain.rows.length, best?.rows.length ?? 0];
      // Later ones replace equally good ones: the greatest index wins.
      if (length > most || (length === most && best && chain.first >= best.first)) best = chain;
    }
    chains.push({ rows: [...(best?.rows ?? []), row], first: best?.first ?? m, last: m });
  }
  let end: Chain | undefined;
  for (const chain of chains) {
    const isLonger = chain.rows.length > (end?.rows.length ?? 0);
    const isShorter =
      chain.rows.length === end?.rows.length && chain.last - chain.first < end.last - end.first;
    if (isLonger || isShorter) end = chain;
  }
  return (end?.rows ?? []).map((row) => log.id(row));
}

const idsOf = ({ log, figures }: CarBook, trust: number): string[] =>
  Array.from({ length: log.size }, (_, row) => row)
    .filter((row) => figures.trust[row] === trust)
    .map((row) => log.id(row));

describe('figures that depend on history', () => {
  it('trusts the readings that the rule says', () => {
    fc.assert(
      fc.property(sessionsArb, fc.constantFrom(10_000, 100_000, 1_500_000), (sessions, perDay) => {
        const book = bookOf(sessions, 60_000, { odometerMaxPerDayM: perDay });
        expect(idsOf(book, TRUSTED)).toEqual(trustedByTheRule(book, perDay));
      }),
      { numRuns: 300 },
    );
  });

  it('trusts the same readings when long searches take the short cut', () => {
    // An exchanged odometer: many readings from 0 on after many high ones, with a wrong one each.
    const high = Array.from({ length: 150 }, (_, i) => 5_000_000_00 + i * 10_000);
    const low = Array.from({ length: 170 }, (_, i) => i * 10_000);
    const readings = [...high, 90_000_000_000, ...low, 1_000];
    const sessions = readings.map((odometerM, i) => ({
      odometerM,
      localDate: localDateOfEpochDay(FIRST_DAY + i),
    }));
    const book = bookOf(sessions, undefined);
    const expected = trustedByTheRule(book, DEFAULT_SETTINGS.odometerMaxPerDayM);
    expect(expected).toHaveLength(low.length);
    expect(idsOf(book, TRUSTED)).toEqual(expected);
    expect(idsOf(book, SUSPECT)).toHaveLength(high.length + 2);
  });

  it('computes the rest after a row as it computes all', () => {
    fc.assert(
      fc.property(
        sessionsArb,
        fc.nat(40),
        fc.constantFrom(undefined, 40_000, 60_000),
        fc.constantFrom<Partial<Settings>>(
          {},
          { chargingEfficiencyDays: 5, fallbackDays: 3, anchorHorizonDays: 2 },
          { fallbackMinDistanceM: 0, fallbackMinEnergyWh: 0, refillMinEnergyWh: 0 },
        ),
        (sessions, cut, usableBatteryWh, changes) => {
          const { log, figures } = bookOf(sessions, usableBatteryWh, changes);
          const from = Math.min(cut, log.size);
          const settings = { ...DEFAULT_SETTINGS, ...changes };
          // What the former figures say from the cut on must not matter.
          const other = bookOf(
            sessions.map((session, i) => ({ ...session, energyWh: i * 997 })),
            usableBatteryWh,
            changes,
          );
          const mixed = Object.fromEntries(
            Object.entries(figures).map(([name, column]) => {
              if (!ArrayBuffer.isView(column)) return [name, column as unknown];
              const copy = (column as Float64Array).slice();
              const foreign = (other.figures as unknown as Record<string, Float64Array>)[name];
              const rows = name.startsWith('pooled') ? from + 1 : from;
              copy.set(foreign?.subarray(rows) ?? [], rows);
              return [name, copy];
            }),
          ) as unknown as typeof figures;
          expect(computeFigures(log, settings, { figures: mixed, from })).toEqual(figures);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the moving median', () => {
  it('is the median of what is in the window', () => {
    const numbers = fc.array(fc.constantFrom(0.6, 0.85, 0.9, 0.9001, 0.93, 1.02), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 20 }), (values, width) => {
        const window = new MovingMedian(Float64Array.from(values));
        for (let k = 0; k < values.length; k += 1) {
          window.add(k);
          if (k >= width) window.remove(k - width);
          const inside = values.slice(Math.max(0, k - width + 1), k + 1);
          expect(window.size).toBe(inside.length);
          expect(window.median).toBe(median(inside));
        }
        for (let k = Math.max(0, values.length - width); k < values.length; k += 1)
          window.remove(k);
        expect(window.median).toBeNaN();
      }),
    );
  });
});
