import type { SetAsideRow } from '#lib/domain/merge/plan.ts';
import type { StateRow } from '#lib/domain/merge/state.ts';

/**
 * A row that is kept as it came: of a table this version does not know, or one that was set
 * aside. Set-aside rows have an id of their own kind, so that they hide no row of their table.
 */
export interface DeferredRow {
  readonly id: string;
  readonly table: string;
  readonly kind: string;
  readonly code: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly row: StateRow;
  readonly issue?: SetAsideRow['issue'];
  readonly device?: string;
  readonly hours?: number;
}

export const UNKNOWN_TABLE = 'backup/unknown_table';

/** A row of a table this version does not know. */
export const rowOfUnknownTable = (
  table: string,
  kind: string,
  row: StateRow,
  at: number,
): DeferredRow => ({
  id: `${table}/${row.id}`,
  table,
  kind,
  code: UNKNOWN_TABLE,
  at,
  row,
});

/** Where the rows of a table of a newer version are: ids from the first to before the second. */
export const rangeOf = (table: string): readonly [string, string] => [`${table}/`, `${table}0`];
