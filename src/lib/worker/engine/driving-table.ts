import { PerMileTally } from '#lib/domain/analytics/per-mile.ts';
import { stepsOf } from '#lib/domain/analytics/steps.ts';
import { addMonths, epochDayOf, monthOf, startOfMonth } from '#lib/domain/civil-date.ts';
import { at, dateAt } from '#lib/domain/metrics/car-log.ts';
import type { CarBook } from '#lib/domain/metrics/diary.ts';
import { firstRowOn } from '#lib/domain/metrics/row-search.ts';
import type { MonthRollup } from '#lib/domain/rollups.ts';
import type { Settings } from '#lib/domain/settings.ts';
import type { Books } from './books.ts';

/** What was driven in one month with one car, and what its miles cost. */
export type MonthDriving = Pick<MonthRollup, 'distanceM' | 'perMile'>;

type DrivingByMonth = ReadonlyMap<string, MonthDriving>;

/**
 * What was driven in every month. A reading may change which others are trusted, so all months of
 * a car are added up again when its book is another one.
 */
export class DrivingTable {
  #cars = new Map<string, { readonly book: CarBook; readonly months: DrivingByMonth }>();

  refresh(books: Books): void {
    const former = this.#cars;
    this.#cars = new Map();
    for (const [id, book] of books.all()) {
      const known = former.get(id);
      const isSame = known?.book === book;
      this.#cars.set(id, isSame ? known : { book, months: drivingOf(book, books.settings) });
    }
  }

  /** The driving of a month in which the car has sessions. */
  of(carId: string, month: string): MonthDriving {
    return this.#cars.get(carId)?.months.get(month) ?? { perMile: new PerMileTally().sums() };
  }
}

function drivingOf(book: CarBook, settings: Settings): DrivingByMonth {
  const { log } = book;
  const steps = stepsOf(book, settings);
  const months = new Map<string, MonthDriving>();
  let start = 0;
  while (start < log.size) {
    const date = dateAt(log, start);
    const end = firstRowOn(log.day, epochDayOf(addMonths(startOfMonth(date), 1)));
    const part = { ...book, steps, start, end, excludePreconditioned: false };
    const tally = new PerMileTally();
    let distanceM = NaN;
    for (let row = start; row < end; row += 1) {
      tally.add(part, row);
      const stepM = at(steps.distanceM, row);
      if (!Number.isNaN(stepM)) distanceM = (Number.isNaN(distanceM) ? 0 : distanceM) + stepM;
    }
    const known = Number.isNaN(distanceM) ? {} : { distanceM };
    months.set(monthOf(date), { ...known, perMile: tally.sums() });
    start = end;
  }
  return months;
}
