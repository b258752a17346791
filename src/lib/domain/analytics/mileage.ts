import { addYears, epochDayOf, localDateOfEpochDay } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { CarBook } from '#lib/domain/metrics/diary.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import type { Settings } from '#lib/domain/settings.ts';
import type { MileageYear } from './figures.ts';
import { OdometerLine } from './odometer-line.ts';
import { ratio } from './sums.ts';

const LOW_CONFIDENCE_BELOW_DAYS = 14;

/** The mileage year that contains a day, as days since 1970, with the car's odometer over time. */
export interface TrackedYear {
  readonly line: OdometerLine;
  readonly startDay: number;
  /** The first day of the next year. */
  readonly endDay: number;
  /** The newest reading of the year, or its start. */
  readonly lastDay: number;
}

/** The mileage year of today; absent without tracking or before it starts. */
export function trackedYearOf(book: CarBook, today: LocalDate): TrackedYear | undefined {
  const { mileage } = book.log.car;
  if (!mileage || today < mileage.startDate) return undefined;
  const { startDate, openingOdometerM } = mileage;
  // The year of today, or the one before it when its day has not come yet.
  let n = Number(today.slice(0, 4)) - Number(startDate.slice(0, 4));
  if (addYears(startDate, n) > today) n -= 1;
  const startDay = epochDayOf(addYears(startDate, n));
  const opening = { day: epochDayOf(startDate), odometerM: openingOdometerM };
  const line = new OdometerLine(book, opening, today);
  return {
    line,
    startDay,
    endDay: epochDayOf(addYears(startDate, n + 1)),
    lastDay: Math.max(startDay, line.lastDay),
  };
}

function paceOf(
  projectedM: number,
  allowanceM: number,
  { paceUnder, paceOver }: Pick<Settings, 'paceUnder' | 'paceOver'>,
): MileageYear['pace'] {
  if (projectedM <= paceUnder * allowanceM) return 'under';
  return projectedM >= paceOver * allowanceM ? 'over' : 'on';
}

/** How far the car was driven in its current mileage year, in m; absent without tracking. */
export function mileageYearOf(
  book: CarBook,
  settings: Pick<Settings, 'paceUnder' | 'paceOver'>,
  today: LocalDate,
): MileageYear | undefined {
  const year = trackedYearOf(book, today);
  if (!year) return undefined;
  const { line, startDay, endDay, lastDay } = year;
  const openingM = line.at(startDay);
  const usedM = line.at(lastDay) - openingM;
  const elapsedDays = lastDay - startDay;
  const totalDays = endDay - startDay;
  const projectedM = ratio(usedM * totalDays, elapsedDays);
  const allowanceM = book.log.car.mileage?.annualAllowanceM;
  return knownMembers<MileageYear>({
    yearStart: localDateOfEpochDay(startDay),
    yearEnd: localDateOfEpochDay(endDay - 1),
    openingM,
    usedM,
    lastReadingDate: localDateOfEpochDay(lastDay),
    elapsedDays,
    totalDays,
    projectedM,
    ...(allowanceM !== undefined && {
      allowanceM,
      remainingM: allowanceM - usedM,
      expectedM: (allowanceM * elapsedDays) / totalDays,
      pace: elapsedDays > 0 ? paceOf(projectedM, allowanceM, settings) : undefined,
    }),
    lowConfidence: elapsedDays < LOW_CONFIDENCE_BELOW_DAYS ? true : undefined,
  });
}
