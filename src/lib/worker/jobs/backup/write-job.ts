import type { BackupStore } from '#lib/app/backup-store.ts';
import type { BackupProgress, OnBackupProgress } from '#lib/app/backups-port.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { verifyVault } from '#lib/formats/backup/verify-vault.ts';
import type { VaultProgress, VaultSchema } from '#lib/formats/backup/vault.ts';
import { writeVault } from '#lib/formats/backup/write-vault.ts';
import type {
  ExpectedFile,
  VerifyRequest,
  WriteRequest,
  WrittenBackup,
} from '#lib/worker/backup-api.ts';
import { vaultSource } from './vault-source.ts';

/** What a job is told by whoever starts it. */
export interface BackupSurroundings {
  readonly store: BackupStore;
  readonly now: () => number;
  readonly appVersion: string;
  readonly today: string;
  /** Of deriving the key; absent: what files for people are written with. */
  readonly workFactor?: number;
}

/** A log that is being written to is read again so often, to be true for one moment. */
const READINGS = 3;

/** Writes everything into one file. Errors as of the format (`backup/…`). */
export async function writeBackup(
  { store, now, appVersion, today, workFactor: logN }: BackupSurroundings,
  request: WriteRequest,
  onProgress: OnBackupProgress,
): Promise<Result<WrittenBackup>> {
  for (let reading = 1; ; reading += 1) {
    const state = await store.describe();
    const createdAt = now();
    const { source, counts } = await vaultSource(store, state, { appVersion, createdAt, today });
    const written = await writeVault(source, {
      ...(request.passphrase !== undefined && {
        encryption: {
          passphrase: request.passphrase,
          ...(logN !== undefined && { logN }),
          ...(request.reduced && { logN: 16, reduced: true }),
        },
      }),
      includeDeviceLabel: request.includeLabel,
      onProgress: (progress) => {
        onProgress(progressOf(progress, 'write'));
      },
    });
    if (!written.ok) return written;
    const { file, manifest, schema } = written.value;
    const isOfOneMoment = (await store.describe()).seq === state.seq;
    if (isOfOneMoment || reading === READINGS) {
      const { seq, deviceId, vaultId } = state;
      const { sha256 } = manifest.payload;
      const expected = expectedOf(schema);
      return ok({ file, createdAt, seq, deviceId, vaultId, sha256, counts, expected });
    }
  }
}

/** Reads a file from its first byte to its last and holds it against what was meant. */
export async function verifyBackup({
  file,
  passphrase,
  expected,
}: VerifyRequest): Promise<Result<void>> {
  const check = await verifyVault(file, { ...(passphrase !== undefined && { passphrase }) });
  if (!check.ok) {
    const failed = check.steps.find((step) => !step.ok);
    const reason = failed?.code ?? check.error?.code ?? 'unknown';
    return fail('backup/verify_failed', { details: { step: failed?.name ?? 'read', reason } });
  }
  const rows = Object.entries(check.tables).filter(([, count]) => count.rows > 0);
  const isSameRows =
    rows.length === Object.keys(expected.rows).length &&
    rows.every(([name, count]) => expected.rows[name] === count.rows);
  if (!isSameRows) return fail('backup/verify_failed', { details: { step: 'counts' } });
  return check.stateHash === expected.stateHash
    ? ok()
    : fail('backup/verify_failed', { details: { step: 'hash' } });
}

function expectedOf({ stateHash, tables }: VaultSchema): ExpectedFile {
  return { stateHash, rows: Object.fromEntries(tables.map(({ name, rows }) => [name, rows])) };
}

/** Progress of the file format in the phases of a job; `rows` is what reading or writing is called. */
export function progressOf(
  { phase, done, total }: VaultProgress,
  rows: 'write' | 'read' | 'stage',
): BackupProgress {
  const named = phase === 'rows' ? rows : phase === 'check' ? 'verify' : phase;
  return { phase: named, done, ...(total !== undefined && { total }) };
}
