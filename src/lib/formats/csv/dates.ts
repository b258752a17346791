import { daysInMonth } from '#lib/domain/civil-date.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from '#lib/domain/units.ts';
import type { DateOrder } from './report.ts';

/** How a column writes its dates. */
export interface DateForm {
  /** Order of `a/b/yyyy` and `a-b-yyyy`; absent: such dates are not accepted. */
  readonly order?: DateOrder;
  /** Whether spreadsheet serials are dates in this column. */
  readonly serials?: boolean;
}

/** A date, perhaps with a time and an offset, as written. */
export interface WrittenTime {
  /** Days since 1970-01-01 of the written date. */
  readonly epochDay: number;
  /** Wall time after midnight. Absent: a date only. */
  readonly msOfDay?: number;
  /** Minutes east of UTC. Absent: a local time. */
  readonly offsetMin?: number;
  /** `Z`, `UTC` or Unix time: an instant without a place. */
  readonly utc?: boolean;
  /** The year was written as 0010–0099. */
  readonly shortYear?: boolean;
}

export type TimeRefusal = 'row/bad_date' | 'row/bad_time';

const ISO = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?![\d])/;
const PARTED = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/;
const WORDED = /^(?:\p{L}{3},? )?(?:(\d{1,2}) (\p{L}{3})|(\p{L}{3}) (\d{1,2})) (\d{4})(?!\d)/u;
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const TIME =
  /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap])?(?:\.?m\.?)?\s*(z|utc|gmt|(?:gmt)?[+-]\d{2}(?::?\d{2})?)?(?:\s*\([^()]*\))?$/i;
/** The longest known form has about 60 characters. */
const MAX_CHARS = 80;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** Day 0 of spreadsheets, 1899-12-30, in days since 1970. */
const SERIAL_ZERO = -25_569;

function epochDay(year: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return Date.UTC(year, month - 1, day) / MS_PER_DAY;
}

function offsetMinutes(text: string): number | undefined {
  const match = /([+-])(\d{2}):?(\d{2})?$/.exec(text);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  if (minutes > 14 * 60 || Number(match[3] ?? 0) > 59) return undefined;
  return match[1] === '-' ? -minutes : minutes;
}

interface ClockTime {
  readonly msOfDay: number;
  readonly offsetMin?: number;
  readonly utc?: boolean;
}

/** A trimmed clock time: `H:MM[:SS[.sss]] [AM|PM] [offset]`. Absent if it is none. */
export function readClockTime(text: string): ClockTime | undefined {
  const match = TIME.exec(text);
  if (!match) return undefined;
  let hour = Number(match[1]);
  const [minute, second] = [Number(match[2]), Number(match[3] ?? 0)];
  const half = match[5]?.toLowerCase();
  if (half) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const ms = Number((match[4] ?? '').slice(0, 3).padEnd(3, '0'));
  const msOfDay = ((hour * 60 + minute) * 60 + second) * 1000 + ms;
  const zone = match[6]?.toLowerCase();
  if (zone === undefined) return { msOfDay };
  if (zone === 'z' || zone === 'utc' || zone === 'gmt') return { msOfDay, offsetMin: 0, utc: true };
  const offsetMin = offsetMinutes(zone);
  return offsetMin === undefined ? undefined : { msOfDay, offsetMin };
}

function fullYear(text: string): { readonly year: number; readonly short: boolean } | undefined {
  const year = Number(text);
  if (text.length === 2) return year < 80 ? { year: 2000 + year, short: false } : undefined;
  if (year >= 10 && year < 100) return { year: 2000 + year, short: true };
  return year >= 1000 ? { year, short: false } : undefined;
}

interface DatePart {
  readonly day: number;
  readonly rest: string;
  readonly short: boolean;
}

function datePart(
  text: string,
  length: number,
  yearText: string,
  month: number,
  day: number,
): DatePart | undefined {
  const year = fullYear(yearText);
  const found = year && epochDay(year.year, month, day);
  if (!year || found === undefined) return undefined;
  return { day: found, rest: text.slice(length), short: year.short };
}

function readDatePart(text: string, form: DateForm): DatePart | undefined {
  const iso = ISO.exec(text);
  if (iso) return datePart(text, iso[0].length, iso[1] ?? '', Number(iso[3]), Number(iso[4]));
  const parted = PARTED.exec(text);
  if (parted) {
    const order = parted[2] === '.' ? 'day-first' : form.order;
    if (!order) return undefined;
    const [first, second] = [Number(parted[1]), Number(parted[3])];
    const [day, month] = order === 'day-first' ? [first, second] : [second, first];
    return datePart(text, parted[0].length, parted[4] ?? '', month, day);
  }
  const worded = WORDED.exec(text);
  if (!worded) return undefined;
  const month = MONTHS.indexOf((worded[2] ?? worded[3] ?? '').toLowerCase()) + 1;
  return datePart(
    text,
    worded[0].length,
    worded[5] ?? '',
    month,
    Number(worded[1] ?? worded[4] ?? 0),
  );
}

function ofInstant(ms: number): WrittenTime {
  const day = Math.floor(ms / MS_PER_DAY);
  return { epochDay: day, msOfDay: ms - day * MS_PER_DAY, offsetMin: 0, utc: true };
}

function readBareNumber(text: string, form: DateForm): WrittenTime | undefined {
  if (/^\d{10}$/.test(text)) return ofInstant(Number(text) * 1000);
  if (/^\d{13}$/.test(text)) return ofInstant(Number(text));
  if (!form.serials || !SERIAL.test(text)) return undefined;
  const serial = Number(text);
  if (serial < 20_000 || serial > 80_000) return undefined;
  const ms = Math.round((serial * MS_PER_DAY) / MS_PER_MINUTE) * MS_PER_MINUTE;
  const day = Math.floor(ms / MS_PER_DAY);
  const msOfDay = ms - day * MS_PER_DAY;
  return text.includes('.')
    ? { epochDay: day + SERIAL_ZERO, msOfDay }
    : { epochDay: day + SERIAL_ZERO };
}

const two = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
};

/** `YYYY-MM-DD[ T]HH:MM:SS[Z]`, the form of nearly all files, without a regular expression. */
function readCommonForm(text: string): WrittenTime | undefined {
  const { length } = text;
  if (length !== 19 && !(length === 20 && text.charCodeAt(19) === 0x5a)) return undefined;
  if (text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':') return undefined;
  if (text[10] !== 'T' && text[10] !== ' ') return undefined;
  const year = two(text, 0) * 100 + two(text, 2);
  const [month, dayOfMonth] = [two(text, 5), two(text, 8)];
  // Also false where a letter stands in place of a digit.
  const isDate = year >= 1000 && month >= 1 && dayOfMonth >= 1;
  const day = isDate ? epochDay(year, month, dayOfMonth) : undefined;
  const [hour, minute, second] = [two(text, 11), two(text, 14), two(text, 17)];
  if (day === undefined || !(hour < 24 && minute < 60 && second < 60)) return undefined;
  const msOfDay = ((hour * 60 + minute) * 60 + second) * 1000;
  return length === 20
    ? { epochDay: day, msOfDay, offsetMin: 0, utc: true }
    : { epochDay: day, msOfDay };
}

/**
 * Reads a trimmed cell as a date with or without a time. Errors: `row/bad_date` if the cell holds
 * no date of the calendar in a known form, `row/bad_time` if what follows the date is no time.
 */
export function readTime(text: string, form: DateForm): WrittenTime | TimeRefusal {
  const common = readCommonForm(text);
  if (common) return common;
  if (text.length > MAX_CHARS) return 'row/bad_date';
  const part = readDatePart(text, form);
  if (!part) return readBareNumber(text, form) ?? 'row/bad_date';
  const short = part.short ? { shortYear: true } : {};
  const rest = part.rest.replace(/^(?:[Tt]|,?\s+)/, '');
  if (rest === '') return { epochDay: part.day, ...short };
  if (rest.length === part.rest.length) return 'row/bad_date';
  const clock = readClockTime(rest);
  return clock ? { epochDay: part.day, ...clock, ...short } : 'row/bad_time';
}
