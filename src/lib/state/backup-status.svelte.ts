import { useApp } from './app-context.ts';
import type { BackupStatus } from './backup-types.ts';

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
