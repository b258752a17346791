import type { KeptState, RestoreJob } from '#lib/app/backup-store.ts';
import type {
  ApplySetAside,
  CreateBackup,
  OnBackupProgress,
  PreviewOptions,
  RestoreMode,
  RestorePreview,
  RestoreReport,
  SetAsideOutcome,
} from '#lib/app/backups-port.ts';
import type { Result } from '#lib/domain/result.ts';

/** The surroundings of a job, told by the page because no job asks the clock or the zone itself. */
export interface BackupHostOptions {
  readonly profileId: string;
  /** The database that the page sees. */
  readonly generation: string;
  readonly appVersion: string;
  readonly today: string;
  readonly timeZone: string;
  readonly currency: string;
}

export interface WriteRequest extends Pick<CreateBackup, 'includeLabel' | 'reduced'> {
  /** Absent: anyone can read the file. */
  readonly passphrase?: string;
}

/** A finished file that nobody has looked at yet. */
export interface WrittenBackup {
  readonly file: Blob;
  /** UTC milliseconds. */
  readonly createdAt: number;
  /** The change number it is true for. */
  readonly seq: number;
  /** Live rows by table. */
  readonly counts: Readonly<Record<string, number>>;
  readonly expected: ExpectedFile;
}

/** What a written file must turn out to hold. */
export interface ExpectedFile {
  readonly stateHash: string;
  /** All lines by table. */
  readonly rows: Readonly<Record<string, number>>;
}

export interface VerifyRequest {
  readonly file: Blob;
  readonly passphrase?: string;
  readonly expected: ExpectedFile;
}

/** Reads a file in a worker that has never seen it. Fails with `backup/verify_failed` and `step`. */
export type VerifyFresh = (request: VerifyRequest) => Promise<Result<void>>;

export interface FileRequest extends PreviewOptions {
  readonly file: Blob;
  readonly fileName: string;
}

export type FilePreview = Omit<RestorePreview, 'previewId' | 'fileName'>;

export interface RestoreJobRequest extends FileRequest {
  readonly jobId: string;
  readonly mode: RestoreMode;
  readonly allowMassDelete: boolean;
  /** Random names for what a replacement makes new. */
  readonly generation: string;
  readonly deviceId: string;
  /** The name the state before gets as a file. */
  readonly safetyName: string;
}

export interface UndoJobRequest {
  readonly jobId: string;
  readonly undoId: string;
  readonly generation: string;
}

/** What the backup worker answers to its page. Functions arrive as proxies; all else is plain data. */
export interface BackupHostApi {
  /** Before all but `verify`. Fails as the database does (`db/closed` …). */
  open(options: BackupHostOptions): Promise<Result<void>>;
  write(request: WriteRequest, onProgress: OnBackupProgress): Promise<Result<WrittenBackup>>;
  verify(request: VerifyRequest): Promise<Result<void>>;
  preview(request: FileRequest, onProgress: OnBackupProgress): Promise<Result<FilePreview>>;
  restore(
    request: RestoreJobRequest,
    verifyFresh: VerifyFresh,
    onProgress: OnBackupProgress,
  ): Promise<Result<RestoreReport>>;
  undo(request: UndoJobRequest, onProgress: OnBackupProgress): Promise<Result<void>>;
  applySetAside(request: ApplySetAside): Promise<Result<SetAsideOutcome>>;
  /**
   * Empties what a job that was cut off left, and answers with the last job as it was found.
   * `isTold`: the person knows, and needs no notice at the next start.
   */
  recover(isTold: boolean): Promise<Result<RestoreJob | undefined>>;
  /** The file of the state before the last restore. */
  safety(undoId: string): Promise<Result<{ readonly kept: KeptState; readonly file: Blob }>>;
}

/** The same, as a page asks it: with workers that are started and ended for each question. */
export interface BackupClient extends Omit<BackupHostApi, 'open' | 'restore'> {
  restore(request: RestoreJobRequest, onProgress: OnBackupProgress): Promise<Result<RestoreReport>>;
  /** Ends the worker; the question under way answers `backup/cancelled`. */
  cancel(): Promise<void>;
}
