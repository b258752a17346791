import { useI18n } from '#lib/i18n/i18n.svelte.ts';
import { useApp } from './app-context.ts';
import { useBackupStatus } from './backup-status.svelte.ts';
import type { ConflictEntry, SetAsideRow } from './backup-types.ts';
import { type ConflictFacts, readRowNames, type RowNames } from './conflict-view.ts';
import { live } from './live.svelte.ts';

/** What there is to look at after a merge. */
export interface ToLookAt {
  readonly conflicts: readonly ConflictEntry[];
  readonly setAside: readonly SetAsideRow[];
}

/** Values that lost and rows that were set aside, newest first; absent until they are read. */
export function useToLookAt(limit: number): { readonly current: ToLookAt | undefined } {
  const { backups } = useApp();
  const status = useBackupStatus();
  let current = $state.raw<ToLookAt>();
  $effect(() => {
    // Read again whenever anything about backups changed.
    if (!status.current) return;
    void Promise.all([backups.conflicts(limit), backups.setAside(limit)]).then(
      ([conflicts, setAside]) => {
        current = { conflicts, setAside };
      },
    );
  });
  return {
    get current() {
      return current;
    },
  };
}

/** Names for the rows of these conflicts, following the facts; absent until they are read. */
export function useRowNames(conflicts: () => readonly ConflictFacts[]): {
  readonly current: RowNames | undefined;
} {
  const i18n = useI18n();
  return live<RowNames>(() => {
    const list = conflicts();
    const { f } = i18n;
    return (read) => readRowNames(read, list, f);
  });
}
