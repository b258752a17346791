import { dateFormat, relativeFormat } from './intl-cache.ts';

const MS_PER_DAY = 86_400_000;

/** A civil date has no zone: it is read and written as UTC, so that none can shift it. */
const utcOf = (localDate: string): number => Date.parse(`${localDate}T00:00:00Z`);

const civil = (locale: string, localDate: string, options: Intl.DateTimeFormatOptions): string =>
  dateFormat(locale, { ...options, timeZone: 'UTC' }).format(utcOf(localDate));

/** 12 Jul 2026 */
export const formatDate = (locale: string, localDate: string) =>
  civil(locale, localDate, { day: 'numeric', month: 'short', year: 'numeric' });

/** 12 Jul */
export const formatDayMonth = (locale: string, localDate: string) =>
  civil(locale, localDate, { day: 'numeric', month: 'short' });

/** Sunday 12 July 2026 */
export const formatDateLong = (locale: string, localDate: string) =>
  civil(locale, localDate, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });

/** Sun 12 Jul */
export const formatWeekdayDate = (locale: string, localDate: string) =>
  civil(locale, localDate, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });

/** July 2026, from a month key `YYYY-MM` or any date in it. */
export const formatMonth = (locale: string, monthKey: string) =>
  civil(locale, `${monthKey.slice(0, 7)}-01`, {
    month: 'long',
    year: 'numeric',
  });

/** Jul 26, for the axis of a chart. */
export const formatMonthShort = (locale: string, monthKey: string) =>
  civil(locale, `${monthKey.slice(0, 7)}-01`, {
    month: 'short',
    year: '2-digit',
  });

/** Monday, from 1 = Monday to 7 = Sunday. */
export const formatWeekday = (locale: string, day: number, style: 'long' | 'short' = 'long') =>
  // 1 January 2024 was a Monday.
  civil(locale, `2024-01-0${String(day)}`, { weekday: style });

/** 14:35 on the clock of that zone. */
export const formatTime = (locale: string, instant: number, timeZone: string) =>
  dateFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(instant);

/** 12 Jul 2026, 14:35 */
export const formatDateTime = (locale: string, instant: number, timeZone: string) =>
  dateFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(instant);

/** today, yesterday, 2 days ago, 3 months ago, in 5 days. */
export function formatRelativeDay(locale: string, localDate: string, today: string): string {
  const days = Math.round((utcOf(localDate) - utcOf(today)) / MS_PER_DAY);
  const relative = relativeFormat(locale);
  if (Math.abs(days) < 60) return relative.format(days, 'day');
  if (Math.abs(days) < 730) return relative.format(Math.round(days / 30.436_875), 'month');
  return relative.format(Math.round(days / 365.25), 'year');
}
