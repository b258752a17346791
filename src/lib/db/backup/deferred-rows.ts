import { stampsOf } from '#lib/domain/merge/canonical-row.ts';
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
/** No stamp of a device is as low: whatever was set aside is the same everywhere. */
const NO_STAMP = '000000000000-0000-0000000000000000';
const SET_ASIDE = '!';

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

/** A row that was set aside; another version of it is another one. */
export function setAsideRow(aside: SetAsideRow, at: number): DeferredRow {
  const stamps = aside.row._c === undefined && aside.row._p === undefined ? [] : safeStamps(aside);
  const version = stamps.sort().at(-1) ?? '';
  const id = `${SET_ASIDE}${aside.code}/${aside.table}/${aside.row.id}/${version}`;
  return { ...aside, id, at };
}

/** The stamps of a row that may be broken in any way. */
function safeStamps({ row }: SetAsideRow): string[] {
  try {
    return [...stampsOf(row)].filter((stamp) => typeof stamp === 'string');
  } catch {
    return [];
  }
}

/** Where the rows of a table of a newer version are: ids from the first to before the second. */
export const rangeOf = (table: string): readonly [string, string] => [`${table}/`, `${table}0`];
export const SET_ASIDE_RANGE: readonly [string, string] = [SET_ASIDE, '"'];

/** A set-aside row as it travels: inside one of a table for all of them. */
export function travellingSetAside({ at: _at, ...rest }: DeferredRow): StateRow {
  return { ...rest, _c: { b: NO_STAMP } };
}
