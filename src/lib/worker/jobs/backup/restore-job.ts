import type { KeptState, StateDescription } from '#lib/app/backup-store.ts';
import type { OnBackupProgress, RestoreReport } from '#lib/app/backups-port.ts';
import { tickClock } from '#lib/domain/clock.ts';
import type { MergePlan } from '#lib/domain/merge/plan.ts';
import { FIELDS_VERSION } from '#lib/domain/merge/travel.ts';
import { joinVaults } from '#lib/domain/merge/vault-id.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { RestoreJobRequest, VerifyFresh } from '#lib/worker/backup-api.ts';
import { planFileMerge, planFileReplace, reportOf } from './plan-file.ts';
import { openRestoreFile, type ReadPlain, type RestoreFile } from './restore-file.ts';
import { keepState } from './safety.ts';
import { CHUNK_ROWS } from './vault-source.ts';
import type { BackupSurroundings } from './write-job.ts';

export interface RestoreParts extends BackupSurroundings {
  readonly readCopy: ReadPlain;
  readonly readClassic: ReadPlain;
}

/** A log that is being written to while a file is taken in is tried again so often. */
export const TRIES = 3;

/** What was worked out for a change number that is past by now is worked out again. */
export const isOutdated = (result: Result<unknown>): boolean =>
  !result.ok && result.error.code === 'backup/changed';

/**
 * Restores a file: keeps the state before, works the change out, and makes it in one step. Until
 * that step the data is as before. Fails as the readers do and with `backup/questions_open`,
 * `merge/mass_delete`, `backup/verify_failed`, `backup/changed` or as the storage does.
 */
export async function restoreFile(
  parts: RestoreParts,
  request: RestoreJobRequest,
  verifyFresh: VerifyFresh,
  onProgress: OnBackupProgress,
): Promise<Result<RestoreReport>> {
  const { store, now } = parts;
  for (let attempt = 1; ; attempt += 1) {
    const state = await store.describe();
    const deviceId = request.mode === 'replace' ? request.deviceId : state.deviceId;
    const plain = {
      copy: parts.readCopy,
      classic: parts.readClassic,
      stamp: tickClock(state.hlc, now(), deviceId),
    };
    const file = await openRestoreFile(store, request, plain, onProgress);
    if (!file.ok) return file;
    const [question] = file.value.questions;
    if (question) return fail('backup/questions_open', { details: { question: question.code } });
    const { jobId, mode, fileName } = request;
    await store.job.write({ jobId, mode, at: now(), fileName, state: 'running' });
    const kept = state.isEmpty
      ? ok({ kept: undefined, seq: state.seq })
      : await keepState(parts, { ...request, state }, verifyFresh, onProgress);
    if (!kept.ok) return kept;
    const before = { ...state, seq: kept.value.seq };
    const run = { file: file.value, state: before, kept: kept.value.kept };
    const result = await (mode === 'merge'
      ? mergeFile(parts, request, run, onProgress)
      : replace(parts, request, run, onProgress));
    if (!isOutdated(result) || attempt === TRIES) return result;
  }
}

interface Run {
  readonly file: RestoreFile;
  readonly state: StateDescription;
  /** Absent: the step cannot be taken back. */
  readonly kept: KeptState | undefined;
  readonly isSync?: boolean;
}

type MergeRequest = Pick<RestoreJobRequest, 'jobId' | 'deviceId' | 'allowMassDelete'>;

/**
 * Merges an opened file as one step, and makes the two collections one. Fails with
 * `merge/mass_delete` (table, rows, percent), `backup/changed` or as reading and the storage do.
 */
export async function mergeFile(
  { store, now }: Pick<BackupSurroundings, 'store' | 'now'>,
  request: MergeRequest,
  { file, state, kept, isSync }: Run,
  onProgress: OnBackupProgress,
): Promise<Result<RestoreReport>> {
  const planned = await planFileMerge(store, state, file, now());
  if (!planned.ok) return planned;
  const plan = planned.value;
  const [brake] = plan.brakes;
  if (brake && !request.allowMassDelete) {
    const { code, table, rows, percent } = brake;
    return fail(code, { details: { table, rows, percent } });
  }
  const theirs = file.source?.vaultId ?? state.vaultId;
  const joined = joinVaults(state.isEmpty ? undefined : state.vaultId, theirs, true);
  const vaultId = joined.ok ? joined.value : state.vaultId;
  const isNothing =
    vaultId === state.vaultId &&
    !plan.isDeviceIdDoubled &&
    plan.setAside.length === 0 &&
    plan.tables.every(({ rows }) => rows.length === 0);
  if (isNothing) return ok(report(request, file, plan));
  onProgress({ phase: 'merge', done: 0 });
  const merged = await store.merge({
    jobId: request.jobId,
    expectedSeq: state.seq,
    now: now(),
    tables: plan.tables,
    setAside: plan.setAside,
    conflicts: plan.conflicts,
    clock: plan.clock ?? state.hlc,
    vaultId,
    fieldsVersion: versionAfter(state, file),
    ...(isSync && { isSync }),
    ...(plan.isDeviceIdDoubled && { newDeviceId: request.deviceId }),
    ...(kept && { kept }),
  });
  return merged.ok ? ok(report(request, file, plan, kept)) : merged;
}

async function replace(
  { store, now }: RestoreParts,
  request: RestoreJobRequest,
  { file, state, kept }: Run,
  onProgress: OnBackupProgress,
): Promise<Result<RestoreReport>> {
  const { jobId } = request;
  // A try before this one has staged rows, too.
  await store.clearStaging();
  let part = 0;
  let stagedRows = 0;
  const planned = await planFileReplace(store, state, file, now(), async (table, rows) => {
    for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
      await store.stage(jobId, part, table, rows.slice(from, from + CHUNK_ROWS));
      part += 1;
    }
    stagedRows += rows.length;
    onProgress({ phase: 'stage', done: stagedRows });
  });
  if (!planned.ok) return planned;
  const plan = planned.value;
  onProgress({ phase: 'swap', done: 0 });
  const swapped = await store.swap({
    jobId,
    expectedSeq: state.seq,
    now: now(),
    stagedRows,
    setAside: plan.setAside,
    clock: plan.clock ?? state.hlc,
    vaultId: file.source?.vaultId ?? state.vaultId,
    fieldsVersion: file.fieldsVersion ?? state.fieldsVersion,
    generation: request.generation,
    deviceId: request.deviceId,
    closedDevices: closedDevices(state, file),
    conflicts: [],
    ...(kept && { kept }),
  });
  return swapped.ok ? ok(report(request, file, plan, kept)) : swapped;
}

/**
 * Which devices write no more: the id this one had, and in a profile that was empty, where that
 * id has written nothing, the one whose file it was.
 */
function closedDevices({ isEmpty, deviceId }: StateDescription, file: RestoreFile): string[] {
  if (!isEmpty) return [deviceId];
  return file.source ? [file.source.deviceId] : [];
}

function versionAfter({ fieldsVersion }: StateDescription, file: RestoreFile): number {
  return Math.max(fieldsVersion, file.fieldsVersion ?? FIELDS_VERSION);
}

function report(
  { jobId, allowMassDelete }: MergeRequest,
  file: RestoreFile,
  plan: MergePlan,
  kept?: KeptState,
): RestoreReport {
  return reportOf(plan, file, {
    dryRun: false,
    isMassDeleteAllowed: allowMassDelete,
    ...(kept && {
      safetyBackup: { name: kept.name, verified: 'before-handover' as const },
      undoId: jobId,
    }),
  });
}
