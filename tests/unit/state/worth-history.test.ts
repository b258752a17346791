import { expect, it } from 'vitest';
import type { Place } from '#lib/domain/place.ts';
import type { Session } from '#lib/domain/session.ts';
import { plannerHistory } from '#lib/state/planner-history.ts';
import { worthHistory } from '#lib/state/worth-history.ts';

const place = (id: string, name: string, isHome = false): [string, Place] => [
  id,
  { id, name, isHome, isFree: false, createdAt: 0, updatedAt: 0 },
];
const context = {
  places: new Map([place('h', 'Home', true), place('a', 'Aldi'), place('b', 'Bay')]),
  settings: { currency: 'GBP', homeAliases: [] },
};

/** A charge of so many kWh for so many pounds. */
const charge = (
  localDate: string,
  placeId: string,
  [kwh, pounds, currency = 'GBP']: readonly [number, number, string?],
  more: Partial<Session> = {},
): Session => ({
  ...{ id: `${localDate}${placeId}`, createdAt: 0, updatedAt: 0, carId: 'c', status: 'completed' },
  ...{ localDate, timeZone: 'Europe/London', placeId, energyWh: kwh * 1000 },
  cost: { basis: 'typed_total', currency, totalMicros: pounds * 1_000_000 },
  ...more,
});

it('averages what was paid away from home in 90 days, and finds the cheapest place of a year', () => {
  const sessions = [
    charge('2026-06-30', 'h', [10, 1]),
    charge('2026-06-29', 'a', [10, 4]),
    charge('2026-06-28', 'a', [30, 6]),
    charge('2026-06-27', 'b', [20, 10]),
    charge('2026-06-26', 'b', [10, 0]),
    charge('2026-06-25', 'b', [10, 1, 'EUR']),
    charge('2026-04-01', 'b', [80, 8]),
  ];
  expect(worthHistory(sessions, '2026-07-01', context)).toEqual({
    // £20 for 60 kWh.
    average: { pricePerKwhMicros: expect.closeTo(333_333.33, 1) as number, sessions: 3 },
    // £18 for 100 kWh against £10 for 40.
    cheapest: {
      ...{ placeName: 'Bay', lastDate: '2026-06-27', sessions: 2 },
      pricePerKwhMicros: expect.closeTo(180_000, 3) as number,
    },
  });
});

it('knows nothing without a paid charge', () => {
  expect(worthHistory([charge('2026-06-30', 'h', [10, 1])], '2026-07-01', context)).toEqual({});
});

it('tells the last SoC, and power and price of the last DC charges', () => {
  const sessions = [
    charge('2026-06-30', 'h', [10, 1], { current: 'AC', socTo: 77 }),
    charge('2026-06-29', 'a', [10, 0], { current: 'DC', ratedPowerW: 50_000 }),
    charge('2026-06-28', 'b', [30, 20.7], { current: 'DC', ratedPowerW: 150_000 }),
  ];
  expect(plannerHistory(sessions, undefined, context)).toEqual({
    lastSoc: { soc: 77, localDate: '2026-06-30' },
    dcPower: { value: 50_000, localDate: '2026-06-29', placeName: 'Aldi' },
    dcPrice: { value: 690_000, localDate: '2026-06-28', placeName: 'Bay' },
  });
});

it('takes SoC, power and price over from the charge a plan comes from', () => {
  const dc = charge('2026-06-28', 'b', [30, 20.7], { current: 'DC', socFrom: 10, socTo: 80 });
  const from = (session: Session) => plannerHistory([], session, context).from;
  expect(from(dc)).toEqual({ socFrom: 10, socTo: 80, dcPricePerKwhMicros: 690_000 });
  expect(from({ ...dc, current: 'AC', ratedPowerW: 7000 })).toEqual({ socFrom: 10, socTo: 80 });
});
