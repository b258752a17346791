import { describe, expect, test } from 'vitest';
import { digestsOf } from '#lib/domain/analytics/digest.ts';
import { mileageYearOf } from '#lib/domain/analytics/mileage.ts';
import { roadTaxOf } from '#lib/domain/analytics/road-tax.ts';
import { scopeOf } from '#lib/domain/analytics/scope.ts';
import { bucketUnitOf, seriesOf } from '#lib/domain/analytics/series.ts';
import type { CarBook, Diary } from '#lib/domain/metrics/diary.ts';
import { smallDiary, type SmallData, total } from '../../../support/diaries.ts';

const MILE_M = 1609.344;
const charge = (localDate: string, energyWh = 1000) => ({ id: localDate, localDate, energyWh });

describe('a series', () => {
  test('is cut finer the shorter its range is', () => {
    expect(bucketUnitOf('2026-01-01', '2026-01-31')).toBe('day');
    expect(bucketUnitOf('2026-01-01', '2026-02-01')).toBe('week');
    expect(bucketUnitOf('2026-01-01', '2026-07-05')).toBe('week');
    expect(bucketUnitOf('2026-01-01', '2026-07-06')).toBe('month');
  });

  test('names weeks by the year that has their Thursday', () => {
    const scope = scopeOf(smallDiary({ sessions: [] }));
    const weeks = (from: string, to: string) =>
      seriesOf(scope, 'week', { from, to }).map((week) => [week.key, week.from, week.to]);
    expect(weeks('2025-12-31', '2026-01-05')).toEqual([
      ['2026-W01', '2025-12-29', '2026-01-04'],
      ['2026-W02', '2026-01-05', '2026-01-11'],
    ]);
    expect(weeks('2027-01-01', '2027-01-01')).toEqual([['2026-W53', '2026-12-28', '2027-01-03']]);
    expect(weeks('2023-01-01', '2023-01-01')).toEqual([['2022-W52', '2022-12-26', '2023-01-01']]);
  });

  test('holds nothing from outside of its range in the buckets at its ends', () => {
    const sessions = [charge('2026-01-09'), charge('2026-01-10'), charge('2026-02-11')];
    const scope = scopeOf(smallDiary({ sessions }));
    const months = seriesOf(scope, 'month', { from: '2026-01-10', to: '2026-02-10' });
    expect(months.map(({ key, sessions: count }) => [key, count])).toEqual([
      ['2026-01', 1],
      ['2026-02', 0],
    ]);
  });
});

describe('the look back', () => {
  const sessions = [
    charge('2026-06-07', 1000),
    charge('2026-06-08', 2000),
    charge('2026-06-14', 3000),
    charge('2026-06-15', 9000),
    charge('2026-06-21', 9000),
  ];

  test('is on the week before, also on a Sunday', () => {
    // Sunday 21 June: the week that ends on it is not over.
    const { week } = digestsOf(smallDiary({ today: '2026-06-21', sessions }));
    expect(week).toMatchObject({
      from: '2026-06-08',
      to: '2026-06-14',
      totals: { energyWh: 5000 },
    });
    expect(week?.change).toEqual({ energyWh: 400 });
    const monday = digestsOf(smallDiary({ today: '2026-06-22', sessions })).week;
    expect(monday).toMatchObject({ from: '2026-06-15', to: '2026-06-21' });
  });

  test('is on the month before, whatever its length', () => {
    const march = smallDiary({ today: '2026-03-31', sessions: [charge('2026-02-28')] });
    expect(digestsOf(march)).toMatchObject({ month: { from: '2026-02-01', to: '2026-02-28' } });
    expect(digestsOf(march)).not.toHaveProperty('week');
  });

  test('knows no share of the cost where nothing was paid', () => {
    const free = [{ ...charge('2026-06-09'), placeLabel: 'home', ...total(0) }];
    const { week } = digestsOf(smallDiary({ today: '2026-06-17', sessions: free }));
    expect(week).toMatchObject({ homeShareEnergy: 1 });
    expect(week).not.toHaveProperty('homeShareCost');
  });
});

function only(data: SmallData): { diary: Diary; book: CarBook } {
  const diary = smallDiary(data);
  const book = diary.books.get('c');
  if (!book) throw new Error('the car has no book');
  return { diary, book };
}

function mileage(data: SmallData) {
  const { diary, book } = only(data);
  return mileageYearOf(book, diary.settings, diary.today);
}

function roadTax(data: SmallData) {
  const { diary, book } = only(data);
  return roadTaxOf(book, diary.settings, diary.today);
}

describe('the mileage year', () => {
  const reading = (localDate: string, odometerM: number) => ({
    id: localDate,
    localDate,
    odometerM,
  });

  test('is absent without tracking and before it starts', () => {
    expect(mileage({ sessions: [] })).toBeUndefined();
    const car = { mileage: { startDate: '2026-07-01', openingOdometerM: 0 } };
    expect(mileage({ car, sessions: [] })).toBeUndefined();
    expect(roadTax({ car, sessions: [] })).toBeUndefined();
  });

  test('starts on 28 February where there is no 29th, and on the 29th again after four years', () => {
    const car = { mileage: { startDate: '2024-02-29', openingOdometerM: 0 } };
    const year = (today: string) => mileage({ today, car, sessions: [] });
    expect(year('2026-02-27')).toMatchObject({ yearStart: '2025-02-28', yearEnd: '2026-02-27' });
    expect(year('2026-02-28')).toMatchObject({ yearStart: '2026-02-28', totalDays: 365 });
    expect(year('2028-02-29')).toMatchObject({ yearStart: '2028-02-29', totalDays: 365 });
    expect(year('2028-02-28')).toMatchObject({ yearStart: '2027-02-28', totalDays: 366 });
  });

  test('without a reading has used nothing and knows no pace', () => {
    const car = {
      mileage: { startDate: '2025-01-01', openingOdometerM: 5000, annualAllowanceM: 10_000_000 },
    };
    const sessions = [reading('2025-12-01', 900_000)];
    expect(mileage({ car, sessions })).toEqual({
      yearStart: '2026-01-01',
      yearEnd: '2026-12-31',
      openingM: 900_000,
      usedM: 0,
      lastReadingDate: '2026-01-01',
      elapsedDays: 0,
      totalDays: 365,
      allowanceM: 10_000_000,
      remainingM: 10_000_000,
      expectedM: 0,
      lowConfidence: true,
    });
    expect(roadTax({ car, sessions })).toEqual({ runningMicros: 0, annualMicros: 0 });
  });

  test('takes the last reading of a day, and none below the opening or after today', () => {
    const car = { mileage: { startDate: '2026-01-01', openingOdometerM: 500_000 } };
    const sessions = [
      reading('2026-01-05', 400_000),
      { ...reading('2026-02-01', 600_000), startedAt: Date.UTC(2026, 1, 1, 8) },
      { ...reading('2026-02-01', 700_000), id: 'late', startedAt: Date.UTC(2026, 1, 1, 20) },
      reading('2026-07-01', 900_000),
    ];
    expect(mileage({ car, sessions })).toMatchObject({
      openingM: 500_000,
      usedM: 200_000,
      lastReadingDate: '2026-02-01',
      elapsedDays: 31,
    });
  });

  test('is taxed by the rate of each day, for the rest of it at the pace so far', () => {
    const car = { mileage: { startDate: '2026-01-01', openingOdometerM: 0 } };
    const roadTaxRates = [
      { from: '2026-01-11', perMileMicros: 30_000, annualMicros: 100_000_000 },
      { from: '2026-01-31', perMileMicros: 60_000, annualMicros: 200_000_000 },
      { from: '2026-12-31', perMileMicros: 0, annualMicros: 50_000_000 },
    ];
    // 40 days of 10 km each: 10 untaxed, 20 at 30 000 a mile, 10 and then 324 more at 60 000.
    const data = { car, settings: { roadTaxRates }, sessions: [reading('2026-02-10', 400_000)] };
    const tax = roadTax(data);
    expect(tax?.runningMicros).toBeCloseTo((200_000 * 30_000 + 100_000 * 60_000) / MILE_M, 3);
    expect(tax?.projectedMicros).toBeCloseTo(
      (200_000 * 30_000 + (100_000 + 3_240_000) * 60_000) / MILE_M,
      3,
    );
    expect(tax?.annualMicros).toBe(50_000_000);
    expect(tax?.totalMicros).toBeCloseTo((tax?.projectedMicros ?? 0) + 50_000_000, 3);
  });
});
