import { addDays, isLocalDate, localDateText } from './civil-date.ts';
import type { LocalDate } from './entity.ts';
import { isMonthFirst } from './locale-forms.ts';

const PARTS = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})$/;
const TIME = /^(\d{1,2})[:.](\d{2})\s*(am|pm)?$/i;

/**
 * A date as typed: `2026-03-01`, `1.3.2026`, `1/3/2026` in the locale's order of day and month,
 * `today`, `yesterday`. Two-digit years are of this century. Absent if it is none of these or
 * not in the calendar.
 */
export function readDateText(
  text: string,
  context: { readonly locale: string; readonly today: LocalDate },
): LocalDate | undefined {
  const plain = text.trim().toLowerCase();
  if (plain === 'today') return context.today;
  if (plain === 'yesterday') return addDays(context.today, -1);
  if (isLocalDate(plain)) return plain;
  const match = PARTS.exec(plain);
  if (!match) return undefined;
  const [first, second] = [Number(match[1]), Number(match[3])];
  const monthFirst = match[2] !== '.' && isMonthFirst(context.locale);
  const [day, month] = monthFirst ? [second, first] : [first, second];
  const year = Number(match[4]) + (match[4]?.length === 2 ? 2000 : 0);
  const date = localDateText({ year, month, day });
  return isLocalDate(date) ? date : undefined;
}

/** Minutes since midnight of a time as typed: `7:05`, `23:15`, `7.05 pm`. Absent if it is none. */
export function readTimeText(text: string): number | undefined {
  const match = TIME.exec(text.trim());
  if (!match) return undefined;
  const minutes = Number(match[2]);
  const half = match[3]?.toLowerCase();
  let hours = Number(match[1]);
  if (half) {
    if (hours < 1 || hours > 12) return undefined;
    hours = (hours % 12) + (half === 'pm' ? 12 : 0);
  }
  return hours <= 23 && minutes <= 59 ? hours * 60 + minutes : undefined;
}
