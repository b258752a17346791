import Dexie from 'dexie';
import type { SchemaStep } from './versions/schema.ts';
import { declareSchema } from './versions/schema.ts';

/** The IndexedDB to use. Passed in so that a test can count or fail its operations. */
export interface DatabaseEngine {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
}

/**
 * A Dexie on the database that opens only when told to. `strict` waits for the disk; durability
 * belongs to a connection in Dexie, hence one handle for facts and one for scratch.
 */
export function makeHandle(
  name: string,
  durability: 'strict' | 'relaxed',
  engine: DatabaseEngine,
  steps: readonly SchemaStep[],
): Dexie {
  const db = makeDynamicHandle(name, durability, engine);
  declareSchema(db, steps);
  return db;
}

/** A handle that takes the schema as it finds it: the only safe way to read a newer database. */
export function makeDynamicHandle(
  name: string,
  durability: 'strict' | 'relaxed',
  engine: DatabaseEngine,
): Dexie {
  return new Dexie(name, {
    autoOpen: false,
    chromeTransactionDurability: durability,
    // A cached query could show rows of a transaction that is aborted later.
    cache: 'disabled',
    indexedDB: engine.indexedDB,
    IDBKeyRange: engine.IDBKeyRange,
  });
}
