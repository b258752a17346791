import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TABLE_NAMES } from '#lib/app/facts.ts';
import type { DatabaseEngine } from '#lib/db/handle.ts';
import { LATEST_STEP } from '#lib/db/versions/schema.ts';
import { newEngine, openTestDatabase } from '../support/database.ts';
import { stateHash } from '../support/state-hash.ts';

/** A database as a released version left it: native version, stores with indexes, rows. */
interface GoldenDatabase {
  readonly schema: number;
  readonly nativeVersion: number;
  readonly stores: Record<
    string,
    { keyPath: string; indexes: { name: string; keyPath: string | string[] }[]; rows: unknown[] }
  >;
  readonly expected: {
    readonly live: Record<string, number>;
    readonly stateHash: string;
    /** Rows beside the facts, by store; absent before there were such stores. */
    readonly beside?: Record<string, number>;
  };
}

const FOLDER = new URL('../fixtures/databases/', import.meta.url);
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

function build({ indexedDB }: DatabaseEngine, golden: GoldenDatabase): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('plugtrack-test', golden.nativeVersion);
    request.onupgradeneeded = () => {
      for (const [name, { keyPath, indexes, rows }] of Object.entries(golden.stores)) {
        const store = request.result.createObjectStore(name, { keyPath });
        for (const index of indexes) store.createIndex(index.name, index.keyPath);
        for (const row of rows) store.put(row);
      }
    };
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
    request.onerror = () => {
      reject(request.error!);
    };
  });
}

describe.each(files)('TB06: the database of a release: %s', (file) => {
  const golden = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as GoldenDatabase;

  it('opens, and every row says what it said', async () => {
    const engine = newEngine();
    await build(engine, golden);
    const { owner, facts } = await openTestDatabase({ engine });
    expect(owner.status).toEqual({ kind: 'open' });
    const live: Record<string, number> = {};
    for (const name of TABLE_NAMES) {
      if (name === 'sessions' || name === 'attachments') continue;
      live[name] = (await facts.read.all(name)).length;
    }
    live['sessions'] = (await facts.read.newestSessions({ limit: 1000 })).length;
    expect(live).toEqual(golden.expected.live);
    // Tables that came later are empty, and no part of what was hashed then.
    const later = TABLE_NAMES.filter((name) => !Object.hasOwn(golden.stores, name));
    expect(await owner.use(({ facts: db }) => stateHash(db, later))).toBe(
      golden.expected.stateHash,
    );
    expect(owner.connection?.identity.schema).toBe(LATEST_STEP.version);
    for (const [name, rows] of Object.entries(golden.expected.beside ?? {})) {
      expect(await owner.use(({ facts: db }) => db.table(name).count())).toBe(rows);
    }
  });
});
