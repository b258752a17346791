import { clockOf, stampMs } from '#lib/domain/clock.ts';
import { canonicalRow } from '#lib/domain/merge/canonical-row.ts';
import { TABLE_KINDS, type StateRow } from '#lib/domain/merge/state.ts';
import type { StoredRow } from '#lib/db/stored.ts';

/** Whether rows of a table are facts of this version; the others are kept as they came. */
export const isFactTable = (table: string): boolean => Object.hasOwn(TABLE_KINDS, table);

const LOCAL_FIELDS = ['seq', 'trashedAt'] as const;

/** A stored row as it travels: without what only this database knows. */
export function travellingRow(table: string, row: StoredRow): StateRow {
  const travelling: Record<string, unknown> & { id: string } = { ...row };
  for (const field of LOCAL_FIELDS) Reflect.deleteProperty(travelling, field);
  return canonicalRow(travelling, TABLE_KINDS[table] ?? 'record');
}

/** A row that travelled as it is stored. It was put into the trash when its tombstone says so. */
export function storedRow(table: string, row: StateRow, seq: number): StoredRow {
  const stored: Record<string, unknown> = { ...row };
  for (const field of LOCAL_FIELDS) Reflect.deleteProperty(stored, field);
  stored['seq'] = seq;
  if (row._d === true) {
    const stamp = clockOf(row, '_d');
    if (stamp !== undefined) stored['trashedAt'] = stampMs(stamp);
  }
  // Files have no null; here a setting that was cleared differs by it from one never made.
  const isCleared = table === 'settings' && row._p === undefined && row['value'] === undefined;
  if (isCleared) stored['value'] = null;
  return stored as unknown as StoredRow;
}
