import type { MergeReport, ReportSource } from '#lib/domain/merge/report.ts';
import type { Result } from '#lib/domain/result.ts';

export type RestoreMode = 'merge' | 'replace';

/** What a restore does, or did; of files that are no vault without the source. */
export type RestoreReport = Omit<MergeReport, 'source'> & { readonly source?: ReportSource };

/** How far a long step has come. `total` is absent where it is not known beforehand. */
export interface BackupProgress {
  /** `verify` reads the finished file in a fresh worker; `swap` is the one step that counts. */
  readonly phase:
    'write' | 'encrypt' | 'verify' | 'decrypt' | 'read' | 'safety' | 'stage' | 'merge' | 'swap';
  readonly done: number;
  readonly total?: number;
}
export type OnBackupProgress = (progress: BackupProgress) => void;

/** How a finished file was checked: as handed over, or read back from where it was written. */
export type Verified = 'before-handover' | 'read-back';

/** A backup that was verified and handed over. */
export interface BackupRecord {
  readonly id: string;
  /** UTC milliseconds: when its rows were read. */
  readonly at: number;
  readonly name: string;
  readonly bytes: number;
  readonly encrypted: boolean;
  readonly verified: Verified;
  /** Live rows by table. */
  readonly counts: Readonly<Record<string, number>>;
}

/** A restore that can still be taken back as one step. */
export interface RestoreUndo {
  readonly undoId: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly mode: RestoreMode;
  /** Saves made since; taking the restore back loses them. */
  readonly changesSince: number;
  /** The file of the state before, kept on this device; `saveSafety` hands it over. */
  readonly safetyBackup: { readonly name: string; readonly bytes: number };
}

/** A restore or an undo of one that was cut off. The data is as it was before. */
export interface UnfinishedRestore {
  readonly at: number;
  readonly mode: RestoreMode;
  readonly fileName: string;
}

export interface BackupStatus {
  /** Absent before the first backup. */
  readonly last?: BackupRecord;
  /** Saves since the last backup, or since the beginning. */
  readonly changesSince: number;
  /** Newest first. */
  readonly history: readonly BackupRecord[];
  readonly undo?: RestoreUndo;
  /** Present until it is dismissed or another restore begins. */
  readonly unfinished?: UnfinishedRestore;
  readonly conflicts: number;
  readonly setAside: number;
}

/** A value that lost against one entered at the same time on another device. */
export interface ConflictEntry {
  readonly id: string;
  readonly table: string;
  readonly rowId: string;
  /** `_d` stands for deleted or not. */
  readonly field: string;
  /** The values in the data and beside it; absent = cleared. */
  readonly kept?: unknown;
  readonly lost?: unknown;
  readonly keptStamp: string;
  readonly lostStamp: string;
  /** UTC milliseconds: when the merge found it. */
  readonly at: number;
}

/** A row of a file that was neither merged nor lost. It travels on in backups. */
export interface SetAsideRow {
  readonly id: string;
  readonly table: string;
  readonly rowId: string;
  readonly code: 'merge/bad_row' | 'sync/clock_ahead';
  /** UTC milliseconds. */
  readonly at: number;
  /** Clock ahead: whose, and by how many whole hours it was when the row was found. */
  readonly device?: string;
  readonly deviceLabel?: string;
  readonly hours?: number;
}

export interface ApplySetAside {
  /** The person's word; stamps of any time are then believed. */
  readonly isOwnClockWrong: boolean;
}

/** Rows that came off the list, and what is still on it. */
export interface SetAsideOutcome {
  readonly takenIn: number;
  readonly left: number;
}

export interface CreateBackup {
  /** A passphrase, or the plain word that anyone may read the file. */
  readonly protection: { readonly passphrase: string } | { readonly unencrypted: true };
  /** Whether the file names this device. */
  readonly includeLabel: boolean;
  /** After `backup/kdf_memory`: less work for whoever guesses, so a longer passphrase is needed. */
  readonly reduced?: boolean;
}

/** A finished file, read back in a fresh worker. It counts once it was handed over. */
export interface CreatedBackup extends Omit<BackupRecord, 'at'> {
  readonly createdAt: number;
  readonly file: Blob;
}

export type RestoreKind = 'vault' | 'classic' | 'copy';

export interface PreviewOptions {
  readonly passphrase?: string;
  /** Answer to `import/choose_car`: the car of the file that its charges were of. */
  readonly sourceCar?: string;
  /** Answer to `import/encoding_unsure`. */
  readonly encoding?: string;
  /** What home tariffs of a classic backup are called, which have no name there. */
  readonly tariffName?: string;
}

/** What a file is and what either way of restoring would do. Nothing was written. */
export interface RestorePreview {
  readonly previewId: string;
  readonly kind: RestoreKind;
  readonly fileName: string;
  /** Nothing was entered here yet: there is nothing to choose and nothing to keep. */
  readonly isEmptyHere: boolean;
  /** Open questions; nothing can be restored until they are answered by another preview. */
  readonly questions: readonly {
    readonly code: string;
    /** What may be answered, by the ids the file gives them. */
    readonly choices: readonly { readonly id: string; readonly name: string }[];
  }[];
  readonly merge: RestoreReport;
  readonly replace: RestoreReport;
}

export interface RestoreRequest {
  readonly mode: RestoreMode;
  /** The answer to the brake `merge/mass_delete`; asked for each time. */
  readonly allowMassDelete?: boolean;
}

/** What a restore did. The report names the safety backup and the undo id, if there are any. */
export interface Restored {
  readonly report: RestoreReport;
}

export interface PassphraseStrength {
  readonly bits: number;
  readonly level: 'weak' | 'fair' | 'strong';
}

/** Passphrases: proposed, judged, and kept only on request under a key that cannot leave. */
export interface Passphrases {
  /** Six words. */
  generate(): Promise<string>;
  strength(text: string): Promise<PassphraseStrength>;
  /** Why a new file cannot be written with it (`backup/passphrase_invalid`), or ok. */
  check(text: string, reduced?: boolean): Promise<Result<void>>;
  remember(passphrase: string): Promise<Result<void>>;
  /** Absent when none is kept or it cannot be read any more. */
  recall(): Promise<string | undefined>;
  forget(): Promise<void>;
}

/** What this device remembers of its backups and restores. */
export interface BackupRecords {
  watch(next: (status: BackupStatus) => void): () => void;
  /** Names of all backups that counted. */
  names(): Promise<readonly string[]>;
  /** Whether a restore was begun and not ended. */
  isUnderWay(): Promise<boolean>;
  /** Keeps a backup that counts; the state before the last restore is then let go. */
  record(backup: BackupRecord, seq: number): Promise<void>;
  dismissUnfinished(): Promise<void>;
  conflicts(limit: number): Promise<readonly ConflictEntry[]>;
  conflict(id: string): Promise<ConflictEntry | undefined>;
  dismissConflict(id: string): Promise<void>;
  /** Forgets conflicts of earlier than this. */
  forgetConflictsBefore(at: number): Promise<void>;
  setAside(limit: number): Promise<readonly SetAsideRow[]>;
  /** Whether a row that was set aside may come in at this time, UTC milliseconds. */
  hasDueSetAside(nowMs: number): Promise<boolean>;
}

/** Backup and restore. Everything answers with a value; nothing throws. */
export interface Backups {
  /** Calls `next` now and after every change. Returns the stop. */
  watch(next: (status: BackupStatus) => void): () => void;

  /**
   * Makes a file of everything and reads it back in a fresh worker. Fails with
   * `backup/passphrase_invalid`, `backup/kdf_memory`, `backup/verify_failed` (with `step`),
   * `backup/cancelled`, or as the storage and the worker do.
   */
  create(options: CreateBackup, onProgress: OnBackupProgress): Promise<Result<CreatedBackup>>;
  /** Where a finished file can go here. */
  readonly targets: { readonly share: boolean; readonly file: boolean };
  /**
   * Hands a finished file over and then records it as the last backup. `file` asks where to write
   * and reads back from there; what the target altered is `backup/verify_failed` and does not
   * count. False when the person left without choosing.
   */
  handOver(backup: CreatedBackup, how: 'download' | 'share' | 'file'): Promise<Result<boolean>>;

  /**
   * Reads a file of any kind. Fails with `backup/passphrase_needed`, `backup/wrong_passphrase`
   * (`waitS`: seconds before the next guess), `backup/passphrase_invalid`, `backup/damaged`,
   * `backup/truncated`, `backup/not_a_backup`, `backup/newer_version` …
   */
  preview(
    file: File,
    options: PreviewOptions,
    onProgress: OnBackupProgress,
  ): Promise<Result<RestorePreview>>;
  /**
   * Does what a preview showed. Fails with `backup/preview_gone`, `backup/questions_open`,
   * `merge/mass_delete`, `backup/busy`, `backup/cancelled` or `db/quota`; the data is then whole as before.
   */
  restore(
    previewId: string,
    request: RestoreRequest,
    onProgress: OnBackupProgress,
  ): Promise<Result<Restored>>;
  /** Takes the last restore back as one step. Fails with `backup/nothing_to_undo`. */
  undoRestore(undoId: string, onProgress: OnBackupProgress): Promise<Result<void>>;
  /** Hands over the file of the state before the last restore. Anyone can read it. */
  saveSafety(undoId: string): Promise<Result<boolean>>;
  /** Stops what is under way; it answers `backup/cancelled`, and the data is as before. */
  cancel(): Promise<void>;
  dismissUnfinished(): Promise<void>;

  /** Newest first. */
  conflicts(limit: number): Promise<readonly ConflictEntry[]>;
  /** Writes the other value, as an edit that can be undone, and takes the entry off the list. */
  takeOther(conflictId: string): Promise<Result<void>>;
  dismissConflict(conflictId: string): Promise<void>;
  /** Newest first. */
  setAside(limit: number): Promise<readonly SetAsideRow[]>;
  /**
   * Takes in set-aside rows that can be used by now; on the word that this device's clock is wrong
   * also those that are still ahead of it. Fails with `merge/mass_delete`, `backup/busy`,
   * `backup/changed` or as the storage does; the list is then as before.
   */
  applySetAside(request: ApplySetAside): Promise<Result<SetAsideOutcome>>;

  readonly passphrases: Passphrases;
}
