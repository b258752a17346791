import type { OnBackupProgress, RestoreReport } from '#lib/app/backups-port.ts';
import type { SyncFileOutcome } from '#lib/app/sync-port.ts';
import type { KnownSyncFile } from '#lib/app/sync-store.ts';
import type { ReportSource } from '#lib/domain/merge/report.ts';
import { joinVaults } from '#lib/domain/merge/vault-id.ts';
import { type AppError, ok, type Result } from '#lib/domain/result.ts';
import { inspectVault } from '#lib/formats/backup/read-vault.ts';
import type { SyncFileRequest, TakenFile, VerifyFresh } from '#lib/worker/backup-api.ts';
import { openVaultFile, type RestoreFile } from './restore-file.ts';
import { isOutdated, mergeFile, TRIES } from './restore-job.ts';
import { keepState } from './safety.ts';
import type { BackupSurroundings } from './write-job.ts';

type Problem = NonNullable<SyncFileOutcome['problem']>;

const WRONG_PASSPHRASE = 'sync/wrong_passphrase';
const MASS_DELETE = 'merge/mass_delete';

/**
 * Takes one file of another device in, as a merge. What is wrong with the file is its problem, as
 * a value; fails with `backup/changed` or as the storage does.
 */
export async function takeInFile(
  surroundings: BackupSurroundings,
  request: SyncFileRequest,
  verifyFresh: VerifyFresh,
  onProgress: OnBackupProgress,
): Promise<Result<TakenFile>> {
  const outside = await inspectVault(request.file);
  if (!outside.ok) return ok(skipped({}, problemOf(outside.error)));
  const { manifest, encrypted } = outside.value;
  const sha256 = manifest?.payload.sha256;
  const about = { ...(sha256 !== undefined && { sha256 }) };
  const isKnown = sha256 !== undefined && request.known.includes(sha256);
  if (isKnown && request.isPassphraseProven) return ok(unchanged(about));
  if (request.needsEncryption && !encrypted) return ok(skipped(about, { code: WRONG_PASSPHRASE }));
  const opened = await openVaultFile(surroundings.store, request, onProgress);
  if (!opened.ok) return ok(skipped(about, problemOf(opened.error)));
  const { source } = opened.value;
  if (!source) throw new Error('a vault without a source was let through');
  const inside = { ...about, source: knownFile(source), isPassphraseRight: encrypted };
  if (isKnown) return ok(unchanged(inside));
  return merged(
    surroundings,
    request,
    { file: opened.value, source, inside },
    verifyFresh,
    onProgress,
  );
}

interface Opened {
  readonly file: RestoreFile;
  readonly source: ReportSource;
  readonly inside: Partial<TakenFile>;
}

/** Merges the opened file; a log that is written to meanwhile is looked at again. */
async function merged(
  surroundings: BackupSurroundings,
  request: SyncFileRequest,
  { file, source, inside }: Opened,
  verifyFresh: VerifyFresh,
  onProgress: OnBackupProgress,
): Promise<Result<TakenFile>> {
  const isAgreed = request.joins.includes(source.vaultId);
  for (let attempt = 1; ; attempt += 1) {
    const state = await surroundings.store.describe();
    const here = state.isEmpty ? undefined : state.vaultId;
    if (!joinVaults(here, source.vaultId, isAgreed).ok) {
      const problem = { code: 'sync/other_vault', details: { vaultId: source.vaultId } };
      return ok(skipped(inside, problem));
    }
    const careful = { ...request, allowMassDelete: false };
    const run = { file, state, kept: undefined, isSync: true };
    let report = await mergeFile(surroundings, careful, run, onProgress);
    if (isAgreedDelete(report, request.agreedDelete)) {
      report = await mergeKept(surroundings, request, run, verifyFresh, onProgress);
    }
    if (isOutdated(report) && attempt < TRIES) continue;
    if (report.ok) return ok(taken(inside, report.value));
    return isOfFile(report.error) ? ok(skipped(inside, problemOf(report.error))) : report;
  }
}

/** The brake, and just what the person was told of it, or less. */
function isAgreedDelete(report: Result<unknown>, agreed: SyncFileRequest['agreedDelete']): boolean {
  if (report.ok || report.error.code !== MASS_DELETE || !agreed) return false;
  const { table, rows } = report.error.details ?? {};
  return table === agreed.table && typeof rows === 'number' && rows <= agreed.rows;
}

/** Failures of reading a file; the others say nothing about it. */
const isOfFile = ({ code }: AppError): boolean =>
  code === MASS_DELETE || (code.startsWith('backup/') && !OF_HERE.has(code));

const OF_HERE: ReadonlySet<string> = new Set([
  'backup/changed',
  'backup/verify_failed',
  'backup/write_failed',
]);

/** What the person agreed to lose is kept first, as before a restore, and can be had back. */
async function mergeKept(
  surroundings: BackupSurroundings,
  request: SyncFileRequest,
  run: Parameters<typeof mergeFile>[2],
  verifyFresh: VerifyFresh,
  onProgress: OnBackupProgress,
): Promise<Result<RestoreReport>> {
  const { jobId, fileName } = request;
  const at = surroundings.now();
  await surroundings.store.job.write({ jobId, mode: 'merge', at, fileName, state: 'running' });
  const { state } = run;
  const kept = await keepState(surroundings, { ...request, state }, verifyFresh, onProgress);
  if (!kept.ok) return kept;
  const before = { ...state, seq: kept.value.seq };
  return mergeFile(
    surroundings,
    { ...request, allowMassDelete: true },
    { ...run, state: before, kept: kept.value.kept },
    onProgress,
  );
}

const knownFile = ({ deviceId, deviceLabel, createdAt }: ReportSource): KnownSyncFile => ({
  deviceId,
  ...(deviceLabel !== undefined && { deviceLabel }),
  writtenAt: Date.parse(createdAt),
});

const UNTOUCHED = { isPassphraseRight: false, isDeviceIdDoubled: false };

const skipped = (about: Partial<TakenFile>, problem: Problem): TakenFile => ({
  ...UNTOUCHED,
  ...about,
  result: 'skipped',
  problem,
});

const unchanged = (about: Partial<TakenFile>): TakenFile => ({
  ...UNTOUCHED,
  ...about,
  result: 'unchanged',
});

function taken(about: Partial<TakenFile>, report: RestoreReport): TakenFile {
  const counts = { new: 0, changed: 0, deleted: 0, conflicts: report.conflictCount, setAside: 0 };
  for (const [table, rows] of Object.entries(report.tables)) {
    counts.setAside += rows.setAside;
    // When devices were seen last is no news to anybody.
    if (table === 'devices') continue;
    counts.new += rows.new;
    counts.deleted += rows.deleted;
    counts.changed += rows.changed - rows.deleted;
  }
  const isDeviceIdDoubled = report.warnings.some(({ code }) => code === 'sync/device_id_doubled');
  return { ...UNTOUCHED, ...about, result: 'merged', counts, isDeviceIdDoubled };
}

/** What is wrong with a file, in the words of sync. */
function problemOf({ code, details }: AppError): Problem {
  if (code === MASS_DELETE) return { code, ...(details && { details }) };
  if (REFUSED.has(code)) return { code: WRONG_PASSPHRASE };
  if (code === 'backup/newer_version') {
    return { code: 'sync/newer_version', ...(details && { details }) };
  }
  return { code: 'sync/file_unreadable', details: { reason: code } };
}

const REFUSED: ReadonlySet<string> = new Set([
  'backup/wrong_passphrase',
  'backup/passphrase_needed',
  'backup/passphrase_invalid',
]);
