import { describe, expect, it } from 'vitest';
import type { Sentinel, SentinelNote, StorageStatus } from '#lib/app/ports.ts';
import { createFacts } from '#lib/db/fact-store.ts';
import { healSentinel } from '#lib/db/heal-sentinel.ts';
import type { DatabaseEngine } from '#lib/db/handle.ts';
import { DatabaseOwner } from '#lib/db/lifecycle.ts';
import { LATEST_STEP } from '#lib/db/versions/schema.ts';
import { ok } from '#lib/domain/result.ts';
import { fixedClock } from '../support/clock.ts';
import { newEngine, openTestDatabase, seedOf } from '../support/database.ts';
import { CAR_ID, carContent } from '../support/facts.ts';
import { rawHash } from '../support/state-hash.ts';

const NAME = 'plugtrack-test';
const NEXT = LATEST_STEP.version + 1;

const noteStore = (note?: SentinelNote): Sentinel => ({
  read: () => note,
  write: (next) => (note = next),
  clear: () => (note = undefined),
});

/** Changes a database from outside, as another version of the app in another tab would. */
function upgradeOutside(
  { indexedDB }: DatabaseEngine,
  version: number,
  identity: Record<string, number> = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, version * 10);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('fromTheFuture', { keyPath: 'id' });
      const meta = request.transaction!.objectStore('meta');
      const read = meta.get('identity');
      read.onsuccess = () => meta.put({ ...(read.result as object), ...identity });
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

const remove = ({ indexedDB }: DatabaseEngine): Promise<void> =>
  new Promise((resolve) => {
    indexedDB.deleteDatabase(NAME).onsuccess = () => {
      resolve();
    };
  });

const names = async ({ indexedDB }: DatabaseEngine) =>
  (await indexedDB.databases()).map(({ name, version }) => `${name!}@${String(version)}`);

function becomes(owner: DatabaseOwner, kind: StorageStatus['kind']): Promise<StorageStatus> {
  return new Promise((resolve) => {
    if (owner.status.kind === kind) resolve(owner.status);
    owner.subscribe((status) => {
      if (status.kind === kind) resolve(status);
    });
  });
}

describe('ST04: the start', () => {
  it('makes a database when there is none and nothing remembers one', async () => {
    const { owner, engine } = await openTestDatabase();
    expect(owner.status).toEqual({ kind: 'open' });
    expect(owner.connection?.identity).toMatchObject({
      generation: 'g1',
      schema: LATEST_STEP.version,
    });
    expect(await names(engine)).toEqual([`${NAME}@${String(LATEST_STEP.version * 10)}`]);
  });

  it('(a) makes none when the browser remembers one', async () => {
    const lastBackup = { at: 1_710_000_000_000, name: 'plugtrack-2024-03-09.zip' };
    const note = { generation: 'g0', firstSavedAt: 1_700_000_000_000, lastBackup };
    const { owner, engine } = await openTestDatabase({ note: () => note });
    expect(owner.status).toEqual({ kind: 'removed', firstSavedAt: 1_700_000_000_000, lastBackup });
    expect(await names(engine)).toEqual([]);
  });

  it('(a) does not take a database that the note has never seen for its own', async () => {
    const { engine, owner } = await openTestDatabase();
    owner.close();
    const second = await openTestDatabase({
      engine,
      note: () => ({ generation: 'lost', firstSavedAt: 5 }),
    });
    expect(second.owner.status).toEqual({ kind: 'removed', firstSavedAt: 5 });
  });

  it('(c) writes a missing note again, but only once there was something to lose', async () => {
    const { owner, facts, clock } = await openTestDatabase();
    const sentinel = noteStore();
    await healSentinel(owner, sentinel, clock.now());
    expect(sentinel.read()).toBeUndefined();
    await facts.commit({ id: 'first', name: 'test' }, (write) => {
      write.insert('cars', CAR_ID, carContent());
      return ok();
    });
    await healSentinel(owner, sentinel, clock.now());
    expect(sentinel.read()).toEqual({ generation: 'g1', firstSavedAt: clock.now() });
  });

  it('(c) takes a note of a former generation of this database for its own', async () => {
    const { engine, owner, clock } = await openTestDatabase();
    await owner.use(({ facts }) =>
      facts.table('meta').update('identity', { generation: 'g2', formerGenerations: ['g1'] }),
    );
    owner.close();
    const lastBackup = { at: 8, name: 'kept.zip' };
    const sentinel = noteStore({ generation: 'g1', firstSavedAt: 7, lastBackup });
    const again = await openTestDatabase({ engine, note: () => sentinel.read() });
    expect(again.owner.status).toEqual({ kind: 'open' });
    await healSentinel(again.owner, sentinel, clock.now());
    expect(sentinel.read()).toEqual({ generation: 'g2', firstSavedAt: 7, lastBackup });
  });

  it('never creates a database for a worker', async () => {
    const engine = newEngine();
    const owner = new DatabaseOwner({ name: NAME, engine, expectedGeneration: 'g1' });
    expect(await owner.open()).toEqual({ kind: 'removed' });
    expect(await names(engine)).toEqual([]);
  });
});

describe('while open', () => {
  it('TB01: stops for a newer version, writes nothing and patches nothing', async () => {
    const { owner, facts, engine } = await openTestDatabase();
    await upgradeOutside(engine, NEXT, { schema: NEXT, minWriter: NEXT });
    expect(owner.status).toEqual({ kind: 'superseded' });
    const result = await facts.commit({ id: 'late', name: 'test' }, (write) => {
      write.insert('cars', CAR_ID, carContent());
      return ok();
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'db/closed' } });
    expect(await names(engine)).toEqual([`${NAME}@${String(NEXT * 10)}`]);
  });

  it('ST03: notices that the database was deleted and does not make a new one', async () => {
    const { owner, facts, engine } = await openTestDatabase();
    await remove(engine);
    await becomes(owner, 'removed');
    const result = await facts.commit({ id: 'late', name: 'test' }, (write) => {
      write.insert('cars', CAR_ID, carContent());
      return ok();
    });
    expect(result).toMatchObject({ ok: false });
    expect(await names(engine)).toEqual([]);
  });

  it('ST03: does not save into another database that has taken the place', async () => {
    const { owner, engine } = await openTestDatabase();
    owner.connection!.facts.close();
    await remove(engine);
    const other = new DatabaseOwner({ name: NAME, engine, seed: seedOf(fixedClock(), 'other') });
    await other.open();
    await owner.recheck();
    expect(owner.status.kind).toBe('removed');
  });
});

describe('TB02: a database of a newer version', () => {
  it('that older code may still write is opened as usual', async () => {
    const first = await openTestDatabase();
    first.owner.close();
    await upgradeOutside(first.engine, NEXT, { schema: NEXT });
    const { owner, facts } = await openTestDatabase({ engine: first.engine });
    expect(owner.status).toEqual({ kind: 'open' });
    const saved = await facts.commit({ id: 'ok', name: 'test' }, (write) => {
      write.insert('cars', CAR_ID, carContent());
      return ok();
    });
    expect(saved.ok).toBe(true);
    expect(await names(first.engine)).toEqual([`${NAME}@${String(NEXT * 10)}`]);
  });

  it.each([
    { minReader: 1, readable: true },
    { minReader: NEXT, readable: false },
  ])('is never written: readable $readable', async ({ minReader, readable }) => {
    const first = await openTestDatabase();
    const before = await first.owner.use(({ facts }) => rawHash(facts));
    first.owner.close();
    await upgradeOutside(first.engine, NEXT, { minReader, minWriter: NEXT });
    const owner = new DatabaseOwner({
      name: NAME,
      engine: first.engine,
      seed: seedOf(fixedClock()),
    });
    expect(await owner.open()).toEqual({ kind: 'newer', readable });
    const facts = createFacts(owner, () => 0);
    const result = await facts.commit({ id: 'no', name: 'test' }, (write) => {
      write.insert('cars', CAR_ID, carContent());
      return ok();
    });
    expect(result).toMatchObject({ ok: false });
    if (readable) expect(await facts.read.all('devices')).toHaveLength(1);
    owner.close();
    expect(before).toHaveLength(64);
    expect(await names(first.engine)).toEqual([`${NAME}@${String(NEXT * 10)}`]);
  });
});

describe('ST06: a database that does not open', () => {
  const brokenOpen = (open: () => IDBOpenDBRequest): DatabaseEngine => {
    const engine = newEngine();
    return {
      ...engine,
      indexedDB: new Proxy(engine.indexedDB, {
        get: (target, name) =>
          name === 'open' ? open : (Reflect.get(target, name, target) as unknown),
      }),
    };
  };

  it('is reported when opening fails', async () => {
    const { owner } = await openTestDatabase({
      engine: brokenOpen(() => {
        throw new DOMException('broken', 'UnknownError');
      }),
    });
    expect(owner.status).toEqual({ kind: 'unavailable', reason: 'UnknownError' });
  });

  it('is reported when opening never answers', async () => {
    const owner = new DatabaseOwner({
      name: NAME,
      engine: brokenOpen(() => ({}) as IDBOpenDBRequest),
      openTimeoutMs: 50,
      seed: seedOf(fixedClock()),
    });
    void owner.open();
    expect(await becomes(owner, 'unavailable')).toEqual({ kind: 'unavailable', reason: 'timeout' });
  });
});
