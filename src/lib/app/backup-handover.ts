import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { BackupClient, ExpectedFile } from '#lib/worker/backup-api.ts';
import type { BackupRecord, BackupRecords, CreatedBackup, Verified } from './backups-port.ts';
import type { FilePicker, FileSaver, FileSharer, OutgoingFile } from './ports.ts';

export const BACKUP_TYPE = 'application/zip';

export interface HandOverPorts {
  readonly client: Pick<BackupClient, 'verify'>;
  readonly records: Pick<BackupRecords, 'record'>;
  readonly files: FileSaver;
  readonly sharer: FileSharer;
  readonly picker: FilePicker;
}

/** What is known of a finished file beside itself. */
export interface MadeBackup {
  readonly seq: number;
  readonly expected: ExpectedFile;
  readonly passphrase?: string;
}

/** Hands a verified file over and records it; false when the person left. */
export async function handOver(
  ports: HandOverPorts,
  backup: CreatedBackup,
  made: MadeBackup,
  how: 'download' | 'share' | 'file',
): Promise<Result<boolean>> {
  const { id, name, bytes, encrypted, counts, createdAt: at } = backup;
  const record: BackupRecord = {
    id,
    at,
    name,
    bytes,
    encrypted,
    counts,
    verified: backup.verified,
  };
  const count = async (verified: Verified, as = name): Promise<Result<boolean>> => {
    await ports.records.record({ ...record, name: as, verified }, made.seq);
    return ok(true);
  };
  if (how === 'file') {
    const written = await writeToFile(ports, backup, made);
    if (!written.ok) return written;
    return written.value === undefined ? ok(false) : count('read-back', written.value);
  }
  const outgoing: OutgoingFile = { name, type: BACKUP_TYPE, content: backup.file };
  if (how === 'share') {
    if (!(await ports.sharer.share(outgoing))) return ok(false);
  } else {
    await ports.files.save(outgoing);
  }
  return count('before-handover');
}

/** Writes to a chosen file and reads it back from there; answers its name. */
async function writeToFile(
  { picker, client }: HandOverPorts,
  { name, file }: CreatedBackup,
  { expected, passphrase }: MadeBackup,
): Promise<Result<string | undefined>> {
  const target = await picker.choose(name);
  if (!target) return ok(undefined);
  const details = { name: target.name };
  let there: Blob;
  try {
    await target.write(file);
    there = await target.read();
  } catch {
    return fail('backup/write_failed', { details });
  }
  const request = { file: there, expected, ...(passphrase !== undefined && { passphrase }) };
  const verified = await client.verify(request);
  if (verified.ok) return ok(target.name);
  const { code, details: why } = verified.error;
  return fail(code, { details: { ...why, ...details } });
}
