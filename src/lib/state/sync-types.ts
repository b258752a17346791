export type {
  Sync,
  SyncAnswers,
  SyncDevice,
  SyncFileOutcome,
  SyncRound,
  SyncStatus,
} from '#lib/app/sync-port.ts';
