import type { CurveNotice } from '#lib/domain/curve-reading.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from '#lib/domain/units.ts';

const MS_PER_HOUR = 60 * MS_PER_MINUTE;
const COLONS = /^(\d{1,4}):([0-5]\d)(?::([0-5]\d))?(?:[.,](\d{1,3}))?$/;
const IN_MINUTES = /^m{1,2}:ss/;
const IN_HOURS = /^h{1,2}:mm/;
/** A log begins about when the session does, by two clocks that are read to the minute. */
const NEAR_CLOCK_MS = 30 * MS_PER_MINUTE;

/** Two or three numbers with colons, in both meanings. With three of them these are one. */
export interface ColonTime {
  readonly asMinutesMs: number;
  readonly asHoursMs: number;
  readonly hasThree: boolean;
}

/** `5:30`, `1:05:30`, with fractions of a second or without. Absent if the text is neither. */
export function readColons(text: string): ColonTime | undefined {
  const match = COLONS.exec(text);
  if (!match) return undefined;
  const [a, b, c] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  const fraction = Number((match[4] ?? '').padEnd(3, '0'));
  const hours = a * MS_PER_HOUR + b * MS_PER_MINUTE + c * 1000 + fraction;
  const hasThree = match[3] !== undefined;
  return {
    asMinutesMs: hasThree ? hours : a * MS_PER_MINUTE + b * 1000 + fraction,
    asHoursMs: hours,
    hasThree,
  };
}

export interface ColonMeaning {
  /** `5:30` is five and a half minutes, not half past five. */
  readonly isMinutes: boolean;
  /** They are times of day, not times since the start. */
  readonly isClock: boolean;
  readonly warnings: readonly CurveNotice[];
}

/** As clock times all steps would be longer than an hour: no log is that coarse. */
function areFarApart(hours: readonly number[]): boolean {
  if (hours.length < 3) return false;
  return hours.every((ms, at) => at === 0 || Math.abs(ms - (hours[at - 1] ?? 0)) > MS_PER_HOUR);
}

/**
 * What such times are, from all of them: the header's word counts first, then what cannot be a
 * time of day, then whether the first is about the session's start (`startMs`, milliseconds after
 * midnight). Times that begin with 0 are times since the start.
 */
export function decideColons(
  times: readonly (ColonTime | undefined)[],
  unit: string,
  startMs: number | undefined,
): ColonMeaning {
  const known = times.filter((time) => time !== undefined);
  const hours = known.map((time) => time.asHoursMs);
  const first = hours[0] ?? 0;
  const fitsDay = hours.every((ms) => ms < MS_PER_DAY);
  const away = startMs === undefined ? undefined : Math.abs(first - startMs);
  const isAtStart =
    away !== undefined && first > 0 && Math.min(away, MS_PER_DAY - away) <= NEAR_CLOCK_MS;
  const beginsAtZero = first < MS_PER_HOUR && !isAtStart;
  if (known.every((time) => time.hasThree)) {
    return { isMinutes: false, isClock: fitsDay && !beginsAtZero, warnings: [] };
  }
  const isMinutes =
    IN_MINUTES.test(unit) ||
    (!IN_HOURS.test(unit) &&
      (!fitsDay ||
        known.some((time) => time.hasThree) ||
        (!isAtStart && (beginsAtZero || areFarApart(hours)))));
  if (isMinutes)
    return { isMinutes, isClock: false, warnings: [{ code: 'curve/read_as_minutes' }] };
  const isClock = fitsDay && !beginsAtZero;
  return { isMinutes, isClock, warnings: isClock ? [{ code: 'curve/read_as_clock' }] : [] };
}
