import type { Result } from '#lib/domain/result.ts';
import type { OnBackupProgress } from './backups-port.ts';

/** Where files of the other devices are: a folder the person picked, or files passed by hand. */
export type SyncWay = 'folder' | 'files';

/** What a round did with one file of another device, or of this one as somebody changed it. */
export interface SyncFileOutcome {
  readonly name: string;
  /** Taken from inside the file; absent when it could not be opened. */
  readonly deviceId?: string;
  readonly deviceLabel?: string;
  /** UTC milliseconds: when the file was written. */
  readonly writtenAt?: number;
  /** `unchanged`: taken in by an earlier round. `skipped`: see `problem`. */
  readonly result: 'merged' | 'unchanged' | 'skipped';
  /** Rows by what happened to them; of merged files. */
  readonly counts?: {
    readonly new: number;
    readonly changed: number;
    readonly deleted: number;
    readonly conflicts: number;
    readonly setAside: number;
  };
  /**
   * `sync/file_unreadable` (`details.reason`: the backup code), `sync/wrong_passphrase`,
   * `sync/other_vault` (`details.vaultId`), `sync/newer_version`, or `merge/mass_delete`
   * (`details`: table, rows, percent): a question is open, see `SyncAnswers`.
   */
  readonly problem?: {
    readonly code: string;
    readonly details?: Readonly<Record<string, string | number | boolean>>;
  };
}

/** One round: everybody else's files taken in, the own one written. */
export interface SyncRound {
  /** UTC milliseconds. */
  readonly at: number;
  readonly files: readonly SyncFileOutcome[];
  /** Files in the folder that are none of ours. */
  readonly ignored: number;
  /** Whether the own file was written and read back. */
  readonly isOwnWritten: boolean;
  /** This device's id was in use by another copy; it has a new one. */
  readonly isDeviceIdDoubled: boolean;
  /**
   * Why the round ended early or the own file was not written: `sync/folder_empty`,
   * `sync/folder_unreachable`, `sync/passphrase_needed`, `backup/…`, `db/…`.
   */
  readonly problem?: {
    readonly code: string;
    readonly details?: Readonly<Record<string, string | number | boolean>>;
  };
}

/** A device whose data came here by sync. */
export interface SyncDevice {
  readonly deviceId: string;
  readonly label?: string;
  /** UTC milliseconds: when its newest file that was taken in was written. */
  readonly writtenAt: number;
  /** Its file was not there in the last round. */
  readonly isMissing: boolean;
}

export interface SyncStatus {
  /** Absent while sync is off. */
  readonly way?: SyncWay;
  readonly folderName?: string;
  /** `ask`: the browser wants a gesture before the folder can be read again (`grant`). */
  readonly access: 'granted' | 'ask' | 'none';
  /** A passphrase is remembered on this device, so rounds can run by themselves. */
  readonly isAutomatic: boolean;
  readonly isRunning: boolean;
  readonly last?: SyncRound;
  readonly devices: readonly SyncDevice[];
  /** Saves since the own file was last written or handed over. */
  readonly changesSince: number;
  /** A replace has switched sync off: the next round would have brought the replaced data back. */
  readonly isOffAfterReplace: boolean;
}

/** The person's answers to what a round asked. None of them is remembered. */
export interface SyncAnswers {
  /** Collections (vault ids) to be made one with this one. */
  readonly joinVaults?: readonly string[];
  readonly allowMassDelete?: boolean;
  /** The folder is empty though it was not before: it is the right one nevertheless. */
  readonly isEmptyFolderRight?: boolean;
  /** Needed when none is remembered. */
  readonly passphrase?: string;
}

/** Sync over a folder or over files passed by hand. Everything answers with a value. */
export interface Sync {
  /** Calls `next` now and after every change. Returns the stop. */
  watch(next: (status: SyncStatus) => void): () => void;
  /** Whether this browser can keep a folder. */
  readonly canUseFolder: boolean;
  /**
   * Asks for a folder, from a gesture, and switches sync on. False when the person left without
   * choosing. Fails with `sync/folder_unreachable`.
   */
  chooseFolder(): Promise<Result<boolean>>;
  /** Switches sync by files passed by hand on. */
  useFiles(): Promise<Result<void>>;
  /** Asks the browser for the folder again, from a gesture. False when it was refused. */
  grant(): Promise<Result<boolean>>;
  /** Forgets folder, known files and passphrase. Nothing in the folder is deleted. */
  switchOff(): Promise<Result<void>>;
  /** Keeps the passphrase of the folder on this device, only encrypted by it, so that rounds run by themselves. */
  remember(passphrase: string): Promise<Result<void>>;
  forgetPassphrase(): Promise<void>;
  /** A round over the folder. Fails with `sync/off`, `backup/busy` or `backup/cancelled`. */
  run(answers: SyncAnswers, onProgress: OnBackupProgress): Promise<Result<SyncRound>>;
  /** The same over files the person picked; the own one is not written. */
  takeIn(
    files: readonly File[],
    answers: SyncAnswers,
    onProgress: OnBackupProgress,
  ): Promise<Result<SyncRound>>;
  /**
   * Makes this device's file and hands it over. False when the person left the share sheet. Fails
   * with `sync/passphrase_needed`, with `sync/share_again` where the gesture was too long ago by the
   * time the file was ready (sharing it again opens the sheet at once), or as making a backup does.
   */
  handOver(
    how: 'share' | 'download',
    answers: Pick<SyncAnswers, 'passphrase'>,
    onProgress: OnBackupProgress,
  ): Promise<Result<boolean>>;
  /** Stops the round under way; files that were taken in stay taken in. */
  cancel(): Promise<void>;
}
