import { isMonthFirst } from '#lib/domain/locale-forms.ts';
import type { CurveNotice, CurveTextOptions } from '#lib/domain/curve-reading.ts';
import { wallMsOf } from '#lib/domain/time.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from '#lib/domain/units.ts';
import { type DateForm, readClockTime, readTime } from '#lib/formats/csv/dates.ts';
import { readDuration } from '#lib/formats/csv/durations.ts';
import { decideForms } from '#lib/formats/csv/infer-dates.ts';
import { readNumber, scaleNumber } from '#lib/formats/csv/numbers.ts';
import { isUnitOf, readQuantity } from '#lib/formats/csv/quantities.ts';
import type { DecimalMark } from '#lib/formats/csv/report.ts';
import { ZoneClock } from '#lib/formats/csv/zones.ts';
import { type ColonTime, decideColons, readColons } from './colon-times.ts';

const MS_PER_HOUR = 60 * MS_PER_MINUTE;
/** A first line later than this after the session's start belongs to something else. */
const NEAR_START_MS = 12 * MS_PER_HOUR;

/** Milliseconds since the start for each text; absent where a text is no time. */
export interface CurveTimes {
  readonly ms: readonly (number | undefined)[];
  readonly warnings: readonly CurveNotice[];
}

interface TimeContext extends Pick<CurveTextOptions, 'locale' | 'startedAt' | 'timeZone'> {
  /** Lower case, as the header has it; empty if it names none. */
  readonly unit: string;
  readonly mark: DecimalMark;
}

type Values = (number | undefined)[];

function earliest(values: Values): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((a, b) => Math.min(a, b));
}

/** Counts times from the session's start when the first is soon after it, else from the first. */
function relative(values: Values, startMs: number | undefined): CurveTimes {
  const first = earliest(values);
  if (first === undefined) return { ms: values, warnings: [] };
  const after = startMs === undefined ? undefined : first - startMs;
  const isNear = after !== undefined && after >= 0 && after <= NEAR_START_MS;
  const base = isNear ? first - after : first;
  return {
    ms: values.map((value) => (value === undefined ? undefined : value - base)),
    warnings: [{ code: isNear ? 'curve/from_start' : 'curve/from_first' }],
  };
}

/** Times of day: each that is much earlier than the one before it is on the next day. */
function ofDay(values: Values, { startedAt, timeZone }: TimeContext): CurveTimes {
  let day = 0;
  let before: number | undefined;
  const running = values.map((value) => {
    if (value === undefined) return undefined;
    if (before !== undefined && value + day < before - MS_PER_DAY / 2) day += MS_PER_DAY;
    before = value + day;
    return before;
  });
  const first = earliest(running);
  if (startedAt === undefined || timeZone === undefined || first === undefined) {
    return relative(running, undefined);
  }
  const start = wallMsOf(startedAt, timeZone);
  // The log may begin after midnight of a charge that was plugged in before it.
  return relative(running, start > first ? start - MS_PER_DAY : start);
}

function ofColons(times: readonly (ColonTime | undefined)[], context: TimeContext): CurveTimes {
  const { startedAt, timeZone, unit } = context;
  const startMs =
    startedAt === undefined || timeZone === undefined ? undefined : wallMsOf(startedAt, timeZone);
  const { isMinutes, isClock, warnings } = decideColons(times, unit, startMs);
  const values = times.map((time) => time && (isMinutes ? time.asMinutesMs : time.asHoursMs));
  if (!isClock) return { ms: values, warnings };
  const counted = ofDay(values, context);
  return { ms: counted.ms, warnings: [...warnings, ...counted.warnings] };
}

function ofNumbers(texts: readonly string[], { unit, mark }: TimeContext): CurveTimes {
  const isNamed = isUnitOf('duration', unit);
  const isAssumed = !isNamed && texts.some((text) => readNumber(text, mark)?.suffix === '');
  const ms = texts.map((text) => {
    const number = readNumber(text, mark);
    if (number?.prefix !== '') {
      const seconds = readDuration(text, 's', mark);
      return seconds === undefined ? undefined : seconds * 1000;
    }
    const named = number.suffix === '' ? unit : number.suffix.toLowerCase();
    const unitName = number.suffix === '' && !isNamed ? 's' : named;
    // A thousand of a unit, in seconds, are one of it in milliseconds.
    const factor = readQuantity('1000', 'duration', unitName, '.');
    return factor === undefined ? undefined : scaleNumber(number, factor);
  });
  return { ms, warnings: isAssumed ? [{ code: 'curve/seconds_assumed' }] : [] };
}

function instants(texts: readonly string[], form: DateForm, zone: string): Values {
  const clock = new ZoneClock(zone);
  let before = -Infinity;
  return texts.map((text) => {
    const time = readTime(text, form);
    if (typeof time === 'string' || time.msOfDay === undefined) return undefined;
    const wall = time.epochDay * MS_PER_DAY + time.msOfDay;
    if (time.offsetMin !== undefined) return wall - time.offsetMin * MS_PER_MINUTE;
    const moment = clock.instant(time.epochDay, time.msOfDay);
    if (typeof moment === 'number') return (before = moment);
    // Where the clock was put back, time still goes forward.
    const goesOn = moment.kind === 'repeated' && moment.instant < before;
    return (before = goesOn ? moment.later : moment.instant);
  });
}

function ofDates(texts: readonly string[], context: TimeContext): CurveTimes | undefined {
  const order = isMonthFirst(context.locale) ? 'month-first' : 'day-first';
  const column = { index: 0, header: '' };
  const rows = texts.map((text) => [text]);
  const decided = decideForms([column], rows, undefined);
  if (!decided.ok) return undefined;
  const form = { order, ...decided.value.forms.get(0) } as const;
  const values = instants(texts, form, context.timeZone ?? 'UTC');
  if (values.every((value) => value === undefined)) return undefined;
  const { startedAt } = context;
  const counted = relative(values, startedAt);
  const isElsewhere =
    startedAt !== undefined && !counted.warnings.some(({ code }) => code === 'curve/from_start');
  return isElsewhere
    ? { ms: counted.ms, warnings: [...counted.warnings, { code: 'curve/other_day' }] }
    : counted;
}

function isLikeDate(text: string): boolean {
  return (['day-first', 'month-first'] as const).some(
    (order) => typeof readTime(text, { order }) !== 'string',
  );
}

/**
 * Reads the times of all points together, because one alone does not say what it is: dates with a
 * time, times of day, `mm:ss`, `hh:mm:ss`, or numbers with a unit; bare numbers are seconds. What
 * most of them are all have to be.
 */
export function readCurveTimes(texts: readonly string[], context: TimeContext): CurveTimes {
  const colons = texts.map((text) => readColons(text));
  const clocks = texts.map((text) => readClockTime(text)?.msOfDay);
  const isKnown = (value: unknown): boolean => value !== undefined;
  const kinds: readonly (readonly [number, () => CurveTimes | undefined])[] = [
    [colons.filter(isKnown).length, () => ofColons(colons, context)],
    [clocks.filter(isKnown).length, () => ofDay(clocks, context)],
    [texts.filter(isLikeDate).length, () => ofDates(texts, context)],
  ];
  const numbers = ofNumbers(texts, context);
  let best = { count: 0, read: (): CurveTimes | undefined => undefined };
  for (const [count, read] of kinds) if (count > best.count) best = { count, read };
  const isNumeric = numbers.ms.filter(isKnown).length > best.count;
  return (isNumeric ? undefined : best.read()) ?? numbers;
}
