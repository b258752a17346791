const DAY_MS = 86_400_000;
const DUE_DAYS = 7;
const DUE_CHANGES = 25;

/** What decides whether to remind of a backup. Instants are UTC milliseconds. */
export interface BackupAge {
  readonly now: number;
  /** The last backup, or without one the beginning of the log; absent when neither is known. */
  readonly since?: number | undefined;
  readonly changesSince: number;
  /** When the person last put the reminder away. */
  readonly dismissedAt?: number | undefined;
}

/** Whether a backup is due: after 7 days with 25 changes, and not within 7 days of a dismissal. */
export function isBackupDue({ now, since, changesSince, dismissedAt }: BackupAge): boolean {
  if (since === undefined || changesSince < DUE_CHANGES) return false;
  const quietFrom = Math.max(since, dismissedAt ?? since);
  return now - quietFrom >= DUE_DAYS * DAY_MS;
}
