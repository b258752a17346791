import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { BackupClient, ExpectedFile } from '#lib/worker/backup-api.ts';
import type { OnBackupProgress } from './backups-port.ts';
import { BACKUP_TYPE } from './backup-handover.ts';
import { ownFileName, README, README_TEXT } from './sync-files.ts';
import type { SyncFolder } from './sync-folder-port.ts';
import type { OwnSyncFile } from './sync-store.ts';

type OwnClient = Pick<BackupClient, 'write' | 'verify'>;

/** This device's file, finished. */
export interface MadeFile {
  readonly name: string;
  readonly file: Blob;
  readonly expected: ExpectedFile;
  readonly own: OwnSyncFile;
}

/** Everything in one file. Fails as making a backup does. */
export async function makeOwn(
  client: OwnClient,
  passphrase: string,
  onProgress: OnBackupProgress,
): Promise<Result<MadeFile>> {
  const written = await client.write({ passphrase, includeLabel: true }, onProgress);
  if (!written.ok) return written;
  const { file, expected, deviceId, sha256, vaultId, seq } = written.value;
  const own = { sha256, stateHash: expected.stateHash, vaultId, seq };
  return ok({ name: ownFileName(deviceId), file, expected, own });
}

/**
 * Writes this device's file into the folder, unless `there` is what it would say, and reads it back
 * from there. Answers what is in the folder then. Fails with `backup/write_failed`,
 * `backup/verify_failed` or as making a backup does.
 */
export async function writeOwn(
  client: OwnClient,
  folder: SyncFolder,
  run: {
    readonly passphrase: string;
    /** This device's file, if it is in the folder as it was left. */
    readonly there?: OwnSyncFile;
    readonly hasReadme: boolean;
    readonly onProgress: OnBackupProgress;
  },
): Promise<Result<{ readonly own: OwnSyncFile; readonly isWritten: boolean }>> {
  const { passphrase, there, hasReadme, onProgress } = run;
  const made = await makeOwn(client, passphrase, onProgress);
  if (!made.ok) return made;
  const { name, file, expected, own } = made.value;
  if (there?.stateHash === own.stateHash && there.vaultId === own.vaultId) {
    return ok({ own: { ...there, seq: own.seq }, isWritten: false });
  }
  let copy: Blob;
  try {
    if (!hasReadme) await folder.write(README, new Blob([README_TEXT], { type: 'text/plain' }));
    await folder.write(name, new Blob([file], { type: BACKUP_TYPE }));
    copy = await folder.read(name);
  } catch {
    return fail('backup/write_failed', { details: { name } });
  }
  onProgress({ phase: 'verify', done: 0, total: copy.size });
  const verified = await client.verify({ file: copy, expected, passphrase });
  return verified.ok ? ok({ own, isWritten: true }) : verified;
}
