import { liveQuery } from 'dexie';
import type { DatabaseOwner } from '#lib/db/lifecycle.ts';
import type { Dexie } from 'dexie';

/** Follows a question to whatever database is open; a new connection means new rows. */
export function watchOpen<T>(
  owner: DatabaseOwner,
  question: (facts: Dexie) => Promise<T>,
  next: (value: T) => void,
): () => void {
  let stop: (() => void) | undefined;
  const start = (): void => {
    stop?.();
    stop = undefined;
    const { connection } = owner;
    // A newer version's database is read as it is; it may keep these elsewhere.
    if (!connection || connection.readOnly) return;
    const subscription = liveQuery(() => question(connection.facts)).subscribe({
      next,
      error: () => undefined,
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
