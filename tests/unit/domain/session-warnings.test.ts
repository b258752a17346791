import { describe, expect, test } from 'vitest';
import type { Session } from '#lib/domain/session.ts';
import {
  type CheckedSession,
  type WarningContext,
  sessionWarnings,
} from '#lib/domain/session-warnings.ts';
import { DEFAULT_SETTINGS } from '#lib/domain/settings.ts';

const HOUR = 3_600_000;
const session: CheckedSession = {
  carId: 'c',
  status: 'completed',
  localDate: '2026-06-10',
  timeZone: 'Europe/London',
};

function storedOf(change: Partial<Session>): Session {
  return { ...session, id: 'other', createdAt: 0, updatedAt: 0, ...change };
}

function codesOf(change: Partial<CheckedSession>, around: Partial<WarningContext> = {}): string[] {
  const context = {
    neighbours: {},
    settings: DEFAULT_SETTINGS,
    car: { usableBatteryWh: 60_000 },
    today: '2026-06-30',
    ...around,
  };
  return sessionWarnings({ ...session, ...change }, context).map(({ code }) => code);
}

describe('the odometer', () => {
  const previousReading = { localDate: '2026-06-08', odometerM: 1_000_000 };
  const nextReading = { localDate: '2026-06-12', odometerM: 5_000_000 };
  const around = { neighbours: { previousReading, nextReading } };

  test.each([
    [1_000_000, []],
    [999_999, ['session/odometer_below_last']],
    [4_000_000, []],
    [4_000_001, ['session/odometer_jump']],
    [5_000_001, ['session/odometer_jump', 'session/odometer_above_next']],
  ])('%i', (odometerM, codes) => {
    expect(codesOf({ odometerM }, around)).toEqual(codes);
  });

  test('on the same day may step as far as in one day', () => {
    const sameDay = {
      neighbours: { previousReading: { ...previousReading, localDate: '2026-06-10' } },
    };
    expect(codesOf({ odometerM: 2_500_000 }, sameDay)).toEqual([]);
    expect(codesOf({ odometerM: 2_500_001 }, sameDay)).toEqual(['session/odometer_jump']);
  });
});

describe('energy', () => {
  test.each([
    [18_200, []],
    [18_201, ['session/energy_exceeds_battery']],
  ])('%i Wh for 20 points of 60 kWh', (energyWh, codes) => {
    // 1.35 × 12 000 + 2 000 = 18 200.
    expect(codesOf({ energyWh, socFrom: 12.2, socTo: 32.2 })).toEqual(codes);
  });

  test('says nothing of a battery of unknown size', () => {
    expect(codesOf({ energyWh: 90_000, socFrom: 1, socTo: 2 }, { car: {} })).toEqual([]);
  });

  test('cannot be more in the battery than came out of the plug', () => {
    expect(codesOf({ energyWh: 10_000, batteryEnergyWh: 10_200 })).toEqual([]);
    expect(codesOf({ energyWh: 10_000, batteryEnergyWh: 10_201 })).toEqual([
      'session/stored_exceeds_delivered',
    ]);
  });
});

describe('other sessions', () => {
  const base = { energyWh: 10_000, odometerM: 5, startedAt: 0, endedAt: HOUR };

  test.each<[string, Partial<Session>, string[]]>([
    ['the same again', {}, ['session/duplicate_suspected', 'session/overlap']],
    [
      'another odometer, 30 minutes later',
      { odometerM: 6, startedAt: HOUR / 2 },
      ['session/duplicate_suspected', 'session/overlap'],
    ],
    [
      'another odometer, 31 minutes later',
      { odometerM: 6, startedAt: HOUR / 2 + 60_000 },
      ['session/overlap'],
    ],
    ['another energy', { energyWh: 9999 }, ['session/overlap']],
    ['right after', { energyWh: 1, startedAt: HOUR, endedAt: 2 * HOUR }, []],
    ['another car', { carId: 'd' }, []],
    ['a cancelled one', { status: 'cancelled' }, []],
    ['itself', { id: 'me' }, []],
  ])('%s', (_, change, codes) => {
    const nearby = [storedOf({ ...base, endedAt: 2 * HOUR, ...change })];
    expect(codesOf({ ...base, id: 'me' }, { neighbours: { nearby } })).toEqual(codes);
  });

  test('a charge nobody logged', () => {
    const around = { neighbours: { previous: { socTo: 79.9 } } };
    expect(codesOf({ socFrom: 80.9 }, around)).toEqual([]);
    expect(codesOf({ socFrom: 81 }, around)).toEqual(['session/soc_rise_unlogged']);
  });

  test('a date to come', () => {
    expect(codesOf({ localDate: '2026-07-01' })).toEqual(['session/future']);
    expect(codesOf({ localDate: '2026-06-30' })).toEqual([]);
  });
});

describe('the price', () => {
  const costs = (totalMicros: number, currency = 'GBP') => ({
    energyWh: 10_000,
    cost: { basis: 'typed_total' as const, currency, totalMicros },
  });
  const paid = [100_000, 200_000, 300_000, 400_000, 500_000];
  const around = { neighbours: { paidPricesPerKwhMicros: paid } };

  test.each([
    [15_000_000, []],
    [15_000_001, ['cost/price_unusual']],
    [600_000, []],
    [599_999, ['cost/price_unusual']],
    [0, []],
  ])('%i micros for 10 kWh against a median of 0.30', (total, codes) => {
    expect(codesOf(costs(total), around)).toEqual(codes);
  });

  test('needs five paid sessions and its own currency', () => {
    const few = { neighbours: { paidPricesPerKwhMicros: paid.slice(1) } };
    expect(codesOf(costs(90_000_000), few)).toEqual([]);
    expect(codesOf(costs(90_000_000, 'JPY'), around)).toEqual([]);
  });
});
