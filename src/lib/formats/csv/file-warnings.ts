import { addDays, daysBetween, readLocalDate } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { DateRange, Draft, FileReport } from './report.ts';

const LONELY_DAYS = 14;
const ROWS_PER_WEEK = 5;
const DAYS_PER_WEEK = 7;

interface DatedCount {
  readonly date: LocalDate;
  readonly rows: number;
}

function countDates(drafts: readonly Draft[]): DatedCount[] {
  const counts = new Map<LocalDate, number>();
  for (const { content } of drafts)
    counts.set(content.localDate, (counts.get(content.localDate) ?? 0) + 1);
  return [...counts]
    .map(([date, rows]) => ({ date, rows }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

function isSwappable(date: LocalDate): boolean {
  const parts = readLocalDate(date);
  return parts !== undefined && parts.day <= 12;
}

function isLonely(dates: readonly DatedCount[], at: number): boolean {
  const date = dates[at]?.date ?? '';
  const before = dates[at - 1]?.date;
  const after = dates[at + 1]?.date;
  return (
    (before === undefined || daysBetween(before, date) > LONELY_DAYS) &&
    (after === undefined || daysBetween(date, after) > LONELY_DAYS)
  );
}

/**
 * Dates far from all others in a file that is otherwise dense, with day and month that could be
 * swapped: the mark of a publisher who mixed them up.
 */
function lonelyDates(dates: readonly DatedCount[]): LocalDate[] {
  if (dates.length < 2) return [];
  const lonely = new Set(dates.filter((_, at) => isLonely(dates, at)).map(({ date }) => date));
  const others = dates.filter(({ date }) => !lonely.has(date));
  const [first, last] = [others[0], others.at(-1)];
  if (!first || !last || lonely.size === 0) return [];
  const weeks = Math.max(1, (daysBetween(first.date, last.date) + 1) / DAYS_PER_WEEK);
  const rows = others.reduce((sum, { rows: count }) => sum + count, 0);
  if (rows / weeks < ROWS_PER_WEEK) return [];
  return [...lonely].filter(isSwappable);
}

export interface DateFindings {
  readonly range?: DateRange;
  readonly warnings: readonly FileReport[];
}

/** First and last date of the drafts, and what is odd about their dates. */
export function findDateTroubles(drafts: readonly Draft[], today: LocalDate): DateFindings {
  const dates = countDates(drafts);
  const [first, last] = [dates[0], dates.at(-1)];
  if (!first || !last) return { warnings: [] };
  const warnings: FileReport[] = [];
  const tomorrow = addDays(today, 1);
  const future = dates.filter(({ date }) => date > tomorrow).map(({ date }) => date);
  if (future.length > 0) warnings.push({ code: 'file/future_dates', dates: future });
  const lonely = lonelyDates(dates);
  if (lonely.length > 0) warnings.push({ code: 'file/lonely_dates', dates: lonely });
  return { range: { from: first.date, to: last.date }, warnings };
}
