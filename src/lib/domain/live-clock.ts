import { addDays, epochDayOf } from './civil-date.ts';
import type { LocalDate } from './entity.ts';
import { FIRST_SESSION_DATE, MAX_DURATION_S, type Session } from './session.ts';

/** Why the present instant does not say when a charge ends. */
export type ClockTrouble = 'back' | 'too_long' | 'other_zone';

/** The last instant that is noted of a running charge; 0 when none is. */
function lastNoted({ startedAt = 0, live }: Pick<Session, 'startedAt' | 'live'>): number {
  const readings = live?.readings?.map(({ at }) => at) ?? [];
  const pauses = live?.pauses?.flatMap(({ from, to = from }) => [from, to]) ?? [];
  return Math.max(startedAt, ...readings, ...pauses);
}

/**
 * What keeps the clock from telling when a running charge ends: it is earlier than something that
 * has happened already, later than any charge lasts, or that of another zone. Absent when it can.
 */
export function clockTrouble(
  session: Pick<Session, 'startedAt' | 'timeZone' | 'live'>,
  clock: { readonly now: number; readonly timeZone: string },
): ClockTrouble | undefined {
  const { startedAt } = session;
  if (startedAt === undefined || clock.now < lastNoted(session)) return 'back';
  if (clock.now - startedAt > MAX_DURATION_S * 1000) return 'too_long';
  return clock.timeZone === session.timeZone ? undefined : 'other_zone';
}

/** A log that was not touched for longer is rarer than a clock that runs ahead. */
const LONGEST_BREAK_DAYS = 5 * 366;

/**
 * Whether today cannot well be today: before there were such logs, before the newest charge, or
 * years after it. `newest`: the date of the newest charge, or of when the car was added.
 */
export function looksWrong(today: LocalDate, newest: LocalDate | undefined): boolean {
  if (today < FIRST_SESSION_DATE) return true;
  if (newest === undefined) return false;
  if (addDays(today, 1) < newest) return true;
  return epochDayOf(today) - epochDayOf(newest) > LONGEST_BREAK_DAYS;
}
