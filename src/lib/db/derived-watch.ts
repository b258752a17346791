import { liveQuery } from 'dexie';
import { derivedValue } from './derived-row.ts';
import type { DatabaseOwner } from './lifecycle.ts';
import type { ChangeRow } from './stored.ts';

/**
 * Follows one derived value. It is small, whatever the number of sessions; `stale` while facts
 * have changed that are not in it yet, and while it is not `isCurrent` for another reason.
 */
export function watchDerived<T extends { readonly seq: number }>(
  owner: DatabaseOwner,
  key: string,
  next: (seen: { readonly value?: T; readonly stale: boolean }) => void,
  isCurrent: (value: T) => boolean = () => true,
): () => void {
  let stop: (() => void) | undefined;
  const start = (): void => {
    stop?.();
    stop = undefined;
    const { connection } = owner;
    if (!connection) return;
    const subscription = liveQuery(() =>
      connection.scratch.transaction('r', ['derived', 'meta'], async (tx) => {
        const value = derivedValue(await tx.table('derived').get(key)) as T | undefined;
        const change = (await tx.table('meta').get('change')) as ChangeRow | undefined;
        return { value, seq: change?.seq };
      }),
    ).subscribe({
      next: ({ value, seq }) => {
        if (!value) next({ stale: seq !== undefined });
        else next({ value, stale: value.seq !== seq || !isCurrent(value) });
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
