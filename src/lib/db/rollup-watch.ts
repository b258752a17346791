import { liveQuery } from 'dexie';
import { MONTHS_KEY, type MonthRollups } from '#lib/domain/rollups.ts';
import type { DatabaseOwner } from './lifecycle.ts';
import type { ChangeRow } from './stored.ts';

/**
 * Follows the stored month roll-ups. One small value, whatever the number of sessions; `stale`
 * while facts have changed that are not in it yet.
 */
export function watchRollups(
  owner: DatabaseOwner,
  next: (value: { rollups?: MonthRollups; stale: boolean }) => void,
): () => void {
  let stop: (() => void) | undefined;
  const start = (): void => {
    stop?.();
    stop = undefined;
    const { connection } = owner;
    if (!connection) return;
    const subscription = liveQuery(() =>
      connection.scratch.transaction('r', ['derived', 'meta'], async (tx) => {
        const stored = (await tx.table('derived').get(MONTHS_KEY)) as
          { value: MonthRollups } | undefined;
        const change = (await tx.table('meta').get('change')) as ChangeRow | undefined;
        return { stored: stored?.value, seq: change?.seq };
      }),
    ).subscribe({
      next: ({ stored, seq }) => {
        next({ ...(stored && { rollups: stored }), stale: stored?.seq !== seq });
      },
      error: () => {
        next({ stale: true });
      },
    });
    stop = () => {
      subscription.unsubscribe();
    };
  };
  const unsubscribe = owner.subscribe(start);
  start();
  return () => {
    unsubscribe();
    stop?.();
  };
}
