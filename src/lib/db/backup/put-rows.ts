import type { StoredConflict } from '#lib/app/backup-store.ts';
import { closeDevice } from '#lib/domain/merge/close-device.ts';
import type { SetAsideRow } from '#lib/domain/merge/plan.ts';
import type { StateRow } from '#lib/domain/merge/state.ts';
import type { StoredRow } from '#lib/db/stored.ts';
import type { Dexie } from 'dexie';
import { type DeferredRow, rowOfUnknownTable } from './deferred-rows.ts';
import { setAsideRow } from './set-aside-list.ts';
import { isFactTable, storedRow, travellingRow } from './state-rows.ts';

/** Puts rows where they belong: facts in their table, those of newer versions beside them. */
export async function putRows(
  facts: Dexie,
  part: {
    readonly table: string;
    readonly kind: string;
    readonly rows: readonly StateRow[];
    readonly seq: number;
    readonly at: number;
  },
): Promise<void> {
  const { table, kind, rows, seq, at } = part;
  if (rows.length === 0) return;
  if (isFactTable(table)) {
    await facts.table<StoredRow>(table).bulkPut(rows.map((row) => storedRow(table, row, seq)));
  } else {
    const deferred = rows.map((row) => rowOfUnknownTable(table, kind, row, at));
    await facts.table<DeferredRow>('deferred').bulkPut(deferred);
  }
}

/** Keeps rows that were not merged. */
export async function putSetAside(
  facts: Dexie,
  rows: readonly SetAsideRow[],
  at: number,
): Promise<void> {
  if (rows.length === 0) return;
  await facts.table('deferred').bulkPut(rows.map((row) => setAsideRow(row, at)));
}

/** Puts values that lost on the list; the same one again changes nothing. */
export async function putConflicts(
  facts: Dexie,
  conflicts: readonly StoredConflict[],
): Promise<void> {
  if (conflicts.length === 0) return;
  const rows = conflicts.map((conflict) => {
    const { table, id: rowId, field, lostStamp } = conflict;
    return { ...conflict, rowId, id: `${table}/${rowId}/${field}/${lostStamp}` };
  });
  await facts.table('conflicts').bulkPut(rows);
}

/** The label of a device; empty when it has none. */
export async function labelOf(facts: Dexie, deviceId: string): Promise<string> {
  const device = (await facts.table('devices').get(deviceId)) as { label?: string } | undefined;
  return device?.label ?? '';
}

/** The row of a device that begins to write. */
export async function putDevice(
  facts: Dexie,
  device: {
    readonly deviceId: string;
    readonly label: string;
    readonly hlc: string;
    readonly seq: number;
    readonly now: number;
  },
): Promise<void> {
  const { deviceId, label, hlc, seq, now } = device;
  await facts.table('devices').put({
    id: deviceId,
    label,
    firstSeenAt: now,
    lastSeenAt: now,
    createdAt: now,
    updatedAt: now,
    seq,
    _c: { b: hlc },
  });
}

/** Marks a device as one that writes no more. */
export async function closeDeviceRow(
  facts: Dexie,
  id: string,
  stamp: string,
  seq: number,
): Promise<void> {
  const devices = facts.table<StoredRow, string>('devices');
  const row = await devices.get(id);
  const closed = closeDevice(row && travellingRow('devices', row), id, stamp);
  await devices.put(storedRow('devices', closed, seq));
}
