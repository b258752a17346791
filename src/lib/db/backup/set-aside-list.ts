import type { SetAsideRow } from '#lib/domain/merge/plan.ts';
import { setAsideId } from '#lib/domain/merge/set-aside-rows.ts';
import type { DeferredRow } from './deferred-rows.ts';

/** A row that was set aside, with the time it was found. */
export const setAsideRow = (aside: SetAsideRow, at: number): DeferredRow => ({
  ...aside,
  id: setAsideId(aside),
  at,
});

/** A row that is no row of an unknown table, as it was set aside. */
export const setAsideFrom = ({ table, kind, code, row, issue, device, hours }: DeferredRow) =>
  ({
    table,
    kind,
    row,
    code: code === 'sync/clock_ahead' ? code : 'merge/bad_row',
    ...(issue && { issue }),
    ...(device !== undefined && { device }),
    ...(hours !== undefined && { hours }),
  }) satisfies SetAsideRow;
