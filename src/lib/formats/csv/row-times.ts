import { isTimeZone } from '#lib/domain/time.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from '#lib/domain/units.ts';
import { readClockTime, readTime, type WrittenTime } from './dates.ts';
import type { PlannedColumn } from './plan.ts';
import type { RowContext } from './row-context.ts';
import type { RowValues } from './row-values.ts';
import { isSkipped, resolveSpan, singleMoment, type Moment } from './time-span.ts';
import { etcZone, readZoneWord, type ZoneClock } from './zones.ts';

const MAX_PLAUSIBLE_MS = 3 * MS_PER_DAY;
const MAX_SPAN_MS = 14 * MS_PER_DAY;
/** 2008-01-01: before that no session can be stored. */
const FIRST_DAY = 13_879;

/** A written time and the column it is reported under. */
interface Found {
  readonly time: WrittenTime;
  readonly column: PlannedColumn;
  /** The date came from the date column, so the end may be on the next day. */
  readonly sharedDate: boolean;
}

function readCell(row: RowContext, column: PlannedColumn | undefined): WrittenTime | undefined {
  const text = row.value(column);
  if (!column || text === '') return undefined;
  const time = readTime(text, column.form);
  if (typeof time === 'string') {
    row.reject(time, column);
    return undefined;
  }
  if (time.shortYear) row.shortYear = true;
  if (!row.plan.ignoresOffset || time.offsetMin === undefined) return time;
  return time.msOfDay === undefined
    ? { epochDay: time.epochDay }
    : { epochDay: time.epochDay, msOfDay: time.msOfDay };
}

function withClock(
  row: RowContext,
  date: WrittenTime,
  column: PlannedColumn | undefined,
): WrittenTime | undefined {
  const text = row.value(column);
  if (!column || text === '') return undefined;
  const clock = readClockTime(text);
  if (!clock) row.reject('row/bad_time', column);
  return clock && { epochDay: date.epochDay, ...clock };
}

function findStart(row: RowContext): { date?: WrittenTime; start?: Found } {
  const { columns } = row.plan;
  const start = readCell(row, columns.start);
  if (row.isRefused()) return {};
  const column = start ? columns.start : columns.date;
  const date = start ?? readCell(row, column);
  if (!date || !column) return {};
  if (date.msOfDay !== undefined) return { date, start: found(date, column, false) };
  const timed = withClock(row, date, columns.startTime);
  return timed && columns.startTime
    ? { date, start: found(timed, columns.startTime, true) }
    : { date };
}

function found(time: WrittenTime, column: PlannedColumn, sharedDate: boolean): Found {
  return { time, column, sharedDate };
}

function findEnd(row: RowContext, date: WrittenTime): Found | undefined {
  const { columns } = row.plan;
  const end = readCell(row, columns.end);
  if (end && columns.end) {
    // An end that is only a date says nothing about when it was.
    return end.msOfDay === undefined ? undefined : found(end, columns.end, false);
  }
  const timed = withClock(row, date, columns.endTime);
  return timed && columns.endTime ? found(timed, columns.endTime, true) : undefined;
}

function momentOf(time: WrittenTime, clock: ZoneClock, offset: number | undefined): Moment {
  const ms = time.msOfDay ?? 0;
  const offsetMin = time.offsetMin ?? offset;
  if (offsetMin === undefined) return clock.instant(time.epochDay, ms);
  return time.epochDay * MS_PER_DAY + ms - offsetMin * MS_PER_MINUTE;
}

/** The zone of this row's times: an offset from the zone column, or a zone by name. */
function zoneOf(row: RowContext): { zone: string; offset?: number } | undefined {
  const chosen = row.plan.options.timeZone;
  const column = row.plan.columns.zone;
  const word = row.value(column);
  if (word === '') return { zone: chosen };
  const read = readZoneWord(word);
  if (typeof read === 'number') return { zone: chosen, offset: read };
  if (read !== undefined && isTimeZone(read)) return { zone: read };
  row.reject('row/unknown_zone', column);
  return undefined;
}

/** A written offset belongs to the chosen zone if it has it then, else to a zone of that offset. */
function placeOffset(row: RowContext, values: RowValues, start: Found, instant: number): void {
  const { offsetMin, utc, epochDay } = start.time;
  if (offsetMin === undefined || utc) return;
  values.localDate = row.plan.calendar.date(epochDay);
  if (row.plan.calendar.clock(values.timeZone).hasOffset(instant, offsetMin)) return;
  const zone = etcZone(offsetMin);
  if (zone) {
    values.timeZone = zone;
  } else {
    row.warn('row/zone_unknown', start.column);
    values.localDate = row.plan.calendar.date(
      row.plan.calendar.clock(values.timeZone).epochDay(instant),
    );
  }
}

function warnGap(row: RowContext, moment: Moment, column: PlannedColumn): void {
  if (isSkipped(moment)) row.warn('row/time_in_gap', column);
}

function isRepeated(moment: Moment): boolean {
  return typeof moment === 'object' && moment.kind === 'repeated';
}

interface Both {
  readonly start: Found;
  readonly startMoment: Moment;
  readonly end: Found;
  readonly clock: ZoneClock;
  readonly offset: number | undefined;
}

function setBoth(row: RowContext, values: RowValues, both: Both): void {
  const { start, startMoment, end, clock, offset } = both;
  const durationS = values.chargingS ?? values.pluggedS;
  let endMoment = momentOf(end.time, clock, offset);
  let span = resolveSpan(startMoment, endMoment, durationS);
  if (span.reversed && end.sharedDate) {
    const nextDay = { ...end.time, epochDay: end.time.epochDay + 1 };
    endMoment = momentOf(nextDay, clock, offset);
    span = resolveSpan(startMoment, endMoment, durationS);
    if (!span.reversed) row.warn('row/next_day', end.column);
  }
  if (span.reversed) {
    row.reject('row/end_before_start', end.column);
    return;
  }
  warnGap(row, startMoment, start.column);
  warnGap(row, endMoment, end.column);
  if (span.ambiguous)
    row.warn('row/ambiguous_time', isRepeated(startMoment) ? start.column : end.column);
  values.startedAt = span.startedAt;
  values.endedAt = span.endedAt;
  const length = span.endedAt - span.startedAt;
  if (length <= MAX_PLAUSIBLE_MS) return;
  row.warn('row/implausible_duration', end.column);
  if (length <= MAX_SPAN_MS) return;
  values.endedAt = undefined;
  row.warn('row/field_dropped', end.column);
}

/** Date, start and end of a row. Durations must have been read: they help with clock changes. */
export function readTimes(row: RowContext, values: RowValues): void {
  const { columns, calendar, options, profile } = row.plan;
  values.timeZone = options.timeZone;
  const { date, start } = findStart(row);
  if (row.isRefused()) return;
  if (!date) {
    row.reject('row/no_date', columns.start ?? columns.date);
    return;
  }
  if (date.epochDay < FIRST_DAY) row.reject('row/out_of_range', columns.start ?? columns.date);
  const end = findEnd(row, date);
  const zone = zoneOf(row);
  if (row.isRefused() || !zone) return;
  values.timeZone = zone.zone;
  const clock = calendar.clock(zone.zone);
  if (!start) {
    values.localDate = calendar.date(date.epochDay);
    row.dateOnly = columns.start !== undefined || columns.startTime !== undefined;
    if (end) values.endedAt = singleMoment(momentOf(end.time, clock, zone.offset)).instant;
    return;
  }
  const startMoment = momentOf(start.time, clock, zone.offset);
  if (end) {
    setBoth(row, values, { start, startMoment, end, clock, offset: zone.offset });
    if (row.isRefused()) return;
  } else {
    const { instant, ambiguous } = singleMoment(startMoment);
    values.startedAt = instant;
    warnGap(row, startMoment, start.column);
    if (ambiguous) row.warn('row/ambiguous_time', start.column);
    const endColumn = columns.end ?? columns.endTime;
    if (endColumn && !profile.endOptional) row.warn('row/no_end', endColumn);
  }
  const instant = values.startedAt ?? 0;
  values.localDate = calendar.date(clock.epochDay(instant));
  placeOffset(row, values, start, instant);
}
