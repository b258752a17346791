import { describe, expect, test } from 'vitest';
import { clockOfWeek, stretchAt, tariffWeek, timesOfPrice } from '#lib/domain/tariff-week.ts';

const night = { label: 'night', from: '23:30', to: '05:30', pricePerKwhMicros: 70_000 };
const peak = {
  label: 'peak',
  days: [1, 2, 3, 4, 5],
  from: '16:00',
  to: '19:00',
  pricePerKwhMicros: 380_000,
};
const HOURS = 60;

describe('a tariff as a week', () => {
  test('without bands is one price around the clock', () => {
    const week = tariffWeek({ pricePerKwhMicros: 250_000 });
    expect(week.prices).toEqual([
      { label: 'base', pricePerKwhMicros: 250_000, minutes: 168 * HOURS },
    ]);
    expect(week.days).toEqual(Array.from({ length: 7 }, () => [{ from: 0, to: 1440, price: 0 }]));
  });

  test('shows bands over midnight and on some days, the cheapest first', () => {
    const week = tariffWeek({ pricePerKwhMicros: 250_000, bands: [peak, night] });
    expect(week.prices).toEqual([
      { label: 'night', pricePerKwhMicros: 70_000, minutes: 42 * HOURS },
      { label: 'base', pricePerKwhMicros: 250_000, minutes: 111 * HOURS },
      { label: 'peak', pricePerKwhMicros: 380_000, minutes: 15 * HOURS },
    ]);
    expect(week.days[0]).toEqual([
      { from: 0, to: 330, price: 0 },
      { from: 330, to: 960, price: 1 },
      { from: 960, to: 1140, price: 2 },
      { from: 1140, to: 1410, price: 1 },
      { from: 1410, to: 1440, price: 0 },
    ]);
    expect(week.days[6]).toEqual([
      { from: 0, to: 330, price: 0 },
      { from: 330, to: 1410, price: 1 },
      { from: 1410, to: 1440, price: 0 },
    ]);
  });

  test('a band over midnight goes on into the day after its last', () => {
    const friday = { ...night, days: [5] };
    const week = tariffWeek({ pricePerKwhMicros: 1, bands: [friday] });
    expect(week.days.map((day) => day.filter(({ price }) => price === 1))).toEqual([
      [],
      [],
      [],
      [],
      [{ from: 1410, to: 1440, price: 1 }],
      [{ from: 0, to: 330, price: 1 }],
      [],
    ]);
  });

  test('of bands that overlap the first one holds', () => {
    const all = { label: 'all', from: '00:00', to: '24:00', pricePerKwhMicros: 5 };
    expect(tariffWeek({ pricePerKwhMicros: 9, bands: [all, night] }).prices).toEqual([
      { label: 'all', pricePerKwhMicros: 5, minutes: 168 * HOURS },
    ]);
    expect(tariffWeek({ pricePerKwhMicros: 9, bands: [night, all] }).prices).toHaveLength(2);
  });

  test('now is where the wall clock is, also on the days of the clock changes', () => {
    const clock = (instant: number) => clockOfWeek(instant, 'Europe/London');
    // 29 March 2026: 00:59 is followed by 02:00. 25 October: 01:30 comes twice.
    expect(clock(Date.UTC(2026, 2, 29, 0, 59))).toEqual({ weekday: 7, minutes: 59 });
    expect(clock(Date.UTC(2026, 2, 29, 1, 0))).toEqual({ weekday: 7, minutes: 120 });
    expect(clock(Date.UTC(2026, 9, 25, 0, 30))).toEqual({ weekday: 7, minutes: 90 });
    expect(clock(Date.UTC(2026, 9, 25, 1, 30))).toEqual({ weekday: 7, minutes: 90 });
    const week = tariffWeek({ pricePerKwhMicros: 250_000, bands: [night] });
    expect(stretchAt(week, clock(Date.UTC(2026, 2, 29, 0, 59)))?.price).toBe(0);
    expect(stretchAt(week, clock(Date.UTC(2026, 2, 29, 12)))?.price).toBe(1);
  });
});

describe('when a price holds', () => {
  test('is told with neighbouring days in one', () => {
    const week = tariffWeek({ pricePerKwhMicros: 250_000, bands: [peak, { ...night, days: [5] }] });
    expect(timesOfPrice(week, 0)).toEqual([
      { firstDay: 5, lastDay: 5, spans: [{ from: 1410, to: 1440, price: 0 }] },
      { firstDay: 6, lastDay: 6, spans: [{ from: 0, to: 330, price: 0 }] },
    ]);
    expect(timesOfPrice(week, 2)).toEqual([
      { firstDay: 1, lastDay: 5, spans: [{ from: 960, to: 1140, price: 2 }] },
    ]);
  });
});
