import { at, type CarLog } from '#lib/domain/metrics/car-log.ts';
import type { CarBook } from '#lib/domain/metrics/diary.ts';
import { isTimeZone, wallMsOf } from '#lib/domain/time.ts';

/** The row of the session that earns an achievement, and the number its rule tests. */
export interface Earned {
  readonly row: number;
  readonly value?: number;
}

/** Looks through all sessions of a car. */
export type CarRule = (book: CarBook) => Earned | undefined;

type Test = (book: CarBook, i: number) => boolean;
/** NaN for a session without the figure. */
type Figure = (book: CarBook, i: number) => number;

/** The first session that passes a test. */
export function first(test: Test, valueOf?: Figure): CarRule {
  return (book) => {
    for (let row = 0; row < book.log.size; row += 1) {
      if (test(book, row)) return valueOf ? { row, value: valueOf(book, row) } : { row };
    }
    return undefined;
  };
}

/** The session with the greatest figure now, the earlier of equal ones, if at least so many have one. */
export function greatest(figure: Figure, atLeast: number): CarRule {
  return (book) => {
    let best: { row: number; value: number } | undefined;
    let candidates = 0;
    for (let row = 0; row < book.log.size; row += 1) {
      const value = figure(book, row);
      if (Number.isNaN(value)) continue;
      candidates += 1;
      if (!best || value > best.value) best = { row, value };
    }
    return candidates >= atLeast ? best : undefined;
  };
}

/** The same with the smallest figure. */
export function smallest(figure: Figure, atLeast: number): CarRule {
  const opposite = greatest((book, i) => -figure(book, i), atLeast);
  return (book) => {
    const found = opposite(book);
    return found?.value === undefined ? undefined : { row: found.row, value: -found.value };
  };
}

/**
 * The session since which at least so many tenths of all sessions that count pass a test, if they
 * do now and at least ten count. `passes` is undefined for a session that does not count.
 */
export function mostly(
  passes: (log: CarLog, i: number) => boolean | undefined,
  tenths: number,
): CarRule {
  return ({ log }) => {
    let since = -1;
    let counted = 0;
    let passed = 0;
    for (let row = 0; row < log.size; row += 1) {
      const isPassed = passes(log, row);
      if (isPassed === undefined) continue;
      counted += 1;
      if (isPassed) passed += 1;
      const isMet = counted >= 10 && passed * 10 >= counted * tenths;
      if (!isMet) since = -1;
      else if (since < 0) since = row;
    }
    return since < 0 ? undefined : { row: since };
  };
}

const MS_PER_HOUR = 3_600_000;

/** The hour of the day at which a session started on its own clock, with its fraction; NaN unknown. */
export function startHourAt(log: CarLog, i: number): number {
  const startedAt = at(log.startedAt, i);
  if (Number.isNaN(startedAt)) return NaN;
  const zone = log.timeZone(i);
  // Rows of a newer device may name a zone that is not known here.
  return isTimeZone(zone) ? wallMsOf(startedAt, zone) / MS_PER_HOUR : NaN;
}
