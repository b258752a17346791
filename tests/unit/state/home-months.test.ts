import { describe, expect, it } from 'vitest';
import type { MonthRollup, PerMileSums, SessionSums } from '#lib/domain/rollups.ts';
import { compareMonths, countToComplete, figuresOf } from '#lib/state/home-months.ts';

const perMile: PerMileSums = {
  paidUpMicros: 0,
  paidUpM: 0,
  paidUpWh: 0,
  costedWh: 0,
  gainedMicros: 0,
  gainedM: 0,
};
const none: SessionSums = { sessions: 0, costedSessions: 0, freeSessions: 0, foreignSessions: 0 };

function rollup(carId: string, month: string, more: Partial<MonthRollup>): MonthRollup {
  return { carId, month, all: none, home: none, public: none, acWh: 0, dcWh: 0, perMile, ...more };
}

const months = [
  rollup('a', '2026-01', {
    all: {
      ...none,
      sessions: 3,
      energyWh: 40_000,
      costMicros: 9_000_000,
      costedSessions: 2,
      costedEnergyWh: 30_000,
      pricedCostMicros: 9_000_000,
    },
    home: { ...none, sessions: 1, energyWh: 10_000 },
    public: { ...none, sessions: 2, energyWh: 30_000 },
  }),
  rollup('b', '2026-01', { all: { ...none, sessions: 1, foreignSessions: 1, energyWh: 10_000 } }),
  rollup('a', '2025-12', { all: { ...none, sessions: 2, energyWh: 5_000 } }),
];

describe('this month beside the last one', () => {
  it('adds the cars up and divides sums, never averages prices', () => {
    const { month, previousMonth, current, previous } = compareMonths({ months }, '2026-01-31');
    expect([month, previousMonth]).toEqual(['2026-01', '2025-12']);
    expect(current).toEqual({
      sessions: 4,
      foreignSessions: 1,
      energyWh: 50_000,
      costMicros: 9_000_000,
      // £9 for 30 kWh.
      pricePerKwhMicros: 300_000,
      shareHome: 0.2,
    });
    expect(previous).toEqual({ sessions: 2, foreignSessions: 0, energyWh: 5_000 });
  });

  it('leaves out what is not known, also where no place was', () => {
    expect(compareMonths({ months }, '2026-01-02', 'b').current).toEqual({
      sessions: 1,
      foreignSessions: 1,
      energyWh: 10_000,
    });
    expect(compareMonths({ months }, '2026-03-30').previous).toEqual({
      sessions: 0,
      foreignSessions: 0,
    });
  });

  it('counts what is to complete for one car or all', () => {
    const toComplete = [
      { carId: 'a', sessions: 2 },
      { carId: 'b', sessions: 5 },
    ];
    expect(countToComplete({ toComplete })).toBe(7);
    expect(countToComplete({ toComplete }, 'a')).toBe(2);
  });
});

describe('what a mile cost', () => {
  const mileM = 1609.344;
  const paidUp = { paidUpMicros: 3_000_000, paidUpM: 100 * mileM, paidUpWh: 10_000 };
  const gained = { gainedMicros: 5_000_000, gainedM: 200 * mileM };
  const own = rollup('a', '2026-01', {
    distanceM: 120_000,
    perMile: { ...perMile, ...paidUp, ...gained, costedWh: 20_000 },
  });
  const other = rollup('b', '2026-01', {
    perMile: { ...perMile, costedWh: 1_000, gainedMicros: 1_000_000, gainedM: 50 * mileM },
  });

  it('is what was paid for driving where that covers half of the paid energy', () => {
    expect(figuresOf([own])).toMatchObject({
      distanceM: 120_000,
      costPerMileMicros: 30_000,
      costPerMileBasis: 'odometer',
    });
  });

  it('is else of what the charges are good for, of all cars together', () => {
    expect(figuresOf([own, other])).toMatchObject({
      distanceM: 120_000,
      costPerMileMicros: 24_000,
      costPerMileBasis: 'gained',
    });
    const { current } = compareMonths({ months: [own, other] }, '2026-01-20', undefined, 0.4);
    expect(current).toMatchObject({ costPerMileMicros: 30_000, costPerMileBasis: 'odometer' });
  });

  it('is unknown without driving, and over several months', () => {
    const nothing = rollup('a', '2026-02', { distanceM: 5_000 });
    expect(figuresOf([nothing])).not.toHaveProperty('costPerMileMicros');
    const both = figuresOf([own, nothing]);
    expect(both.distanceM).toBe(125_000);
    expect(both).not.toHaveProperty('costPerMileBasis');
    expect(figuresOf([])).toEqual({ sessions: 0, foreignSessions: 0 });
  });
});
