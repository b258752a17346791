import { addYears, epochDayOf, localDateOfEpochDay } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { CarBook } from '#lib/domain/metrics/diary.ts';
import { trackedYearOf } from './mileage.ts';

/** A mileage year that is over. */
export interface PastYear {
  readonly yearStart: LocalDate;
  readonly yearEnd: LocalDate;
  /** Absent when no reading reaches into the year. */
  readonly usedM?: number;
  /** The newest reading, where there is none at the end of the year or later. */
  readonly readUntil?: LocalDate;
}

/** The mileage years before that of today, the newest first; none without tracking. */
export function pastYearsOf(book: CarBook, today: LocalDate): readonly PastYear[] {
  const { mileage } = book.log.car;
  const current = trackedYearOf(book, today);
  if (!mileage || !current) return [];
  const { line } = current;
  const years: PastYear[] = [];
  for (let n = 0; ; n += 1) {
    const yearStart = addYears(mileage.startDate, n);
    const startDay = epochDayOf(yearStart);
    if (startDay >= current.startDay) return years.reverse();
    const endDay = epochDayOf(addYears(mileage.startDate, n + 1));
    years.push({
      yearStart,
      yearEnd: localDateOfEpochDay(endDay - 1),
      ...(line.lastDay > startDay && { usedM: line.at(endDay) - line.at(startDay) }),
      ...(line.lastDay > startDay &&
        line.lastDay < endDay && { readUntil: localDateOfEpochDay(line.lastDay) }),
    });
  }
}
