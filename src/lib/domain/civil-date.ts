import type { LocalDate } from './entity.ts';
import { MS_PER_DAY } from './units.ts';

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;

export interface CivilDate {
  readonly year: number;
  /** 1..12 */
  readonly month: number;
  readonly day: number;
}

/** Days in a month of the proleptic Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The parts of a date text, absent if it is not `YYYY-MM-DD` or not in the calendar. */
export function readLocalDate(text: string): CivilDate | undefined {
  const match = FORM.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1) return undefined;
  return day <= daysInMonth(year, month) ? { year, month, day } : undefined;
}

/** Whether a value is a date of the calendar written `YYYY-MM-DD`. */
export function isLocalDate(value: unknown): value is LocalDate {
  return typeof value === 'string' && readLocalDate(value) !== undefined;
}

/** The text of a date. */
export function localDateText({ year, month, day }: CivilDate): LocalDate {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function partsOf(date: LocalDate): CivilDate {
  const parts = readLocalDate(date);
  if (!parts) throw new RangeError(`not a date: ${date}`);
  return parts;
}

/** Days since 1970-01-01. Throws if the text is not a date. */
export function epochDayOf(date: LocalDate): number {
  const { year, month, day } = partsOf(date);
  return Math.round(new Date(0).setUTCFullYear(year, month - 1, day) / MS_PER_DAY);
}

/** The date that is so many days after 1970-01-01. */
export function localDateOfEpochDay(epochDay: number): LocalDate {
  const date = new Date(epochDay * MS_PER_DAY);
  return localDateText({
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  });
}

/** Whole days from one date to another; negative if `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return epochDayOf(to) - epochDayOf(from);
}

/** The date so many days later. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return localDateOfEpochDay(epochDayOf(date) + days);
}

/** The same day of the month so many months later, clamped to the last day of that month. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const { year, month, day } = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const target = {
    year: Math.floor(index / 12),
    month: (((index % 12) + 12) % 12) + 1,
  };
  return localDateText({
    ...target,
    day: Math.min(day, daysInMonth(target.year, target.month)),
  });
}

/** The same date so many years later; 29 February becomes 28 where it must. */
export function addYears(date: LocalDate, years: number): LocalDate {
  return addMonths(date, years * 12);
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: LocalDate): number {
  return weekdayOfEpochDay(epochDayOf(date));
}

/** 1 = Monday … 7 = Sunday, of the day so many days after 1970-01-01, a Thursday. */
export function weekdayOfEpochDay(epochDay: number): number {
  return ((((epochDay + 3) % 7) + 7) % 7) + 1;
}

/** `YYYY-MM`, the month of a date. */
export function monthOf(date: LocalDate): string {
  return date.slice(0, 7);
}

/** The first day of the month of a date. */
export function startOfMonth(date: LocalDate): LocalDate {
  return `${monthOf(date)}-01`;
}

/** The last day of the month of a date. */
export function endOfMonth(date: LocalDate): LocalDate {
  const { year, month } = partsOf(date);
  return localDateText({ year, month, day: daysInMonth(year, month) });
}

/** 1 January of the year of a date. */
export function startOfYear(date: LocalDate): LocalDate {
  return `${date.slice(0, 4)}-01-01`;
}
