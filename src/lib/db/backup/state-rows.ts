import { clockOf, stampMs } from '#lib/domain/clock.ts';
import { canonicalRow } from '#lib/domain/merge/canonical-row.ts';
import { TABLE_KINDS, type StateRow } from '#lib/domain/merge/state.ts';
import type { StoredRow } from '#lib/db/stored.ts';

/** Whether rows of a table are facts of this version; the others are kept as they came. */
export const isFactTable = (table: string): boolean => Object.hasOwn(TABLE_KINDS, table);

/** A stored row as it travels: without what only this database knows. */
export function travellingRow(table: string, row: StoredRow): StateRow {
  const { seq: _seq, trashedAt: _trashedAt, ...rest } = row;
  return canonicalRow(rest as StateRow, TABLE_KINDS[table] ?? 'record');
}

/** A row that travelled as it is stored. It was put into the trash when its tombstone says so. */
export function storedRow(table: string, row: StateRow, seq: number): StoredRow {
  const { trashedAt: _foreign, ...rest } = row;
  const stored: Record<string, unknown> = { ...rest, seq };
  if (row._d === true) {
    const stamp = clockOf(row, '_d');
    if (stamp !== undefined) stored['trashedAt'] = stampMs(stamp);
  }
  // Files have no null; here a setting that was cleared differs by it from one never made.
  const isCleared = table === 'settings' && row._p === undefined && row['value'] === undefined;
  if (isCleared) stored['value'] = null;
  return stored as unknown as StoredRow;
}
