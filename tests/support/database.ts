import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { createFacts } from '#lib/db/fact-store.ts';
import type { DatabaseEngine } from '#lib/db/handle.ts';
import { DatabaseOwner, type OwnerOptions } from '#lib/db/lifecycle.ts';
import type { Seed } from '#lib/db/seed.ts';
import type { Facts } from '#lib/app/facts.ts';
import { fixedClock, type SettableClock } from './clock.ts';

export const newEngine = (): DatabaseEngine => ({ indexedDB: new IDBFactory(), IDBKeyRange });

export const DEVICE = '9f2c4e7a1b3d5f60';

export const seedOf =
  (clock: SettableClock, generation = 'g1'): (() => Seed) =>
  () => ({
    generation,
    deviceId: DEVICE,
    vaultId: '0197c3a1-b2f4-7000-8000-00000000a11e',
    deviceLabel: 'Test',
    appVersion: 'test',
    now: clock.now(),
  });

export interface TestDatabase {
  readonly owner: DatabaseOwner;
  readonly facts: Facts;
  readonly clock: SettableClock;
  readonly engine: DatabaseEngine;
}

/** A new or existing database through the real owner, on an in-memory IndexedDB. */
export async function openTestDatabase(
  options: Partial<OwnerOptions> & { clock?: SettableClock } = {},
): Promise<TestDatabase> {
  const { clock = fixedClock(), ...rest } = options;
  const engine = options.engine ?? newEngine();
  const owner = new DatabaseOwner({ name: 'plugtrack-test', engine, seed: seedOf(clock), ...rest });
  await owner.open();
  return { owner, facts: createFacts(owner, clock.now), clock, engine };
}
