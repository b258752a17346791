import type { BackupStore } from '#lib/app/backup-store.ts';
import type { OnBackupProgress } from '#lib/app/backups-port.ts';
import type { SetAsideRow } from '#lib/domain/merge/plan.ts';
import { setAsideOf } from '#lib/domain/merge/set-aside-rows.ts';
import { SET_ASIDE_TABLE } from '#lib/domain/merge/travel.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { openVault } from '#lib/formats/backup/read-vault.ts';
import type { UndoJobRequest } from '#lib/worker/backup-api.ts';
import { readKept } from './safety.ts';

/**
 * Puts the state before the last restore back, as one step: rows, device and family as they were.
 * Fails with `backup/nothing_to_undo`, `backup/changed` or as the storage does.
 */
export async function undoRestore(
  { store, now }: { readonly store: BackupStore; readonly now: () => number },
  { jobId, undoId, generation }: UndoJobRequest,
  onProgress: OnBackupProgress,
): Promise<Result<void>> {
  const undo = await store.undoable();
  if (undo?.jobId !== undoId) return fail('backup/nothing_to_undo');
  const { kept, mode } = undo;
  const file = await readKept(store, undoId, kept);
  if (!file.ok) return file;
  const opened = await openVault(file.value);
  if (!opened.ok) return opened;
  const state = await store.describe();
  await store.job.write({ jobId, mode, at: now(), fileName: kept.name, state: 'running' });
  await store.clearStaging();
  const setAside: SetAsideRow[] = [];
  let part = 0;
  let stagedRows = 0;
  const read = await opened.value.readTables(async (table, rows) => {
    if (table.name === SET_ASIDE_TABLE) {
      setAside.push(...rows.flatMap((row) => setAsideOf(row, now()) ?? []));
      return;
    }
    await store.stage(jobId, part, table, rows);
    part += 1;
    stagedRows += rows.length;
    onProgress({ phase: 'stage', done: stagedRows });
  });
  if (!read.ok) return read;
  onProgress({ phase: 'swap', done: 0 });
  const { vaultId, hlc, schemaVersion } = opened.value.schema;
  const swapped = await store.swap({
    jobId,
    expectedSeq: state.seq,
    now: now(),
    stagedRows,
    setAside,
    clock: hlc,
    vaultId,
    fieldsVersion: schemaVersion,
    generation,
    deviceId: kept.deviceId,
    closedDevices: [],
    isUndo: true,
    conflicts: kept.conflicts,
  });
  return swapped.ok ? ok() : swapped;
}
