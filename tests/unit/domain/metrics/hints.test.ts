import { describe, expect, test } from 'vitest';
import { addInterval, dueDateAfter } from '#lib/domain/coach/due-date.ts';
import type { HintFinding } from '#lib/domain/coach/findings.ts';
import { findHints } from '#lib/domain/coach/hints.ts';
import { cheapestHomePrice } from '#lib/domain/home-price.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { metricsOf, type SmallData, smallDiary, total } from '../../../support/diaries.ts';

function hintsOf(data: SmallData, id: string): HintFinding[] {
  const diary = smallDiary(data);
  const book = diary.books.get('c');
  if (!book) throw new Error('no car c');
  return findHints(diary, book, book.log.indexOf(id));
}

const parked: Partial<Session> = { id: 's', localDate: '2026-02-01', energyWh: 10_000 };
const later = (localDate: LocalDate, more: Partial<Session> = {}): Partial<Session> => ({
  id: 't',
  localDate,
  energyWh: 5000,
  ...more,
});

describe('a car that stands', () => {
  test('eight days at 39 % are long for so little', () => {
    const sessions = [{ ...parked, socTo: 39 }, later('2026-02-09')];
    expect(hintsOf({ sessions }, 's')).toEqual([
      { code: 'storage_low', dismissed: false, socTo: 39, parkedDays: 8 },
    ]);
  });

  test('until today when nothing came after', () => {
    const sessions = [{ ...parked, socTo: 81 }];
    expect(hintsOf({ today: '2026-02-11', sessions }, 's')).toEqual([
      { code: 'storage_high', dismissed: false, socTo: 81, parkedDays: 10 },
    ]);
    expect(hintsOf({ today: '2026-02-08', sessions }, 's')).toEqual([]);
  });

  test('a session dated after today does not stand until today', () => {
    const sessions = [{ ...parked, localDate: '2026-07-01', socTo: 39 }];
    expect(hintsOf({ today: '2026-06-30', sessions }, 's')).toEqual([]);
  });

  test('limits themselves are fine: 40 %, 80 %, 7 days', () => {
    const hints = (socTo: number, date: LocalDate) =>
      hintsOf({ sessions: [{ ...parked, socTo }, later(date)] }, 's');
    expect(hints(40, '2026-02-20')).toEqual([]);
    expect(hints(80, '2026-02-20')).toEqual([]);
    expect(hints(39, '2026-02-08')).toEqual([]);
  });

  test('a car that was driven did not stand; an unknown distance is no drive', () => {
    const hints = (from: number | undefined, to: number | undefined) =>
      hintsOf(
        {
          sessions: [
            { ...parked, socTo: 39, ...(from !== undefined && { odometerM: from }) },
            later('2026-02-20', to === undefined ? {} : { odometerM: to }),
          ],
        },
        's',
      ).map(({ code }) => code);
    expect(hints(1_000_000, 1_020_000)).toEqual([]);
    expect(hints(1_000_000, 1_016_093)).toEqual(['storage_low']);
    expect(hints(1_000_000, undefined)).toEqual(['storage_low']);
    expect(hints(undefined, 1_020_000)).toEqual(['storage_low']);
  });

  test('without the state of charge nothing is known', () => {
    expect(hintsOf({ sessions: [parked, later('2026-03-20')] }, 's')).toEqual([]);
  });
});

describe('finishing at home', () => {
  const away: Partial<Session> = { ...parked, placeLabel: 'Services', socTo: 60 };
  const home: Partial<Tariff> = {
    id: 'h',
    pricePerKwhMicros: 300_000,
    bands: [{ label: 'night', from: '00:30', to: '05:30', pricePerKwhMicros: 250_000 }],
  };

  test('50 p is twice the 25 p of the night, 49.9 p is not', () => {
    const tariffs = [home];
    expect(hintsOf({ tariffs, sessions: [{ ...away, ...total(5_000_000) }] }, 's')).toEqual([
      {
        code: 'finish_at_home',
        dismissed: false,
        pricePerKwhMicros: 500_000,
        homePricePerKwhMicros: 250_000,
      },
    ]);
    expect(hintsOf({ tariffs, sessions: [{ ...away, ...total(4_990_000) }] }, 's')).toEqual([]);
  });

  test('only in public, from 60 % on, with both prices known', () => {
    const hints = (more: Partial<Session>, tariffs: readonly Partial<Tariff>[] = [home]) =>
      hintsOf({ tariffs, sessions: [{ ...away, ...total(6_000_000), ...more }] }, 's').length;
    expect(hints({})).toBe(1);
    expect(hints({ placeLabel: 'Home' })).toBe(0);
    expect(hints({ socTo: 59.9 })).toBe(0);
    expect(hints({}, [])).toBe(0);
    expect(hints({}, [{ ...home, bands: [], pricePerKwhMicros: 0 }])).toBe(0);
    expect(hints(total(6_000_000, 'EUR'))).toBe(0);
  });
});

describe('the cheapest home price of a date', () => {
  const entity = { createdAt: 0, updatedAt: 0 };
  const tariff = (id: string, pricePerKwhMicros: number, more: Partial<Tariff> = {}): Tariff => ({
    ...{ ...entity, id, name: id, kind: 'home', currency: 'GBP', timeZone: 'Europe/London' },
    ...{ validFrom: '2026-01-01', pricePerKwhMicros },
    ...more,
  });

  test('is that of the tariff for any home, whatever homes of their own pay', () => {
    const tariffs = [tariff('a', 90_000, { placeId: 'p' }), tariff('b', 200_000)];
    expect(cheapestHomePrice(tariffs, '2026-02-01')?.pricePerKwhMicros).toBe(200_000);
  });

  test('else that of the valid home tariff with the smallest id', () => {
    const old = tariff('a', 10_000, { placeId: 'p', validTo: '2026-01-31' });
    const tariffs = [tariff('c', 90_000, { placeId: 'q' }), tariff('b', 80_000, { placeId: 'p' })];
    expect(cheapestHomePrice([...tariffs, old], '2026-02-01')?.pricePerKwhMicros).toBe(80_000);
    expect(cheapestHomePrice([...tariffs, old], '2026-01-31')?.pricePerKwhMicros).toBe(10_000);
  });

  test('is that of AC where the current decides', () => {
    const both = tariff('a', 200_000);
    const own = [tariff('b', 250_000, { current: 'AC' }), tariff('c', 50_000, { current: 'DC' })];
    expect(cheapestHomePrice([both, ...own], '2026-02-01')?.pricePerKwhMicros).toBe(250_000);
    const direct = tariff('d', 10_000, { current: 'DC', placeId: 'p' });
    expect(cheapestHomePrice([direct], '2026-02-01')).toBeUndefined();
  });

  test('is unknown without a home tariff on that date', () => {
    const tariffs = [tariff('a', 90_000), tariff('b', 10_000, { kind: 'place', placeId: 'p' })];
    expect(cheapestHomePrice(tariffs, '2025-12-31')).toBeUndefined();
    expect(cheapestHomePrice([], '2026-01-01')).toBeUndefined();
  });
});

describe('a full charge', () => {
  const car = { fullCharge: { every: 1, unit: 'weeks' } } as const;
  const full: Partial<Session> = { id: 'f', localDate: '2026-02-01', socTo: 95 };
  const on = (localDate: LocalDate, socTo: number): Partial<Session> => ({
    id: 's',
    localDate,
    socTo,
  });

  test('is due a week after the last one, on a charge that was none itself', () => {
    expect(hintsOf({ car, sessions: [full, on('2026-02-08', 79)] }, 's')).toEqual([
      { code: 'full_charge_due', dismissed: false, dueDate: '2026-02-08' },
    ]);
    expect(hintsOf({ car, sessions: [full, on('2026-02-07', 79)] }, 's')).toEqual([]);
    expect(hintsOf({ car, sessions: [full, on('2026-02-08', 95)] }, 's')).not.toContainEqual(
      expect.objectContaining({ code: 'full_charge_due' }),
    );
    expect(hintsOf({ sessions: [full, on('2026-02-08', 79)] }, 's')).toEqual([]);
  });

  test('counts from the first charge when none was full, and never from a later one', () => {
    const first = { ...full, socTo: 80 };
    expect(hintsOf({ car, sessions: [first, on('2026-02-10', 70)] }, 's')).toMatchObject([
      { dueDate: '2026-02-08' },
    ]);
    const after = { ...full, id: 'g', localDate: '2026-02-11', socTo: 100 };
    expect(hintsOf({ car, sessions: [first, on('2026-02-10', 70), after] }, 's')).toMatchObject([
      { dueDate: '2026-02-08' },
    ]);
    expect(hintsOf({ car, today: '2026-02-04', sessions: [on('2026-02-01', 70)] }, 's')).toEqual(
      [],
    );
  });

  test('months keep the day of the month where it exists', () => {
    expect(addInterval('2026-01-31', 1, 'months')).toBe('2026-02-28');
    expect(addInterval('2028-01-31', 1, 'months')).toBe('2028-02-29');
    expect(addInterval('2026-01-31', 2, 'months')).toBe('2026-03-31');
    expect(addInterval('2026-12-30', 5, 'days')).toBe('2027-01-04');
    expect(dueDateAfter('2026-02-20', { every: 2, unit: 'weeks' })).toBe('2026-03-06');
  });
});

describe('hints that were put away', () => {
  const taper: Partial<Session> = { ...parked, current: 'DC', socTo: 82 };

  test('are told with their mark and left out of the figures, each on its own', () => {
    const data = { sessions: [{ ...taper, dismissedHints: ['dc_taper', 'unheard_of'] }] };
    expect(hintsOf(data, 's')).toEqual([
      { code: 'dc_taper', dismissed: true, socTo: 82 },
      { code: 'storage_high', dismissed: false, socTo: 82, parkedDays: 149 },
    ]);
    expect(metricsOf(data, 's').hints).toEqual(['storage_high']);
    expect(metricsOf({ sessions: [taper] }, 's').hints).toEqual(['dc_taper', 'storage_high']);
  });

  test('do not change what is said of the charge itself', () => {
    const data = { sessions: [{ ...taper, dismissedHints: ['dc_taper'] }] };
    expect(metricsOf(data, 's').dcTaper).toBe(true);
  });
});
