import type { KeptState, RestoreJob } from '#lib/app/backup-store.ts';
import type {
  ApplySetAside,
  OnBackupProgress,
  RestoreReport,
  SetAsideOutcome,
} from '#lib/app/backups-port.ts';
import { tickClock } from '#lib/domain/clock.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type {
  FilePreview,
  FileRequest,
  RestoreJobRequest,
  SyncFileRequest,
  TakenFile,
  UndoJobRequest,
  VerifyFresh,
  WriteRequest,
  WrittenBackup,
} from './backup-api.ts';
import type { Exclusive } from './engine/derived-writer.ts';
import { guarded, type KnownFailure } from './guarded.ts';
import { applySetAside } from './jobs/backup/apply-aside.ts';
import { planFile, reportOf } from './jobs/backup/plan-file.ts';
import { openRestoreFile } from './jobs/backup/restore-file.ts';
import { type RestoreParts, restoreFile } from './jobs/backup/restore-job.ts';
import { readKept } from './jobs/backup/safety.ts';
import { takeInFile } from './jobs/backup/sync-job.ts';
import { undoRestore } from './jobs/backup/undo-job.ts';
import { writeBackup } from './jobs/backup/write-job.ts';

interface BackupServiceParts extends RestoreParts {
  /** One tab at a time runs jobs that write facts. */
  readonly exclusiveJobs: Exclusive;
  readonly knownFailure?: KnownFailure;
}

const BUSY = 'backup/busy';

/** The jobs of backup and restore. None of them throws. The same in a worker and in Node. */
export class BackupService {
  readonly #parts: BackupServiceParts;

  constructor(parts: BackupServiceParts) {
    this.#parts = parts;
  }

  write(request: WriteRequest, onProgress: OnBackupProgress): Promise<Result<WrittenBackup>> {
    return this.#guarded(async () => {
      const { store, now } = this.#parts;
      // A full disk must not keep anyone from a backup.
      await store.stampOwnDevice(now()).catch(() => undefined);
      return writeBackup(this.#parts, request, onProgress);
    });
  }

  preview(request: FileRequest, onProgress: OnBackupProgress): Promise<Result<FilePreview>> {
    return this.#guarded(async () => {
      const { store, now, readCopy: copy, readClassic: classic } = this.#parts;
      const state = await store.describe();
      const stamp = tickClock(state.hlc, now(), state.deviceId);
      const opened = await openRestoreFile(store, request, { copy, classic, stamp }, onProgress);
      if (!opened.ok) return opened;
      const file = opened.value;
      const planned = await planFile(store, state, file, now());
      if (!planned.ok) return planned;
      const { merge, replace } = planned.value;
      return ok({
        kind: file.kind,
        isEmptyHere: state.isEmpty,
        questions: file.questions,
        merge: reportOf(merge, file, { dryRun: true }),
        replace: reportOf(replace, file, { dryRun: true }),
      });
    });
  }

  restore(
    request: RestoreJobRequest,
    verifyFresh: VerifyFresh,
    onProgress: OnBackupProgress,
  ): Promise<Result<RestoreReport>> {
    return this.#alone(() =>
      this.#settled(restoreFile(this.#parts, request, verifyFresh, onProgress)),
    );
  }

  takeIn(
    request: SyncFileRequest,
    verifyFresh: VerifyFresh,
    onProgress: OnBackupProgress,
  ): Promise<Result<TakenFile>> {
    return this.#alone(() =>
      this.#settled(takeInFile(this.#parts, request, verifyFresh, onProgress)),
    );
  }

  undo(request: UndoJobRequest, onProgress: OnBackupProgress): Promise<Result<void>> {
    return this.#alone(() => this.#settled(undoRestore(this.#parts, request, onProgress)));
  }

  applySetAside(request: ApplySetAside): Promise<Result<SetAsideOutcome>> {
    return this.#alone(() => applySetAside(this.#parts, request));
  }

  recover(isTold: boolean): Promise<Result<RestoreJob | undefined>> {
    return this.#guarded(async () => {
      let job: RestoreJob | undefined;
      const ran = await this.#parts.exclusiveJobs(async () => {
        job = await this.#parts.store.job.recover(isTold);
      });
      return ran ? ok(job) : fail(BUSY);
    });
  }

  safety(undoId: string): Promise<Result<{ readonly kept: KeptState; readonly file: Blob }>> {
    return this.#guarded(async () => {
      const { store } = this.#parts;
      const undo = await store.undoable();
      if (undo?.jobId !== undoId) return fail('backup/nothing_to_undo');
      const file = await readKept(store, undoId, undo.kept);
      return file.ok ? ok({ kept: undo.kept, file: file.value }) : file;
    });
  }

  /** After a job that brought rows: those of them whose time has come need not wait on a list. */
  async #settled<T>(job: Promise<Result<T>>): Promise<Result<T>> {
    const result = await job;
    // What cannot come in now comes in at the next start.
    if (result.ok) {
      await applySetAside(this.#parts, { isOwnClockWrong: false }).catch(() => undefined);
    }
    return result;
  }

  /** Runs a job that writes facts; nothing of it remains when it fails. */
  #alone<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    return this.#guarded(async () => {
      const { store, exclusiveJobs } = this.#parts;
      let result: Result<T> = fail(BUSY);
      await exclusiveJobs(async () => {
        await store.job.recover(false);
        try {
          result = await work();
        } finally {
          // What cannot be emptied now is emptied at the next start.
          await store.job.recover(true).catch(() => undefined);
        }
      });
      return result;
    });
  }

  #guarded<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    return guarded(work, this.#parts.knownFailure);
  }
}
