import { describe, expect, test } from 'vitest';
import { type LiveInput, liveEstimate } from '#lib/domain/planner/live-estimate.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { homeTariffs } from '#lib/domain/tariff-choice.ts';
import { freshCar } from '../../../support/planner-cars.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** 21:30 in London. */
const START = Date.UTC(2026, 5, 30, 20, 30);
const car = freshCar();
const tariffs: readonly Tariff[] = [
  {
    ...{ id: 't', name: 'Go', kind: 'home', currency: 'GBP', timeZone: 'Europe/London' },
    ...{ createdAt: 0, updatedAt: 0, validFrom: '2026-01-01', pricePerKwhMicros: 250_000 },
    bands: [{ label: 'night', from: '22:30', to: '05:30', pricePerKwhMicros: 75_000 }],
  },
];

/** AC of 7.2 kW: 10.8 points and 7.2 kWh at the plug in an hour. */
const estimate = (more: Partial<LiveInput>) =>
  liveEstimate(car, {
    ...{ current: 'AC', chargerW: 11_000, readingAt: START, readingSoc: 40 },
    ...{ now: START + HOUR, targetSoc: 76, ...more },
  });

describe('a running charge', () => {
  test('has risen by what the car takes of the charger', () => {
    const { soc, batteryWh, plugWh, ...rest } = estimate({});
    expect([soc, batteryWh, plugWh]).toEqual([
      expect.closeTo(50.8, 9),
      expect.closeTo(6_480, 6),
      expect.closeTo(7_200, 6),
    ]);
    expect(rest).toEqual({ targetAt: START + 12_000_000, done: false });
  });

  test('starts at its reading, also while the clock is before it', () => {
    const price = { pricePerKwhMicros: -10_000 };
    for (const now of [START, START - HOUR]) {
      const found = estimate({ now, price });
      expect(found).toMatchObject({ soc: 40, batteryWh: 0, plugWh: 0, costMicros: 0 });
      expect(Object.is(found.costMicros, -0)).toBe(false);
    }
  });

  test('is done at the target, goes on to 100 % and stays there', () => {
    expect(estimate({ now: START + 12_000_001 })).toMatchObject({ done: true });
    expect(estimate({ readingSoc: 76 })).not.toHaveProperty('targetAt');
    const full = estimate({ now: START + 90 * HOUR, price: { pricePerKwhMicros: 300_000 } });
    expect(full).toEqual({
      ...{ soc: 100, batteryWh: 36_000, plugWh: 40_000, costMicros: 12_000_000, done: true },
    });
  });

  test('stands still in a pause, which puts the target off', () => {
    const quarter = { from: START + 15 * MINUTE, to: START + 30 * MINUTE };
    const found = estimate({ pauses: [quarter] });
    expect(found.soc).toBeCloseTo(40 + 10.8 * 0.75, 9);
    expect(found.targetAt).toBe(START + 12_000_000 + 15 * MINUTE);
    const overlapping = [
      { from: START + 20 * MINUTE, to: START + 30 * MINUTE },
      { from: START - HOUR, to: START + 2 * MINUTE },
      quarter,
      { from: START + 16 * MINUTE, to: START + 17 * MINUTE },
    ];
    const other = estimate({ pauses: overlapping });
    expect(other.soc).toBeCloseTo(40 + (10.8 * 43) / 60, 9);
    expect(other.targetAt).toBe(START + 12_000_000 + 17 * MINUTE);
  });

  test('has no end in a pause that goes on, unless it is reached before', () => {
    const found = estimate({ pauses: [{ from: START + 30 * MINUTE }] });
    expect(found.soc).toBeCloseTo(45.4, 9);
    expect(found).not.toHaveProperty('targetAt');
    expect(found.done).toBe(false);
    const later = estimate({ pauses: [{ from: START + 12_000_000 }] });
    expect(later.targetAt).toBe(START + 12_000_000);
  });
});

describe('the cost of a running charge', () => {
  const priced = (more: Partial<LiveInput>) =>
    estimate({ price: { tariffs: homeTariffs(tariffs, undefined) }, ...more }).costMicros;

  test('follows the times of a tariff', () => {
    // An hour at 25 p, an hour at 7.5 p.
    expect(priced({ now: START + 2 * HOUR })).toBeCloseTo(7.2 * 250_000 + 7.2 * 75_000, 3);
    const pauses = [{ from: START, to: START + HOUR }];
    expect(priced({ now: START + 2 * HOUR, pauses })).toBeCloseTo(7.2 * 75_000, 3);
  });

  test('leaves out the time after the battery is full', () => {
    // 5.4 points take half an hour, all of it before the night.
    const readingSoc = 94.6;
    expect(priced({ readingSoc, now: START + 3 * HOUR })).toBeCloseTo(3.6 * 250_000, 3);
  });

  test('is unknown without a price, and where tariffs leave a gap or change the currency', () => {
    expect(estimate({})).not.toHaveProperty('costMicros');
    const [tariff] = tariffs;
    if (!tariff) throw new Error('no tariff');
    const costOf = (rows: readonly Tariff[]) =>
      priced({ now: START + 3 * HOUR, price: { tariffs: homeTariffs(rows, undefined) } });
    const today = { ...tariff, validTo: '2026-06-30' };
    const tomorrow = { ...tariff, id: 'u', validFrom: '2026-07-01' };
    expect(costOf([today])).toBeUndefined();
    expect(costOf([today, { ...tomorrow, currency: 'EUR' }])).toBeUndefined();
    expect(costOf([today, tomorrow])).toBeCloseTo(7.2 * 250_000 + 14.4 * 75_000, 3);
  });
});
