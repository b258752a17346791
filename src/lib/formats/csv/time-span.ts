import type { WallReading } from '#lib/domain/time.ts';

/** An instant, or what a wall time can mean. */
export type Moment = number | WallReading;

const DURATION_SLACK_MS = 60_000;

function readings(moment: Moment | undefined): readonly number[] {
  if (moment === undefined) return [];
  if (typeof moment === 'number') return [moment];
  return moment.kind === 'repeated' ? [moment.instant, moment.later] : [moment.instant];
}

export interface TimeSpan {
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly reversed: boolean;
  /** More than one reading was left; the earlier was taken. */
  readonly ambiguous: boolean;
}

/** One moment alone: a repeated one is read as the earlier. */
export function singleMoment(moment: Moment): { instant: number; ambiguous: boolean } {
  if (typeof moment === 'number') return { instant: moment, ambiguous: false };
  return { instant: moment.instant, ambiguous: moment.kind === 'repeated' };
}

/** Whether a wall time fell into the hour that a clock change skipped. */
export function isSkipped(moment: Moment | undefined): boolean {
  return typeof moment === 'object' && moment.kind === 'skipped';
}

/**
 * Start and end of a charge when either may lie in an hour that the clock repeats: the reading in
 * which the end is not before the start, else the one whose length fits the known duration best.
 */
export function resolveSpan(
  start: Moment,
  end: Moment,
  durationS: number | undefined,
): TimeSpan & { readonly startedAt: number; readonly endedAt: number } {
  if (typeof start === 'number' && typeof end === 'number')
    return { startedAt: start, endedAt: end, reversed: end < start, ambiguous: false };
  const pairs = readings(start).flatMap((startedAt) =>
    readings(end).map((endedAt) => ({ startedAt, endedAt })),
  );
  const forward = pairs.filter(({ startedAt, endedAt }) => endedAt >= startedAt);
  const first = forward[0];
  if (!first) {
    const pair = pairs[0] ?? { startedAt: NaN, endedAt: NaN };
    return { ...pair, reversed: true, ambiguous: false };
  }
  if (forward.length === 1) return { ...first, reversed: false, ambiguous: false };
  if (durationS === undefined) return { ...first, reversed: false, ambiguous: true };
  const wanted = durationS * 1000;
  const fitting = forward
    .map((pair) => ({ ...pair, elapsed: pair.endedAt - pair.startedAt }))
    .filter(({ elapsed }) => elapsed >= wanted - DURATION_SLACK_MS)
    .sort((a, b) => Math.abs(a.elapsed - wanted) - Math.abs(b.elapsed - wanted));
  const [best, next] = fitting;
  if (!best) return { ...first, reversed: false, ambiguous: true };
  // Both in the repeated hour: two pairs of one length differ by the hour and nothing tells them apart.
  const tie = next?.elapsed === best.elapsed;
  return {
    startedAt: best.startedAt,
    endedAt: best.endedAt,
    reversed: false,
    ambiguous: tie,
  };
}
