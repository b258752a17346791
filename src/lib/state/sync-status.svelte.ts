import { useApp } from './app-context.ts';
import type { SyncStatus } from './sync-types.ts';

/** How sync stands, following every change; absent until the first answer. */
export function useSyncStatus(): { readonly current: SyncStatus | undefined } {
  const app = useApp();
  let current = $state.raw<SyncStatus>();
  $effect(() =>
    app.sync.watch((status) => {
      current = status;
    }),
  );
  return {
    get current() {
      return current;
    },
  };
}
