import { mileageYearOf } from '#lib/domain/analytics/mileage.ts';
import { pastYearsOf } from '#lib/domain/analytics/past-years.ts';
import { roadTaxOf } from '#lib/domain/analytics/road-tax.ts';
import { scopeOf } from '#lib/domain/analytics/scope.ts';
import { totalsOf } from '#lib/domain/analytics/totals.ts';
import { epochDayOf } from '#lib/domain/civil-date.ts';
import { at, type CarLog, dateAt, known } from '#lib/domain/metrics/car-log.ts';
import type { CarBook, Diary } from '#lib/domain/metrics/diary.ts';
import { firstRowOn } from '#lib/domain/metrics/row-search.ts';
import type { CarAnswer } from '#lib/worker/api.ts';

/** The figures of a car over all its time; `seq` is what they are true for. */
export function carAnswerOf(diary: Diary, book: CarBook, seq: number): CarAnswer {
  const { settings, today } = diary;
  const { log } = book;
  const mileage = mileageYearOf(book, settings, today);
  const roadTax = roadTaxOf(book, settings, today);
  return {
    seq,
    today,
    totals: totalsOf(scopeOf({ ...diary, books: new Map([[log.car.id, book]]) })),
    ...newestOf(log, firstRowOn(log.day, epochDayOf(today) + 1)),
    ...(mileage && { mileage }),
    ...(roadTax && { roadTax }),
    pastYears: pastYearsOf(book, today),
  };
}

/** The newest session and the newest odometer reading before row `end`. */
function newestOf(log: CarLog, end: number): Pick<CarAnswer, 'newest' | 'reading'> {
  if (end === 0) return {};
  const dated = (i: number) => ({ sessionId: log.id(i), localDate: dateAt(log, i) });
  const socTo = known(log.socTo[end - 1]);
  const newest = {
    ...dated(end - 1),
    // Columns hold tenths.
    ...(socTo !== undefined && { socTo: socTo / 10 }),
  };
  let read = end - 1;
  while (read >= 0 && Number.isNaN(at(log.odometerM, read))) read -= 1;
  if (read < 0) return { newest };
  return { newest, reading: { ...dated(read), odometerM: at(log.odometerM, read) } };
}
