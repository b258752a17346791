import { describe, expect, it } from 'vitest';
import type { MonthRollup, PerMileSums, SessionSums } from '#lib/domain/rollups.ts';
import { compareMonths, countToComplete } from '#lib/state/home-months.ts';

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
