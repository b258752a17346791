import { describe, expect, test } from 'vitest';
import { classicCsvRows, classicGroups } from '#lib/domain/analytics/classic.ts';
import { selectionOf } from '#lib/domain/analytics/selection.ts';
import { smallDiary, total } from '../../../support/diaries.ts';

const MILE_M = 1609.344;
const HOUR_S = 3600;

// 100 mi and 60 mi on 30 kWh and 24 kWh of the battery: 3.33 and 2.5 mi/kWh. The odometer counts
// whole metres, so the distances are 160 934 m and 96 561 m.
const diary = smallDiary({
  settings: {
    petrolPricePerLitreMicros: 1_000_000,
    petrolEconomy: 45.4609,
    odometerStepM: 0,
    fallbackEnabled: false,
  },
  cars: [{}, { id: 'd', name: 'Idle' }],
  places: [{ id: 'p', name: 'Work', isHome: false }],
  sessions: [
    { id: 'a', localDate: '2026-01-01', odometerM: 0, socTo: 90 },
    {
      id: 'b',
      localDate: '2026-01-05',
      odometerM: 160_934,
      socFrom: 40,
      socTo: 90,
      energyWh: 32_000,
      chargingS: 4 * HOUR_S,
      placeId: 'p',
      ambientC: 3,
      current: 'AC',
      preconditioning: 'yes',
      ...total(8_000_000),
    },
    {
      id: 'c',
      localDate: '2026-01-09',
      odometerM: 257_495,
      socFrom: 50,
      socTo: 90,
      energyWh: 26_000,
      chargingS: HOUR_S,
      placeLabel: 'Somewhere',
      ambientC: 15,
      current: 'DC',
      ...total(13_000_000),
    },
  ],
});

describe('the groups of the classic program', () => {
  const groups = classicGroups(diary);

  test('sum up in kWh, miles and major units', () => {
    const { savings_vs_petrol: saving, ...totals } = groups.lifetime_totals;
    const miles = 257_495 / MILE_M;
    expect(totals).toEqual({
      total_sessions: 3,
      total_kwh: 58,
      total_miles: expect.closeTo(miles, 9) as number,
      total_cost: 21,
      currency: 'GBP',
      avg_cost_per_kwh: expect.closeTo(21 / 58, 12) as number,
      avg_cost_per_mile: expect.closeTo(21 / miles, 9) as number,
    });
    // 10 p a mile on petrol; the gained miles are 32 kWh × 0.90 and 26 kWh × 0.95 by the cycles.
    const gained = (32 * 0.9 * 160_934) / 30 / MILE_M + (26 * 0.95 * 96_561) / 24 / MILE_M;
    expect(saving).toBeCloseTo(gained * 0.1 - 21, 9);
  });

  test('name the extreme sessions with their place', () => {
    expect(groups.best_worst_sessions.fastest_session).toEqual({
      id: 'c',
      date: '2026-01-09',
      location: 'Somewhere',
      kwh: 26,
      cost_per_mile: expect.closeTo(13 / ((26 * 0.95 * 96_561) / 24 / MILE_M), 9) as number,
      avg_power_kw: 26,
      efficiency_used: expect.closeTo(96_561 / MILE_M / 24, 9) as number,
    });
    expect(groups.best_worst_sessions.most_efficient?.location).toBe('Work');
    expect(Object.keys(groups.best_worst_sessions)).toEqual([
      'cheapest_per_mile',
      'most_expensive_per_mile',
      'fastest_session',
      'slowest_session',
      'most_efficient',
      'least_efficient',
      'largest_session_kwh',
      'smallest_session_kwh',
    ]);
  });

  test('average by band of temperature, each on its own', () => {
    expect(groups.seasonal_averages).toEqual({
      very_cold: {
        count: 1,
        avg_efficiency: expect.closeTo(160_934 / MILE_M / 30, 9) as number,
        avg_cost_per_mile: expect.closeTo(8 / (160_934 / MILE_M), 9) as number,
        avg_power_kw: 8,
        avg_temp_c: 3,
        temp_range: 'below 5 °C',
      },
      mild: {
        count: 1,
        avg_efficiency: expect.closeTo(96_561 / MILE_M / 24, 9) as number,
        avg_cost_per_mile: expect.closeTo(13 / (96_561 / MILE_M), 9) as number,
        avg_power_kw: 26,
        avg_temp_c: 15,
        temp_range: '15 to 25 °C',
      },
    });
  });

  test('follow a choice of sessions', () => {
    expect(classicGroups(diary, { to: '2026-01-01' })).toEqual({
      lifetime_totals: { total_sessions: 1, currency: 'GBP' },
      best_worst_sessions: {},
      seasonal_averages: {},
    });
  });
});

test('the classic table has a line for each car and one for all', () => {
  const rows = classicCsvRows(diary);
  expect(rows.map(({ car, total_sessions }) => [car, total_sessions])).toEqual([
    ['Car', 3],
    ['Idle', 0],
    ['', 3],
  ]);
  expect(rows[0]).toEqual({ ...rows[2], car: 'Car' });
  expect(rows[1]).toEqual({
    car: 'Idle',
    total_sessions: 0,
    currency: 'GBP',
    today: '2026-06-30',
  });
  expect(rows[2]).toMatchObject({
    fastest_session_power_kw: 26,
    slowest_session_power_kw: 8,
    today: '2026-06-30',
  });
});

describe('a selection', () => {
  test('says how it was chosen, and nothing about what was not', () => {
    const chosen = selectionOf(diary, { carId: 'c', from: '2026-01-05', to: '2026-01-05' });
    expect(chosen).toMatchObject({
      car: 'c',
      from: '2026-01-05',
      to: '2026-01-05',
      totals: { sessions: 1, energyWh: 32_000, distanceM: 160_934 },
      homePublic: { public: { sessions: 1, shareEnergy: 1 } },
      currents: { AC: { sessions: 1 } },
      bestWorst: { largest: { sessionId: 'b', value: 32_000 } },
    });
    expect(chosen).not.toHaveProperty('excludePreconditioned');
  });

  test('leaves out sessions that preheated, with the distance and cycle they close', () => {
    const chosen = selectionOf(diary, { excludePreconditioned: true });
    expect(chosen.excludePreconditioned).toBe(true);
    expect(chosen.totals).toMatchObject({
      sessions: 2,
      energyWh: 26_000,
      distanceM: 96_561,
      cycles: 1,
      drivingMPerWh: expect.closeTo(96_561 / 24_000, 12) as number,
    });
  });
});
