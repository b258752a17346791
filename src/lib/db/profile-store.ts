import type { ProfileStore } from '#lib/app/profile-ports.ts';
import { fail, ok } from '#lib/domain/result.ts';
import { createFacts } from './fact-store.ts';
import { makeDynamicHandle, type DatabaseEngine } from './handle.ts';
import { DatabaseOwner } from './lifecycle.ts';
import { databaseName } from './names.ts';
import type { Seed } from './seed.ts';

/** The databases of all profiles, for what is not done on the open one. */
export function createProfileStore(options: {
  readonly engine: DatabaseEngine;
  readonly seed: () => Seed;
  readonly now: () => number;
}): ProfileStore {
  const { engine, seed, now } = options;
  return {
    async within(profileId, work) {
      const owner = new DatabaseOwner({ name: databaseName(profileId), engine, seed });
      const status = await owner.open();
      try {
        if (status.kind === 'open') return await work(createFacts(owner, now));
        return fail('db/closed', { details: { reason: status.kind } });
      } finally {
        owner.close();
      }
    },
    async make(profileId) {
      const owner = new DatabaseOwner({ name: databaseName(profileId), engine, seed });
      const status = await owner.open();
      const generation = owner.connection?.identity.generation;
      owner.close();
      return generation === undefined
        ? fail('db/closed', { details: { reason: status.kind } })
        : ok(generation);
    },
    remove: (profileId) =>
      new Promise((resolve, reject) => {
        const request = engine.indexedDB.deleteDatabase(databaseName(profileId));
        request.onsuccess = () => {
          resolve();
        };
        request.onerror = () => {
          reject(request.error ?? new DOMException('delete failed', 'UnknownError'));
        };
      }),
    async readRaw(profileId) {
      const db = makeDynamicHandle(databaseName(profileId), 'relaxed', engine);
      await db.open();
      try {
        const tables: Record<string, unknown[]> = {};
        for (const table of db.tables) tables[table.name] = await table.toArray();
        return tables;
      } finally {
        db.close();
      }
    },
  };
}
