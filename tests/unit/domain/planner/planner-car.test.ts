import { describe, expect, test } from 'vitest';
import { chargerPowerW, plannable } from '#lib/domain/planner/planner-car.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Some } from '../../../support/diaries.ts';
import { smallPlannerCar } from '../../../support/planner-cars.ts';

type Sessions = readonly Some<Session>[];
const TODAY = '2026-06-30';

/** An AC charge at home of an hour, so that Wh are W. */
const atHome = (id: string, localDate: string, energyWh: number): Some<Session> => ({
  ...{ id, localDate, energyWh, chargingS: 3600 },
  ...{ current: 'AC', placeLabel: 'Home' },
});
/** A DC charge of an hour. */
const onRoad = (id: string, more: Some<Session>): Some<Session> => ({
  ...{ id, localDate: '2026-05-01', chargingS: 3600, current: 'DC', ...more },
});
const carOf = (sessions: Sessions, more = {}) =>
  smallPlannerCar({ today: TODAY, sessions, ...more });

describe('what plans need of a car', () => {
  test('is said by the car and the settings while nothing was charged', () => {
    const car = carOf([], { car: { maxAcW: 7_200, profileEfficiencyMPerWh: 6 } });
    expect(car).toEqual({
      ...{ carId: 'c', usableBatteryWh: 60_000, maxAcW: 7_200 },
      ...{ etaAc: 0.9, etaDc: 0.95, drivingMPerWh: 6 },
      ...{ ceilingW: 50_000, ceilingSource: 'setting' },
      bands: [30_000, 40_000, 47_500, 50_000, 49_000, 45_000, 37_500, 27_500, 17_500, 9_000].map(
        (powerW, i) => ({
          ...{ fromSoc: i * 10, tier: 'modelled', samples: 0 },
          powerW: expect.closeTo(powerW, 6) as number,
        }),
      ),
      homePower: { powerW: 7_400, source: 'setting' },
      homeWindow: { startMinutes: 1410, endMinutes: 330 },
    });
  });

  test('counts the charging efficiency of each current over the last 365 days', () => {
    // 10 points of 60 kWh are 6 kWh.
    const charge = (id: string, localDate: string, current: 'AC' | 'DC', energyWh: number) => ({
      ...{ id, localDate, current, energyWh, socFrom: 50, socTo: 60 },
    });
    const sessions = [
      charge('old', '2025-06-29', 'AC', 9_000),
      charge('a', '2025-06-30', 'AC', 8_000),
      charge('b', '2026-06-29', 'AC', 7_500),
      charge('c', '2026-06-30', 'AC', 6_250),
      charge('soon', '2026-07-01', 'AC', 6_000),
      charge('d', '2026-06-01', 'DC', 6_250),
      charge('e', '2026-06-02', 'DC', 6_250),
    ];
    // 0.75, 0.8, 0.96; two of DC are too few.
    expect(carOf(sessions)).toMatchObject({ etaAc: 0.8, etaDc: 0.95 });
  });

  test('takes the median of the ten newest home charges, if there are three', () => {
    const two = [atHome('a', '2026-06-01', 3_000), atHome('b', '2026-06-02', 3_200)];
    expect(carOf(two).homePower).toEqual({ powerW: 7_400, source: 'setting' });
    const three = [...two, atHome('c', '2026-06-03', 3_600)];
    expect(carOf(three).homePower).toEqual({ powerW: 3_200, source: 'history', samples: 3 });
    const others: Sessions = [
      { ...atHome('d', '2026-06-04', 9_000), placeLabel: 'Hub' },
      { ...atHome('e', '2026-06-04', 9_000), current: 'DC' },
      { ...atHome('f', '2026-06-04', 9_000), chargingS: undefined },
      { ...atHome('g', '2026-06-04', 9_000), status: 'cancelled' },
      atHome('h', '2026-07-01', 9_000),
    ];
    expect(carOf([...three, ...others]).homePower.powerW).toBe(3_200);
    const newest = Array.from({ length: 10 }, (_, i) =>
      atHome(`n${String(i)}`, `2026-06-1${String(i)}`, 7_000 + i * 10),
    );
    expect(carOf([...three, ...newest]).homePower).toMatchObject({ powerW: 7_045, samples: 10 });
  });

  test('takes the price of the cheapest time of the home tariff of today', () => {
    const night = { label: 'night', from: '00:30', to: '05:30', pricePerKwhMicros: 75_000 };
    const tariff = { id: 't', name: 'Go', pricePerKwhMicros: 250_000, currency: 'EUR' };
    const found = { pricePerKwhMicros: 75_000, currency: 'EUR', tariffId: 't', tariffName: 'Go' };
    const priceOf = (more: object) => carOf([], { tariffs: [{ ...tariff, ...more }] }).homePrice;
    expect(priceOf({ bands: [night] })).toEqual({ ...found, label: 'night' });
    expect(priceOf({})).toEqual({ ...found, pricePerKwhMicros: 250_000 });
    expect(priceOf({ validFrom: '2026-07-01' })).toBeUndefined();
    expect(priceOf({ kind: 'place', placeId: 'p' })).toBeUndefined();
  });

  test('has no plan without a battery', () => {
    const car = carOf([], { car: { usableBatteryWh: undefined } });
    expect(plannable(car)).toMatchObject({ error: { code: 'plan/battery_unknown' } });
  });
});

describe('the power on DC', () => {
  const bandsOf = (sessions: Sessions, more = {}) =>
    carOf(sessions, more).bands.map(({ powerW, tier, samples }) => [powerW, tier, samples]);

  test('is the median of curve points, then the mean of sessions, then a model', () => {
    const curve = [
      [0, 20, 40_000],
      [60, 29.9, 110_000],
      [90, 25, 60_000],
      [120, 30, 0],
      [180, 100, 20_000],
    ] as const;
    const sessions = [
      onRoad('a', { energyWh: 30_000, socFrom: 15, socTo: 40, curve }),
      onRoad('b', { energyWh: 50_000, socFrom: 35, socTo: 50.1 }),
      onRoad('ac', { energyWh: 90_000, socFrom: 0, socTo: 100, current: 'AC' }),
    ];
    expect(bandsOf(sessions, { car: { maxDcW: 100_000 } })).toEqual([
      [60_000, 'modelled', 0],
      [30_000, 'average', 1],
      [60_000, 'curve', 3],
      [40_000, 'average', 2],
      [50_000, 'average', 1],
      [50_000, 'average', 1],
      [75_000, 'modelled', 0],
      [expect.closeTo(55_000, 6), 'modelled', 0],
      [35_000, 'modelled', 0],
      [20_000, 'curve', 1],
    ]);
  });

  test('never is above the ceiling: of the car, else the greatest that was measured', () => {
    const sessions = [
      onRoad('a', { energyWh: 30_000, curve: [[0, 20, 120_000]] }),
      onRoad('b', { energyWh: 80_000, socFrom: 10, socTo: 15 }),
      onRoad('soon', { energyWh: 300_000, localDate: '2026-07-01' }),
    ];
    const own = carOf(sessions);
    expect(own).toMatchObject({ ceilingW: 120_000, ceilingSource: 'history' });
    expect(own.bands[3]).toMatchObject({ powerW: 120_000, tier: 'modelled' });
    const limited = carOf(sessions, { car: { maxDcW: 70_000 } });
    expect(limited).toMatchObject({ ceilingW: 70_000, ceilingSource: 'car' });
    expect(limited.bands.slice(1, 3)).toMatchObject([
      { powerW: 70_000, tier: 'average' },
      { powerW: 70_000, tier: 'curve' },
    ]);
  });
});

describe('the power of a charger', () => {
  const car = carOf([]);

  test('is as rated, else that at home for AC and the ceiling for DC, else unknown', () => {
    expect(chargerPowerW(car, { current: 'DC', ratedPowerW: 22_000, isHome: false })).toBe(22_000);
    expect(chargerPowerW(car, { current: 'AC', isHome: true })).toBe(7_400);
    expect(chargerPowerW(car, { current: 'DC', isHome: false })).toBe(50_000);
    expect(chargerPowerW(car, { current: 'AC', isHome: false })).toBeUndefined();
    expect(chargerPowerW(car, { isHome: true })).toBeUndefined();
  });
});
