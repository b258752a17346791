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
import type { SyncFileOutcome } from '#lib/app/sync-port.ts';
import type { KnownSyncFile } from '#lib/app/sync-store.ts';
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
  /** The device and the collection it is of. */
  readonly deviceId: string;
  readonly vaultId: string;
  /** Of its payload. */
  readonly sha256: string;
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

/** One file of a sync folder, or one that was passed by hand. */
export interface SyncFileRequest extends Pick<
  RestoreJobRequest,
  'file' | 'fileName' | 'passphrase' | 'jobId' | 'deviceId' | 'safetyName'
> {
  /** Hashes of the payloads that were taken in. */
  readonly known: readonly string[];
  /** It has opened another file of this folder; else also a known one is opened to try it. */
  readonly isPassphraseProven: boolean;
  /** In a folder that others write to, a file that anyone could have made counts for nothing. */
  readonly needsEncryption: boolean;
  /** Collections that the person agreed to make one with this one. */
  readonly joins: readonly string[];
  /** What the person was told by `merge/mass_delete` and agreed to. */
  readonly agreedDelete?: { readonly table: string; readonly rows: number };
}

/** What was done with such a file. */
export interface TakenFile extends Pick<SyncFileOutcome, 'result' | 'counts' | 'problem'> {
  /** Of its payload; absent when it says nothing of itself. */
  readonly sha256?: string;
  /** From inside; absent when it was not opened. */
  readonly source?: KnownSyncFile;
  /** The passphrase opened it. */
  readonly isPassphraseRight: boolean;
  readonly isDeviceIdDoubled: boolean;
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
  /**
   * Takes one file of sync in. What is wrong with it is no failure but its `problem`; fails with
   * `backup/changed`, `backup/busy` or as the storage does.
   */
  takeIn(
    request: SyncFileRequest,
    verifyFresh: VerifyFresh,
    onProgress: OnBackupProgress,
  ): Promise<Result<TakenFile>>;
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
export interface BackupClient extends Omit<BackupHostApi, 'open' | 'restore' | 'takeIn'> {
  restore(request: RestoreJobRequest, onProgress: OnBackupProgress): Promise<Result<RestoreReport>>;
  takeIn(request: SyncFileRequest, onProgress: OnBackupProgress): Promise<Result<TakenFile>>;
  /** Ends the worker; the question under way answers `backup/cancelled`. */
  cancel(): Promise<void>;
}
