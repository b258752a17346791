import { describe, expect, it } from 'vitest';
import type { MonthRollup, SessionSums } from '#lib/domain/rollups.ts';
import {
  insightsAddress,
  insightsMonths,
  readInsightsAddress,
} from '#lib/state/insights-months.ts';

const NOTHING: SessionSums = {
  sessions: 0,
  costedSessions: 0,
  freeSessions: 0,
  foreignSessions: 0,
};
const sums = (more: Partial<SessionSums>): SessionSums => ({ ...NOTHING, ...more });

const PER_MILE: MonthRollup['perMile'] = {
  paidUpMicros: 0,
  paidUpM: 0,
  paidUpWh: 0,
  costedWh: 0,
  gainedMicros: 0,
  gainedM: 0,
};

function rollup(month: string, carId: string, more: Partial<MonthRollup>): MonthRollup {
  const sums = { all: NOTHING, home: NOTHING, public: NOTHING, acWh: 0, dcWh: 0 };
  return { month, carId, ...sums, perMile: PER_MILE, ...more };
}

const ROLLUPS: readonly MonthRollup[] = [
  rollup('2025-03', 'a', {
    all: sums({ sessions: 2, energyWh: 30_000 }),
    home: sums({ sessions: 2, energyWh: 30_000 }),
    acWh: 20_000,
    dcWh: 4_000,
  }),
  rollup('2026-04', 'a', {
    all: sums({
      sessions: 3,
      energyWh: 40_000,
      costMicros: 8_000_000,
      costedSessions: 2,
      costedEnergyWh: 32_000,
      pricedCostMicros: 8_000_000,
    }),
    home: sums({ sessions: 1, energyWh: 10_000 }),
    public: sums({ sessions: 2, energyWh: 30_000 }),
    acWh: 10_000,
    dcWh: 30_000,
  }),
  rollup('2026-04', 'b', { all: sums({ sessions: 1 }) }),
  rollup('2026-06', 'b', { all: sums({ sessions: 1, energyWh: 5_000 }), acWh: 5_000 }),
];

describe('months of Insights', () => {
  it('lists every month of the period up to this one, empty ones as gaps', () => {
    const { months } = insightsMonths(ROLLUPS, { period: 'year' }, '2026-05-20');
    expect(months.map(({ month }) => month)).toEqual([
      '2026-01',
      '2026-02',
      '2026-03',
      '2026-04',
      '2026-05',
    ]);
    expect(months[0]).toEqual({
      month: '2026-01',
      sessions: 0,
      foreignSessions: 0,
      costedSessions: 0,
    });
    expect(months[3]).toMatchObject({ sessions: 4, energyWh: 40_000, costedSessions: 2 });
  });

  it('counts twelve months with this one, and all from the first charge on', () => {
    const twelve = insightsMonths(ROLLUPS, { period: '12m' }, '2026-02-28').months;
    expect([twelve.length, twelve[0]?.month, twelve.at(-1)?.month]).toEqual([
      12,
      '2025-03',
      '2026-02',
    ]);
    const all = insightsMonths(ROLLUPS, { period: 'all' }, '2026-05-20').months;
    expect([all.length, all[0]?.month]).toEqual([15, '2025-03']);
  });

  it('sums what is known and leaves the unknown out', () => {
    const { total } = insightsMonths(ROLLUPS, { period: 'year', carId: 'a' }, '2026-05-20');
    expect(total).toEqual({
      sessions: 3,
      foreignSessions: 0,
      costedSessions: 2,
      energyWh: 40_000,
      costMicros: 8_000_000,
      // £8 for 32 kWh.
      pricePerKwhMicros: 250_000,
      shareHome: 0.25,
    });
    const unknown = insightsMonths(ROLLUPS, { period: 'year', carId: 'b' }, '2026-04-20');
    expect(unknown.total).toEqual({ sessions: 1, foreignSessions: 0, costedSessions: 0 });
  });

  it('keeps energy of an unknown current apart', () => {
    const [march] = insightsMonths(ROLLUPS, { period: 'all' }, '2025-03-31').months;
    expect(march).toMatchObject({ acWh: 20_000, dcWh: 4_000, otherWh: 6_000 });
  });

  it('leaves months to come out', () => {
    const { total, months } = insightsMonths(ROLLUPS, { period: 'year', carId: 'b' }, '2026-05-01');
    expect(total.sessions).toBe(1);
    expect(months.at(-1)?.month).toBe('2026-05');
  });

  it('has an address without the usual', () => {
    expect(insightsAddress({ period: '12m' })).toBe('');
    expect(insightsAddress({ period: 'all', carId: 'a' })).toBe('?period=all&car=a');
    const read = (search: string) => readInsightsAddress(new URLSearchParams(search));
    expect(read('period=all&car=a')).toEqual({ period: 'all', carId: 'a' });
    expect(read('period=century')).toEqual({ period: '12m' });
  });
});
