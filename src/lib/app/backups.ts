import { takeOther } from '#lib/domain/merge/conflicts.ts';
import type { StateRow } from '#lib/domain/merge/state.ts';
import { type AppError, fail, ok, type Result } from '#lib/domain/result.ts';
import type { BackupClient, RestoreJobRequest } from '#lib/worker/backup-api.ts';
import { BACKUP_TYPE, handOver, type HandOverPorts, type MadeBackup } from './backup-handover.ts';
import type {
  BackupRecords,
  Backups,
  CreateBackup,
  CreatedBackup,
  OnBackupProgress,
  Passphrases,
  PreviewOptions,
  Restored,
  RestorePreview,
  RestoreReport,
  RestoreRequest,
} from './backups-port.ts';
import { TABLE_NAMES, type FactWriter, type TableName } from './facts.ts';
import { GuessWait } from './guess-wait.ts';
import type { UseCasePorts } from './use-case.ts';

export interface BackupsPorts extends UseCasePorts, HandOverPorts {
  readonly client: BackupClient;
  readonly records: BackupRecords;
  readonly passphrases: Passphrases;
  /** Random names of 16 hex digits, for devices and generations. */
  readonly newHexId: () => string;
  /** This device's label; absent when it has none. */
  readonly deviceLabel: () => Promise<string | undefined>;
  /** The name of a file made today; `sameDay`: how many there are of that day. */
  readonly fileName: (label: string | undefined, today: string, sameDay: number) => string;
  readonly targets: Backups['targets'];
  /** Looks at the database again after other data may have taken its place. */
  readonly recheck: () => Promise<void>;
}

interface Previewed {
  readonly file: File;
  readonly options: PreviewOptions;
  readonly preview: RestorePreview;
}

/** Backup and restore as screens ask for it. */
export function createBackups(ports: BackupsPorts): Backups {
  const { client, records, clock, ids, facts } = ports;
  const made = new Map<string, MadeBackup>();
  const guesses = new GuessWait();
  let previewed: Previewed | undefined;

  const nameOf = async (includeLabel: boolean): Promise<string> => {
    const today = clock.today();
    const dated = new RegExp(`-${today}(-\\d+)?\\.zip$`);
    const sameDay = (await records.names()).filter((name) => dated.test(name)).length;
    const label = includeLabel ? await ports.deviceLabel() : undefined;
    return ports.fileName(label, today, sameDay);
  };

  const create = async (
    { protection, includeLabel, reduced }: CreateBackup,
    onProgress: OnBackupProgress,
  ): Promise<Result<CreatedBackup>> => {
    const passphrase = 'passphrase' in protection ? protection.passphrase : undefined;
    const secret = { ...(passphrase !== undefined && { passphrase }) };
    const request = { includeLabel, ...secret, ...(reduced !== undefined && { reduced }) };
    const written = await client.write(request, onProgress);
    if (!written.ok) return written;
    const { file, createdAt, seq, counts, expected } = written.value;
    onProgress({ phase: 'verify', done: 0, total: file.size });
    const verified = await client.verify({ file, expected, ...secret });
    if (!verified.ok) return verified;
    const id = ids.next();
    made.set(id, { seq, expected, ...secret });
    return ok({
      id,
      file,
      createdAt,
      name: await nameOf(includeLabel),
      bytes: file.size,
      encrypted: passphrase !== undefined,
      verified: 'before-handover',
      counts,
    });
  };

  const preview = async (
    file: File,
    options: PreviewOptions,
    onProgress: OnBackupProgress,
  ): Promise<Result<RestorePreview>> => {
    previewed = undefined;
    const read = await client.preview({ file, fileName: file.name, ...options }, onProgress);
    if (!read.ok) {
      if (read.error.code !== 'backup/wrong_passphrase') return read;
      const waitS = guesses.wrong(`${file.name} ${file.size} ${file.lastModified}`);
      return fail(read.error.code, { details: { ...read.error.details, waitS } });
    }
    guesses.right();
    const found: RestorePreview = { ...read.value, previewId: ids.next(), fileName: file.name };
    previewed = { file, options, preview: found };
    return ok(found);
  };

  const restore = async (
    previewId: string,
    { mode, allowMassDelete = false }: RestoreRequest,
    onProgress: OnBackupProgress,
  ): Promise<Result<Restored>> => {
    if (previewed?.preview.previewId !== previewId) return fail('backup/preview_gone');
    const { file, options, preview: seen } = previewed;
    const request: RestoreJobRequest = {
      file,
      fileName: file.name,
      ...options,
      jobId: ids.next(),
      // Where nothing is, both come to the same but for the device, which begins anew.
      mode: seen.isEmptyHere ? 'replace' : mode,
      allowMassDelete,
      generation: ports.newHexId(),
      deviceId: ports.newHexId(),
      safetyName: await nameOf(true),
    };
    const restored = await client.restore(request, onProgress);
    const report = restored.ok ? restored.value : await outcome(restored.error, request, seen);
    if (!report) return restored as Result<never>;
    previewed = undefined;
    await ports.recheck();
    return ok({ report });
  };

  /** A worker that ended may have finished first: then it is done, and its preview says what. */
  const outcome = async (
    error: AppError,
    request: RestoreJobRequest,
    seen: RestorePreview,
  ): Promise<RestoreReport | undefined> => {
    if (!(await isDoneAfterAll(client, error, request.jobId))) return undefined;
    const { safetyName: name, jobId } = request;
    const kept = seen.isEmptyHere
      ? {}
      : { safetyBackup: { name, verified: 'before-handover' as const }, undoId: jobId };
    return { ...seen[request.mode], ok: true, dryRun: false, ...kept };
  };

  return {
    watch: (next) => records.watch(next),
    create,
    targets: ports.targets,
    async handOver(backup, how) {
      const known = made.get(backup.id);
      return known ? handOver(ports, backup, known, how) : fail('backup/preview_gone');
    },
    preview,
    restore,
    async undoRestore(undoId, onProgress) {
      const jobId = ids.next();
      const request = { jobId, undoId, generation: ports.newHexId() };
      const undone = await client.undo(request, onProgress);
      if (!undone.ok) {
        const isDone = await isDoneAfterAll(client, undone.error, jobId);
        if (!isDone) return undone;
      }
      await ports.recheck();
      return ok();
    },
    async saveSafety(undoId) {
      const kept = await client.safety(undoId);
      if (!kept.ok) return kept;
      const { name } = kept.value.kept;
      await ports.files.save({ name, type: BACKUP_TYPE, content: kept.value.file });
      return ok(true);
    },
    cancel: () => client.cancel(),
    dismissUnfinished: () => records.dismissUnfinished(),
    conflicts: (limit) => records.conflicts(limit),
    async takeOther(conflictId) {
      const conflict = await records.conflict(conflictId);
      if (!conflict) return ok();
      const { table, rowId, ...value } = conflict;
      if (!isTableName(table)) return fail('db/row_missing');
      const taken = await facts.commit({ id: ids.next(), name: 'takeOther' }, async (write) => {
        const live = (await write.get(table, rowId)) as unknown as StateRow | undefined;
        const action = takeOther(live ?? { id: rowId, _d: true }, { ...value, table, id: rowId });
        return !action || (await take(write, table, rowId, action)) ? ok() : fail('db/row_missing');
      });
      if (!taken.ok) return taken;
      await records.dismissConflict(conflictId);
      return ok();
    },
    dismissConflict: (id) => records.dismissConflict(id),
    setAside: (limit) => records.setAside(limit),
    applySetAside: (request) => client.applySetAside(request),
    passphrases: ports.passphrases,
  };
}

/** Ends of a worker that say nothing of how far its job came. */
const WORKER_ENDED: ReadonlySet<string> = new Set(['backup/cancelled', 'worker/crashed']);

/** Whether a job whose worker ended had finished first; else nothing of it remains. */
async function isDoneAfterAll(
  client: BackupClient,
  { code }: AppError,
  jobId: string,
): Promise<boolean> {
  if (!WORKER_ENDED.has(code)) return false;
  const job = await client.recover(true);
  return job.ok && job.value?.jobId === jobId && job.value.state === 'done';
}

async function take(
  write: FactWriter,
  table: TableName,
  id: string,
  action: NonNullable<ReturnType<typeof takeOther>>,
): Promise<boolean> {
  if (action.kind === 'edit') return (await write.change(table, id, action.changes)) !== undefined;
  const moved =
    action.kind === 'delete' ? await write.remove(table, [id]) : await write.restore(table, [id]);
  return moved > 0;
}

const isTableName = (name: string): name is TableName =>
  (TABLE_NAMES as readonly string[]).includes(name);
