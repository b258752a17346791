import type { BackupStore, KeptState, StateDescription } from '#lib/app/backup-store.ts';
import type { OnBackupProgress } from '#lib/app/backups-port.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { VerifyFresh } from '#lib/worker/backup-api.ts';
import { type BackupSurroundings, writeBackup } from './write-job.ts';

/** Small enough for one row of the storage on every device. */
const PART_BYTES = 4_000_000;

/**
 * Keeps the present state on this device as a file in parts, read back in a fresh worker. Answers
 * with the change number it is true for. Fails with `backup/verify_failed` or as writing does.
 */
export async function keepState(
  surroundings: BackupSurroundings,
  job: { readonly jobId: string; readonly safetyName: string; readonly state: StateDescription },
  verifyFresh: VerifyFresh,
  onProgress: OnBackupProgress,
): Promise<Result<{ readonly kept: KeptState; readonly seq: number }>> {
  const { store } = surroundings;
  const { jobId, safetyName: name, state } = job;
  const written = await writeBackup(surroundings, { includeLabel: true }, ({ done, total }) => {
    onProgress({ phase: 'safety', done, ...(total !== undefined && { total }) });
  });
  if (!written.ok) return written;
  const { file, expected, seq } = written.value;
  const verified = await verifyFresh({ file, expected });
  if (!verified.ok) return verified;
  // A try before this one has kept a state, too.
  await store.snapshots.clear(jobId);
  let parts = 0;
  for (let from = 0; from < file.size; from += PART_BYTES) {
    const bytes = new Uint8Array(await file.slice(from, from + PART_BYTES).arrayBuffer());
    await store.snapshots.put(jobId, parts, bytes);
    parts += 1;
  }
  const { deviceId } = state;
  const conflicts = await store.conflicts();
  return ok({ kept: { name, bytes: file.size, parts, deviceId, conflicts }, seq });
}

/** The kept file; fails with `backup/nothing_to_undo` when a part of it is gone. */
export async function readKept(
  store: BackupStore,
  jobId: string,
  { parts }: KeptState,
): Promise<Result<Blob>> {
  const bytes: BlobPart[] = [];
  for (let part = 0; part < parts; part += 1) {
    const piece = await store.snapshots.read(jobId, part);
    if (!piece) return fail('backup/nothing_to_undo');
    bytes.push(piece as Uint8Array<ArrayBuffer>);
  }
  return ok(new Blob(bytes, { type: 'application/zip' }));
}
