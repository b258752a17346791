import { localDateOf } from '#lib/domain/time.ts';
import { useApp } from './app-context.ts';
import type { BackupStatus, KeptBefore } from './backup-types.ts';

/** How backups stand, following every change; absent until the first answer. */
export function useBackupStatus(): { readonly current: BackupStatus | undefined } {
  const app = useApp();
  let current = $state.raw<BackupStatus>();
  $effect(() =>
    app.backups.watch((status) => {
      current = status;
    }),
  );
  return {
    get current() {
      return current;
    },
  };
}

/** What to say of the last backup before much is written over; absent while it holds everything. */
export function keptBefore(
  { last, changesSince }: BackupStatus,
  clock: { readonly today: () => string; readonly timeZone: () => string },
): KeptBefore | undefined {
  if (changesSince === 0) return undefined;
  const lastDate = last && localDateOf(last.at, clock.timeZone());
  return { ...(lastDate && { lastDate }), today: clock.today(), changesSince };
}
