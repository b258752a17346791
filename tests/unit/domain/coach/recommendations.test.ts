import { describe, expect, it } from 'vitest';
import { addDays } from '#lib/domain/civil-date.ts';
import type { Recommendation } from '#lib/domain/coach/findings.ts';
import { recommendationsOf } from '#lib/domain/coach/recommendations.ts';
import type { Session } from '#lib/domain/session.ts';
import { type SmallData, smallDiary, total } from '../../../support/diaries.ts';

interface Row extends Partial<Session> {
  readonly unread?: true;
}
const TODAY = '2026-06-30';

/** A session a day until `last`. Odometers are read, so that only what is asked for is said. */
const until = (last: string, rows: readonly Row[]): Partial<Session>[] =>
  rows.map(({ unread, ...row }, i) => ({
    id: `s${String(i).padStart(2, '0')}`,
    localDate: addDays(last, i + 1 - rows.length),
    ...(!unread && { odometerM: 1_000_000 + i * 10_000 }),
    ...row,
  }));

function saidIn(data: SmallData): Recommendation[] {
  const diary = smallDiary(data);
  return [...diary.books.values()].flatMap((book) => recommendationsOf(diary, book));
}

function said(rows: readonly Row[], more: Partial<SmallData> = {}): Recommendation[] {
  const places = [{ id: 'h', name: 'Drive', isHome: true }];
  return saidIn({ places, ...more, sessions: until(TODAY, rows) });
}

const find = (code: Recommendation['code'], rows: readonly Row[], more?: Partial<SmallData>) =>
  said(rows, more).find((one) => one.code === code);

const repeat = (n: number, row: Row): Row[] => Array.from({ length: n }, () => row);
const home = (micros: number, energyWh = 10_000): Row => ({
  placeId: 'h',
  energyWh,
  ...total(micros),
});
const away = (micros: number, energyWh = 10_000): Row => ({
  placeLabel: 'Hub',
  energyWh,
  ...total(micros),
});

describe('recommendations', () => {
  it('begin with three sessions up to today', () => {
    expect(said([])).toEqual([{ code: 'getting_started', sessions: 0 }]);
    expect(said([{ socTo: 5 }, {}])).toEqual([{ code: 'getting_started', sessions: 2 }]);
    expect(said([{}, {}, { localDate: '2026-07-01' }])).toEqual([
      { code: 'getting_started', sessions: 2 },
    ]);
    expect(said([{}, {}, { socTo: 5 }])).toEqual([{ code: 'low_soc', soc: 5 }]);
  });

  it('are none for archived cars', () => {
    expect(said([{}, {}, { socTo: 5 }], { car: { archived: true } })).toEqual([]);
  });

  it('say that a full charge is due, not that it will be', () => {
    const car = { fullCharge: { every: 1, unit: 'weeks' } } as const;
    const full = [{}, {}, { socTo: 100, localDate: '2026-06-01' }];
    const on = (today: string) => saidIn({ car, today, sessions: until('2026-06-01', full) });
    expect(on('2026-06-07')).toEqual([]);
    expect(on('2026-06-08')).toEqual([{ code: 'full_charge', daysLate: 0 }]);
    expect(on('2026-06-20')).toEqual([{ code: 'full_charge', daysLate: 12 }]);
  });

  it('look at the end of the newest session only', () => {
    expect(find('low_soc', [{ socTo: 3 }, {}, { socTo: 20 }])).toBeUndefined();
    expect(find('low_soc', [{}, {}, { socTo: 19.9 }])).toEqual({ code: 'low_soc', soc: 19.9 });
    expect(find('low_soc', [{}, { socTo: 3 }, {}])).toBeUndefined();
    const settings = { lowSocSuggestion: 25 };
    expect(find('low_soc', [{}, {}, { socTo: 20 }], { settings })).toMatchObject({ soc: 20 });
  });
});

describe('home against public', () => {
  it('names the cheaper class with both weighted prices', () => {
    // £3 for 30 kWh at home, £6 for 20 kWh away.
    const rows = [home(1_000_000, 20_000), home(2_000_000), away(6_000_000, 20_000)];
    expect(said(rows)).toEqual([
      { code: 'home_cheaper', homePricePerKwhMicros: 100_000, publicPricePerKwhMicros: 300_000 },
    ]);
    expect(said([away(500_000), away(500_000), home(1_000_000)])).toEqual([
      { code: 'public_cheaper', homePricePerKwhMicros: 100_000, publicPricePerKwhMicros: 50_000 },
    ]);
  });

  it('needs a difference of 5 % of the smaller price', () => {
    expect(find('home_cheaper', [home(1_000_000), home(1_000_000), away(1_050_000)])).toBeDefined();
    expect(said([home(1_000_000), home(1_000_000), away(1_049_999)])).toEqual([]);
  });

  it('names any difference to a price of nothing or less', () => {
    const free = said([home(0), home(0), away(1)]);
    expect(free[0]).toEqual({
      code: 'home_cheaper',
      homePricePerKwhMicros: 0,
      publicPricePerKwhMicros: 0.1,
    });
    expect(find('public_cheaper', [home(0), home(0), away(-10)])).toBeDefined();
    expect(said([home(0), home(0), away(0)]).map(({ code }) => code)).toEqual(['free_charges']);
  });

  it('looks back 90 days, and only where cost and energy are known in both classes', () => {
    const rows = (localDate: string) => [
      { ...away(9_000_000), localDate },
      home(1_000_000),
      home(1_000_000),
    ];
    expect(find('home_cheaper', rows('2026-04-02'))).toBeDefined();
    expect(find('home_cheaper', rows('2026-04-01'))).toBeUndefined();
    const noEnergy: Row = { placeLabel: 'Hub', ...total(5_000_000) };
    expect(find('home_cheaper', [noEnergy, home(1), home(1)])).toBeUndefined();
    expect(find('home_cheaper', [away(5_000_000, 0), home(1), home(1)])).toBeUndefined();
    const dollars: Row = { ...away(1), ...total(5_000_000, 'USD') };
    expect(find('home_cheaper', [dollars, home(1), home(1)])).toBeUndefined();
  });
});

describe('free, slow and rapid charging', () => {
  it('counts what was free in the last 30 days', () => {
    const rows = (localDate: string) => [{ ...total(0), localDate }, total(0), total(5)];
    expect(find('free_charges', rows('2026-06-01'))).toMatchObject({ count: 2 });
    expect(find('free_charges', rows('2026-05-31'))).toMatchObject({ count: 1 });
    expect(find('free_charges', [{}, {}, total(-5)])).toBeUndefined();
  });

  const charge = (energyWh: number): Row => ({ energyWh, chargingS: 3600 });

  it('finds five charges in a row slow below 3 kW on average', () => {
    // 14,999 Wh in 5 h; what has no average power is passed over.
    const rows = [...repeat(4, charge(3000)), {}, { pluggedS: 60 }, charge(2999)];
    expect(find('slow_charging', rows)).toEqual({ code: 'slow_charging', averagePowerW: 2999.8 });
    expect(find('slow_charging', repeat(5, charge(3000)))).toBeUndefined();
    expect(find('slow_charging', repeat(4, charge(2000)))).toBeUndefined();
    expect(find('slow_charging', [charge(2000), ...repeat(5, charge(4000))])).toBeUndefined();
    expect(find('slow_charging', [...repeat(4, charge(2000)), charge(0)])).toBeUndefined();
  });

  const power = (current: 'AC' | 'DC', energyWh: number): Row => ({ current, energyWh });

  it('finds more than 80 % of the energy on DC', () => {
    const rows = (dcWh: number) => [power('AC', 20_000), ...repeat(4, power('DC', dcWh))];
    expect(find('mostly_dc', rows(20_000))).toBeUndefined();
    expect(find('mostly_dc', rows(45_000))).toEqual({ code: 'mostly_dc', shareEnergy: 0.9 });
    expect(find('mostly_dc', rows(45_000).slice(1))).toBeUndefined();
    const unknown: Row = { energyWh: 900_000 };
    expect(find('mostly_dc', [unknown, ...rows(45_000)])).toMatchObject({ shareEnergy: 0.9 });
    const old = rows(45_000).map((row, i) => (i === 2 ? { ...row, localDate: '2026-05-31' } : row));
    expect(find('mostly_dc', old)).toBeUndefined();
  });

  it('says slow rather than mostly DC', () => {
    const rows = repeat(5, { current: 'DC', energyWh: 2000, chargingS: 3600 });
    expect(said(rows).map(({ code }) => code)).toEqual(['slow_charging']);
  });
});

describe('odometer', () => {
  const none: Row = { unread: true };

  it('is asked for when 3 of the last 5 lack it', () => {
    expect(find('add_odometer', [{}, {}, none, none, none])).toMatchObject({ missing: 3 });
    expect(find('add_odometer', [none, none, none, {}, {}, none])).toMatchObject({ missing: 3 });
    expect(find('add_odometer', [none, none, {}, {}, {}, none])).toBeUndefined();
    expect(find('add_odometer', repeat(3, none))).toMatchObject({ missing: 3 });
  });

  it('is doubted where readings do not fit', () => {
    const rows = [{}, { odometerM: 99_000_000 }, {}, {}, { odometerM: 5 }];
    expect(said(rows)).toEqual([{ code: 'check_odometer', count: 2 }]);
  });
});
