export type {
  BackupProgress,
  BackupRecord,
  Backups,
  BackupStatus,
  ConflictEntry,
  CreatedBackup,
  PassphraseStrength,
  RestoreMode,
  RestorePreview,
  RestoreReport,
  RestoreUndo,
  SetAsideRow,
} from '#lib/app/backups-port.ts';
