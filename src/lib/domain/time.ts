import { epochDayOf, localDateOfEpochDay } from './civil-date.ts';
import type { LocalDate, WallTime } from './entity.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from './units.ts';

// Temporal also takes offsets ("+01:00") and whole dates with a zone in brackets as a zone.
const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;
const WALL_TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** A stretch of time with one offset: `from` inclusive, `to` exclusive, milliseconds. */
interface OffsetSpan {
  readonly from: number;
  readonly to: number;
  readonly offsetMs: number;
}

interface ZoneCache {
  readonly spans: OffsetSpan[];
  last: OffsetSpan | undefined;
}

const zones = new Map<string, ZoneCache | undefined>();

function zoneCache(zone: string): ZoneCache | undefined {
  if (zones.has(zone)) return zones.get(zone);
  let cache: ZoneCache | undefined;
  if (ZONE_NAME.test(zone)) {
    try {
      Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
      cache = { spans: [], last: undefined };
    } catch {
      // Unknown to the zone data: remembered as such.
    }
  }
  zones.set(zone, cache);
  return cache;
}

/** Whether a text names an IANA time zone; numeric offsets are none. */
export function isTimeZone(zone: string): boolean {
  return zoneCache(zone) !== undefined;
}

function findSpan(cache: ZoneCache, zone: string, instant: number): OffsetSpan {
  const known = cache.spans.find((span) => instant >= span.from && instant < span.to);
  if (known) return known;
  const at = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const next = at.getTimeZoneTransition('next');
  // "previous" looks before the instant; one nanosecond later finds a transition at the instant.
  const previous = at.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  const span = {
    from: previous ? previous.epochMilliseconds : -Infinity,
    to: next ? next.epochMilliseconds : Infinity,
    offsetMs: Math.round(at.offsetNanoseconds / 1e6),
  };
  cache.spans.push(span);
  return span;
}

function spanAt(zone: string, instant: number): OffsetSpan {
  const cache = zoneCache(zone);
  if (!cache) throw new RangeError(`unknown time zone: ${zone}`);
  const last = cache.last;
  if (last && instant >= last.from && instant < last.to) return last;
  const span = findSpan(cache, zone, instant);
  cache.last = span;
  return span;
}

/**
 * Milliseconds to add to an instant to get the zone's wall clock. Spans between two clock changes
 * are cached, because Temporal is too slow for a hundred thousand rows. Throws on unknown zones.
 */
export function zoneOffsetMs(zone: string, instant: number): number {
  return spanAt(zone, instant).offsetMs;
}

/** The first clock change after the instant, Infinity if there is none. */
export function nextOffsetChange(zone: string, instant: number): number {
  return spanAt(zone, instant).to;
}

/** The civil date of an instant in a zone. */
export function localDateOf(instant: number, zone: string): LocalDate {
  return localDateOfEpochDay(Math.floor((instant + zoneOffsetMs(zone, instant)) / MS_PER_DAY));
}

/** Milliseconds since the wall clock's midnight. */
export function wallMsOf(instant: number, zone: string): number {
  const local = instant + zoneOffsetMs(zone, instant);
  return local - Math.floor(local / MS_PER_DAY) * MS_PER_DAY;
}

/** The wall time `HH:MM` of an instant in a zone. */
export function wallTimeOf(instant: number, zone: string): WallTime {
  const minutes = Math.floor(wallMsOf(instant, zone) / MS_PER_MINUTE);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Minutes since midnight of `HH:MM`, 00:00..23:59; absent for any other text. */
export function wallMinutes(text: string): number | undefined {
  const match = WALL_TIME.exec(text);
  return match ? Number(match[1]) * 60 + Number(match[2]) : undefined;
}

/**
 * What a wall time means. `unique`: one instant. `repeated`: the clock was put back, `instant` is
 * the earlier and `later` the other. `skipped`: the clock was put forward over it; `instant` is
 * the wall time moved forward by the gap.
 */
export type WallReading =
  | { readonly kind: 'unique' | 'skipped'; readonly instant: number }
  | {
      readonly kind: 'repeated';
      readonly instant: number;
      readonly later: number;
    };

/** The instants of a date and so many milliseconds of wall clock after midnight, in a zone. */
export function readWallClock(date: LocalDate, msOfDay: number, zone: string): WallReading {
  const local = epochDayOf(date) * MS_PER_DAY + msOfDay;
  const before = zoneOffsetMs(zone, local - MS_PER_DAY);
  const after = zoneOffsetMs(zone, local + MS_PER_DAY);
  const instants = [...new Set([before, after])]
    .map((offset) => local - offset)
    .filter((instant) => instant + zoneOffsetMs(zone, instant) === local)
    .sort((a, b) => a - b);
  const [instant, later] = instants;
  if (instant === undefined) return { kind: 'skipped', instant: local - before };
  return later === undefined ? { kind: 'unique', instant } : { kind: 'repeated', instant, later };
}

/** The instants of a date and a wall time `HH:MM` in a zone. Throws on texts that are none. */
export function instantOf(date: LocalDate, time: WallTime, zone: string): WallReading {
  const minutes = wallMinutes(time);
  if (minutes === undefined) throw new RangeError(`not a wall time: ${time}`);
  return readWallClock(date, minutes * MS_PER_MINUTE, zone);
}
