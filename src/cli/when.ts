import { readLocalDate } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { isTimeZone, localDateOf } from '#lib/domain/time.ts';
import { type Given, type OptionName, optionOf, type OptionWords } from './options.ts';
import { misused, type Refusal } from './refusal.ts';
import type { World } from './world.ts';

const DATES = ['today', 'from', 'to-date'] as const satisfies readonly OptionName[];

function instantMs(text: string): number | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** Whether all dates, the moment and the zone can be read, and the range is one. */
export function checkWhen(given: Given, wording?: OptionWords): Result<void, Refusal> {
  for (const name of DATES) {
    const text = given.get(name);
    const isDate = optionOf(name, wording).value === 'DATE';
    if (isDate && text !== undefined && readLocalDate(text) === undefined) {
      return misused(`--${name} is not a date (YYYY-MM-DD): ${text}`);
    }
  }
  const [from, to] = [wording?.from ? undefined : given.get('from'), given.get('to-date')];
  if (from !== undefined && to !== undefined && to < from) {
    return misused(`--to-date ${to} is before --from ${from}`);
  }
  const now = given.get('now');
  if (now !== undefined && instantMs(now) === undefined) {
    return misused(`--now is not a moment with its offset (2026-07-01T12:00:00Z): ${now}`);
  }
  const zone = given.get('time-zone');
  if (zone !== undefined && !isTimeZone(zone)) {
    return misused(`--time-zone is not a known zone (Europe/London): ${zone}`);
  }
  return ok();
}

/** The date on which the command is run: --today, else the date of --now or the clock in the zone. */
export function callDate(given: Given, world: Pick<World, 'now' | 'timeZone'>): LocalDate {
  const today = given.get('today');
  if (today !== undefined) return today;
  const now = given.get('now');
  const zone = given.get('time-zone') ?? world.timeZone();
  const instant = (now === undefined ? undefined : instantMs(now)) ?? world.now();
  // A machine may name its zone by an offset, which is no zone of ours.
  return localDateOf(instant, isTimeZone(zone) ? zone : 'UTC');
}

/**
 * The moment of the call, for the stamps of what it writes: --now, else noon UTC of --today, else
 * the clock. UTC milliseconds.
 */
export function callNow(given: Given, world: Pick<World, 'now'>): number {
  const [now, today] = [given.get('now'), given.get('today')];
  const text = now ?? (today === undefined ? undefined : `${today}T12:00:00Z`);
  return (text === undefined ? undefined : instantMs(text)) ?? world.now();
}
