import { liveQuery } from 'dexie';
import type { Facts, FactReader } from '#lib/app/facts.ts';
import type { Connection, DatabaseOwner } from './lifecycle.ts';
import { createReader } from './reader.ts';

const SUBMISSIONS_KEPT_MS = 7 * 24 * 3_600_000;

/** Reads, watches and commits facts. `now` stamps commands. */
export function createFacts(owner: DatabaseOwner, now: () => number): Facts {
  const factsHandle = (): Connection['facts'] => {
    const connection = owner.connection;
    if (!connection) throw new DOMException('the database is closed', 'InvalidStateError');
    return connection.facts;
  };
  const direct = createReader(factsHandle);

  // What writes is not needed to show what is there.
  const commits = async (): Promise<Pick<Facts, 'commit' | 'undo'>> => {
    const { createCommits } = await import('./commits.ts');
    return createCommits(owner, now, direct);
  };

  return {
    read: guardedReader(owner, direct),
    watch: (query, next, failed) => watch(owner, () => query(direct), next, failed),
    commit: async (command, work) => (await commits()).commit(command, work),
    undo: async (command, steps, check) => (await commits()).undo(command, steps, check),
  };
}

/** The reader for single questions: repeats once on a fresh connection. */
function guardedReader(owner: DatabaseOwner, direct: FactReader): FactReader {
  const guarded = {} as Record<string, unknown>;
  for (const [name, read] of Object.entries(direct) as [
    string,
    (...args: unknown[]) => Promise<unknown>,
  ][]) {
    guarded[name] = (...args: unknown[]) => owner.use(() => read(...args));
  }
  return guarded as unknown as FactReader;
}

function watch<T>(
  owner: DatabaseOwner,
  query: () => Promise<T>,
  next: (value: T) => void,
  failed: ((error: unknown) => void) | undefined,
): () => void {
  let stop: (() => void) | undefined;
  const start = (): void => {
    stop?.();
    stop = undefined;
    if (!owner.connection) return;
    const subscription = liveQuery(query).subscribe(next, (error: unknown) => failed?.(error));
    stop = () => {
      subscription.unsubscribe();
    };
  };
  // A new connection means new rows: whoever watches starts again on it.
  const unsubscribe = owner.subscribe(start);
  start();
  return () => {
    unsubscribe();
    stop?.();
  };
}

/** Forgets answers to submissions that nobody will repeat any more. */
export async function forgetOldSubmissions(owner: DatabaseOwner, now: number): Promise<void> {
  await owner.use(({ scratch }) =>
    scratch
      .table('submissions')
      .where('at')
      .below(now - SUBMISSIONS_KEPT_MS)
      .delete(),
  );
}
