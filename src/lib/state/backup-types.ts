/** How the last backup stands before much is written over; only when something changed since. */
export interface KeptBefore {
  /** Absent before the first backup. */
  readonly lastDate?: string;
  readonly today: string;
  readonly changesSince: number;
}

export type {
  BackupProgress,
  BackupRecord,
  Backups,
  BackupStatus,
  ConflictEntry,
  CreatedBackup,
  Passphrases,
  PassphraseStrength,
  PreviewOptions,
  RestoreMode,
  RestorePreview,
  RestoreReport,
  RestoreUndo,
  SetAsideRow,
} from '#lib/app/backups-port.ts';
