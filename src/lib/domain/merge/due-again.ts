import { latestBelieved } from '#lib/domain/clock.ts';
import { rowIssue } from './canonical-row.ts';
import type { MergeContext, SetAsideRow } from './plan.ts';
import { brokenRule } from './row-rules.ts';
import { latestStamp } from './set-aside-rows.ts';

/**
 * Whether a row that was set aside is to be tried again: the time it is ahead has passed or the
 * person says that this clock is wrong, or it breaks no rule of this version.
 */
export function isDueAgain(
  { code, table, row }: SetAsideRow,
  { nowMs, isOwnClockWrong }: Pick<MergeContext, 'nowMs' | 'isOwnClockWrong'>,
): boolean {
  if (rowIssue(row)) return false;
  if (code === 'merge/bad_row') return row._p !== undefined || !brokenRule(table, row);
  return isOwnClockWrong === true || (latestStamp(row) ?? '') <= latestBelieved(nowMs);
}

/** Set-aside rows that are to be tried again, and those that go on waiting. */
export function splitDue(
  asides: readonly SetAsideRow[],
  context: Pick<MergeContext, 'nowMs' | 'isOwnClockWrong'>,
): { readonly due: readonly SetAsideRow[]; readonly waiting: readonly SetAsideRow[] } {
  const due: SetAsideRow[] = [];
  const waiting: SetAsideRow[] = [];
  for (const aside of asides) (isDueAgain(aside, context) ? due : waiting).push(aside);
  return { due, waiting };
}
