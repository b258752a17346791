import { makeDynamicHandle, type DatabaseEngine } from './handle.ts';
import { peek } from './peek.ts';

/** Apart from the facts: it is no part of them, and goes with the browser it was made in. */
const NAME = 'plugtrack-device';

type StoreName = 'secrets' | 'folders';

/** One store of what belongs to this browser alone, opened for each question. */
export interface DeviceStore<T extends { readonly id: string }> {
  put(row: T): Promise<void>;
  /** Where nothing was ever kept, looking for it makes no database; nor does deleting. */
  get(id: string): Promise<T | undefined>;
  delete(id: string): Promise<void>;
}

export function deviceStore<T extends { readonly id: string }>(
  name: StoreName,
  engine: DatabaseEngine,
): DeviceStore<T> {
  type Handle = ReturnType<typeof makeDynamicHandle>;
  const within = async <V>(work: (db: Handle) => PromiseLike<V>): Promise<V> => {
    const db = makeDynamicHandle(NAME, 'strict', engine);
    db.version(1).stores({ secrets: 'id' });
    db.version(2).stores({ folders: 'id' });
    await db.open();
    try {
      return await work(db);
    } finally {
      db.close();
    }
  };
  const isThere = async () => (await peek(engine.indexedDB, NAME)) !== undefined;
  return {
    async put(row) {
      await within((db) => db.table<T, string>(name).put(row));
    },
    async get(id) {
      return (await isThere()) ? within((db) => db.table<T, string>(name).get(id)) : undefined;
    },
    async delete(id) {
      if (await isThere()) await within((db) => db.table<T, string>(name).delete(id));
    },
  };
}
