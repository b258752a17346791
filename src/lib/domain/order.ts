import type { Session } from './session.ts';

/** What the order of sessions looks at. */
export type OrderedSession = Pick<
  Session,
  'id' | 'localDate' | 'startedAt' | 'odometerM' | 'socFrom'
>;

function compareOptional(a: number | undefined, b: number | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a - b;
}

/**
 * Session order: date, start, odometer, start SoC, id; an absent value comes after all present
 * ones of its step. Texts compare by code unit.
 */
export function compareSessions(a: OrderedSession, b: OrderedSession): number {
  if (a.localDate !== b.localDate) return a.localDate < b.localDate ? -1 : 1;
  const byStart = compareOptional(a.startedAt, b.startedAt);
  if (byStart !== 0) return byStart;
  const byOdometer = compareOptional(a.odometerM, b.odometerM);
  if (byOdometer !== 0) return byOdometer;
  const bySoc = compareOptional(a.socFrom, b.socFrom);
  if (bySoc !== 0) return bySoc;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
