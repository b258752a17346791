import { describe, expect, it } from 'vitest';
import type { PlannerCar } from '#lib/domain/planner/planner-car.ts';
import type { Place } from '#lib/domain/place.ts';
import type { Session } from '#lib/domain/session.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { liveFigures, type LiveSources, priceAt, startEstimate } from '#lib/state/live-estimate.ts';

const HOUR = 3_600_000;
/** Noon of 1 July 2026 in London. */
const NOON = Date.UTC(2026, 6, 1, 11);
const stored = { createdAt: 0, updatedAt: 0 };

const planner: PlannerCar = {
  carId: 'leaf',
  usableBatteryWh: 60_000,
  etaAc: 0.9,
  etaDc: 0.95,
  bands: Array.from({ length: 10 }, (_, band) => ({
    fromSoc: band * 10,
    powerW: 50_000,
    tier: band < 8 ? 'average' : 'modelled',
    samples: 0,
  })),
  ceilingW: 100_000,
  ceilingSource: 'car',
  homePower: { powerW: 7_200, source: 'history', samples: 5 },
  homeWindow: { startMinutes: 0, endMinutes: 0 },
};
const home: Place = { ...stored, id: 'home', name: 'Home', isHome: true, isFree: false };
const stall: Place = {
  ...{ ...stored, id: 'stall', name: 'Stall', isHome: false, isFree: false },
  pricePerKwhMicros: 790_000,
};
const tariff: Tariff = {
  ...{ ...stored, id: 'night', name: 'Night', kind: 'home', currency: 'GBP' },
  ...{ timeZone: 'Europe/London', validFrom: '2026-01-01', pricePerKwhMicros: 250_000 },
  bands: [],
};

function sources(more: Partial<Session> = {}): LiveSources {
  return {
    session: {
      ...{ ...stored, id: 's1', carId: 'leaf', status: 'active', localDate: '2026-07-01' },
      ...{ timeZone: 'Europe/London', startedAt: NOON, placeId: 'home', current: 'AC' },
      ...{ socFrom: 40, live: { since: NOON, targetSoc: 76 } },
      ...more,
    },
    places: new Map([home, stall].map((place) => [place.id, place])),
    tariffs: [tariff],
    settings: readSettings([]).settings,
  };
}

describe('a running charge', () => {
  it('at home without a power goes by the charges there: 7.2 kW for an hour', () => {
    // 7.2 kWh at the plug are 6.48 in the battery of 60: 10.8 points. 36 points take 12,000 s.
    expect(liveFigures(sources(), planner, NOON + HOUR)).toEqual({
      elapsedS: 3600,
      isPaused: false,
      soc: expect.closeTo(50.8, 9) as number,
      energyWh: expect.closeTo(7_200, 6) as number,
      cost: { micros: 1_800_000, currency: 'GBP', basis: 'home_tariff' },
      targetSoc: 76,
      targetAt: NOON + 12_000_000,
      done: false,
      reading: { at: NOON, soc: 40 },
      speed: 'home_history',
      powerW: 7_200,
    });
  });

  it('is done at its target, and 100% is the most', () => {
    expect(liveFigures(sources(), planner, NOON + 12_000_001)).toMatchObject({ done: true });
    const late = liveFigures(sources(), planner, NOON + 100 * HOUR);
    expect(late.soc).toBe(100);
    expect(late).not.toHaveProperty('targetAt');
    // 60 points of 60 kWh at 90%.
    expect(late.energyWh).toBeCloseTo(40_000, 6);
  });

  it('goes on from what was read off the display, and counts the energy since the start', () => {
    const readings = [{ at: NOON + HOUR, soc: 49 }];
    const charge = sources({ live: { since: NOON, targetSoc: 76, readings } });
    const now = liveFigures(charge, planner, NOON + 2 * HOUR);
    expect(now.soc).toBeCloseTo(59.8, 9);
    // 9 points until the reading are 6 kWh at the plug, then 7.2.
    expect(now.energyWh).toBeCloseTo(13_200, 6);
    expect(now.reading).toEqual(readings[0]);
  });

  it('stands still in a pause, and cannot tell when it is done', () => {
    const pauses = [{ from: NOON + HOUR }];
    const charge = sources({ live: { since: NOON, targetSoc: 76, pauses } });
    const now = liveFigures(charge, planner, NOON + 5 * HOUR);
    expect(now).toMatchObject({ isPaused: true, elapsedS: 5 * 3600 });
    expect(now.soc).toBeCloseTo(50.8, 9);
    expect(now).not.toHaveProperty('targetAt');
  });

  it.each<[string, Partial<Session>, PlannerCar | undefined, string]>([
    ['the worker has not answered', {}, undefined, 'waiting'],
    ['the car', {}, { ...planner, usableBatteryWh: undefined } as unknown as PlannerCar, 'battery'],
    ['AC away from home without a power', { placeId: 'stall' }, planner, 'power'],
    ['no state of charge', { socFrom: undefined } as never, planner, 'soc'],
  ])('has no estimate: %s', (_, more, car, gap) => {
    const now = liveFigures(sources(more), car, NOON + HOUR);
    expect(now).toMatchObject({ gap, elapsedS: 3600, done: false });
    for (const figure of ['soc', 'energyWh', 'cost', 'targetAt']) {
      expect(now).not.toHaveProperty(figure);
    }
  });

  it('without a price has no cost, and with one at the stall that one', () => {
    const away = { placeId: 'nowhere', ratedPowerW: 7_200 };
    expect(liveFigures(sources(away), planner, NOON + HOUR)).not.toHaveProperty('cost');
    const typed = { since: NOON, targetSoc: 76, pricePerKwhMicros: 500_000 };
    expect(liveFigures(sources({ live: typed }), planner, NOON + HOUR).cost).toEqual({
      ...{ micros: 3_600_000, currency: 'GBP', basis: 'typed_price' },
    });
  });

  it('says what its speed is taken from', () => {
    const speed = (more: Partial<Session>, car = planner) =>
      liveFigures(sources(more), car, NOON).speed;
    const setting = { ...planner, homePower: { powerW: 7_000, source: 'setting' } as const };
    expect(speed({}, setting)).toBe('home_setting');
    expect(speed({ ratedPowerW: 11_000 })).toBe('rated');
    expect(speed({ ratedPowerW: 11_000 }, { ...planner, maxAcW: 6_600 })).toBe('car_limit');
    expect(speed({ current: 'DC', ratedPowerW: 50_000 })).toBe('rated');
    expect(speed({ current: 'DC', ratedPowerW: 150_000 })).toBe('average');
    const full = { since: NOON, targetSoc: 90 };
    expect(speed({ current: 'DC', ratedPowerW: 150_000, live: full })).toBe('modelled');
  });

  it('takes a power above 43 kW for DC where nothing else is said', () => {
    const unsaid = (ratedPowerW: number) =>
      liveFigures(sources({ current: undefined, ratedPowerW } as never), planner, NOON + 60_000);
    // A minute of 40 kW AC at 90%, and of 50 kW DC at 95%, in a battery of 60 kWh.
    expect(unsaid(40_000).soc).toBeCloseTo(40 + (40 * 0.9) / 36, 9);
    expect(unsaid(50_000).soc).toBeCloseTo(40 + (50 * 0.95) / 36, 9);
  });

  it('never runs back with a clock that does', () => {
    expect(liveFigures(sources(), planner, NOON - HOUR)).toMatchObject({ elapsedS: 0, soc: 40 });
  });
});

describe('before it starts', () => {
  it('says how long, how much and for what', () => {
    expect(startEstimate(sources(), planner, NOON)).toEqual({
      timeS: 12_000,
      targetAt: NOON + 12_000_000,
      // 36 points of 60 kWh at 90%.
      energyWh: expect.closeTo(24_000, 3) as number,
      cost: { micros: 6_000_000, currency: 'GBP', basis: 'home_tariff' },
      speed: 'home_history',
      powerW: 7_200,
    });
  });

  it('says that there is nothing to do, or what is missing', () => {
    expect(startEstimate(sources({ socFrom: 80 }), planner, NOON)).toBe('reached');
    expect(startEstimate(sources({ placeId: 'stall' }), planner, NOON)).toBe('power');
  });

  it('knows the price of the moment', () => {
    expect(priceAt(sources(), NOON)).toEqual({ pricePerKwhMicros: 250_000, basis: 'home_tariff' });
    expect(priceAt(sources({ placeId: 'stall' }), NOON)).toEqual({
      ...{ pricePerKwhMicros: 790_000, basis: 'place_rate' },
    });
    expect(priceAt(sources({ placeId: 'nowhere' }), NOON)).toBeUndefined();
  });
});
