import { describe, expect, it } from 'vitest';
import { ok, valueOrThrow } from '#lib/domain/result.ts';
import type { RestoreMode } from '#lib/app/backups-port.ts';
import {
  backupFile,
  backupOn,
  fill,
  otherSeed,
  restoreRequest,
  travelling,
  verifyFresh,
} from '../support/backup.ts';
import { newEngine, openTestDatabase, type TestDatabase } from '../support/database.ts';
import { carContent, sessionContent } from '../support/facts.ts';
import { faultyEngine } from '../support/faults.ts';

const unseen = (): void => undefined;
let brought: Promise<Blob> | undefined;
const broughtFile = (): Promise<Blob> =>
  (brought ??= openTestDatabase().then(async (from) => {
    await fill(from, 4);
    return backupFile(from);
  }));

/** A profile with a car, a charge and a row that an earlier file set aside. */
async function target() {
  const engine = faultyEngine(newEngine());
  const db = await openTestDatabase({ engine, seed: otherSeed });
  valueOrThrow(
    await db.facts.commit({ id: 'own', name: 'test' }, (write) => {
      write.insert('cars', 'own-car', carContent({ name: 'Mine' }));
      write.insert('sessions', 'own-1', sessionContent({ carId: 'own-car' }));
      return ok();
    }),
  );
  return { db, engine, ...backupOn(db) };
}

const tables = (db: TestDatabase, name: string) =>
  db.owner.use(({ facts }) => facts.table(name).count());

describe.each(['merge', 'replace', 'undo'] as const)('BR05: %s', (mode) => {
  const prepared = async () => {
    const there = await target();
    if (mode === 'undo') await run(there, 'merge', 'job-0');
    return { ...there, before: await travelling(there.store) };
  };
  const run = async (
    { service }: Pick<Awaited<ReturnType<typeof target>>, 'service'>,
    what: RestoreMode | 'undo',
    jobId = 'job-1',
  ) =>
    what === 'undo'
      ? service.undo({ jobId, undoId: 'job-0', generation: 'g5' }, unseen)
      : service.restore(
          restoreRequest(await broughtFile(), { mode: what, jobId }),
          verifyFresh,
          unseen,
        );

  it.each(['write', 'commit'] as const)(
    'is old or new when any single %s fails, and can be done again',
    async (operation) => {
      const undisturbed = await prepared();
      valueOrThrow<unknown>(await run(undisturbed, mode));
      const after = await travelling(undisturbed.store);
      expect(after).not.toBe(undisturbed.before);
      let failures = 0;
      for (let at = 0; ; at++) {
        const there = await prepared();
        there.engine.arm({ operation, at, error: 'QuotaExceededError' });
        const result = await run(there, mode);
        const { raised } = there.engine;
        there.engine.disarm();
        const now = await travelling(there.store);
        if (result.ok) expect(now).toBe(after);
        else {
          failures++;
          expect(now).toBe(there.before);
          if (operation === 'write') expect(result.error.code).toBe('db/quota');
        }
        if (raised === 0) break;
        await there.store.job.recover(false);
        expect(await tables(there.db, 'staging')).toBe(0);
        if (!result.ok && at % 5 === 0) {
          valueOrThrow<unknown>(await run(there, mode, 'job-2'));
          expect(await travelling(there.store)).toBe(after);
        }
      }
      // Each table of the file at least, the clocks and the job itself.
      expect(failures).toBeGreaterThanOrEqual(5);
    },
  );

  it('WK02: cut off at any write, it is old or new at the next start, and nothing stays behind', async () => {
    const undisturbed = await prepared();
    valueOrThrow<unknown>(await run(undisturbed, mode));
    const after = await travelling(undisturbed.store);
    for (let at = 0; ; at++) {
      const there = await prepared();
      // From here on nothing can be written: the worker is dead for all that storage sees.
      there.engine.arm({ operation: 'write', at, error: 'AbortError', forEver: true });
      await run(there, mode);
      const { raised } = there.engine;
      there.engine.disarm();
      there.db.owner.close();
      const next = await openTestDatabase({ engine: there.engine, seed: otherSeed });
      const { store, service } = backupOn(next);
      const job = valueOrThrow(await service.recover(false));
      const now = await travelling(store);
      expect(now === there.before || now === after).toBe(true);
      expect(await tables(next, 'staging')).toBe(0);
      if (job?.state === 'running') {
        expect(now).toBe(there.before);
        expect(await store.job.read()).toMatchObject({ state: 'interrupted' });
        expect(await tables(next, 'snapshots')).toBe(mode === 'undo' ? 1 : 0);
      }
      next.owner.close();
      if (raised === 0) break;
    }
  });
});

describe('a restore that may not go on', () => {
  it('leaves everything as it was when the safety backup cannot be read back', async () => {
    const there = await target();
    const before = await travelling(there.store);
    const result = await there.service.restore(
      restoreRequest(await broughtFile()),
      () => Promise.resolve({ ok: false, error: { code: 'backup/verify_failed' } }),
      unseen,
    );
    expect(result).toMatchObject({ ok: false, error: { code: 'backup/verify_failed' } });
    expect(await travelling(there.store)).toBe(before);
    expect(await tables(there.db, 'snapshots')).toBe(0);
    expect(await there.store.job.read()).toBeUndefined();
  });

  it('takes in what was saved while it read', async () => {
    const there = await target();
    let saved = false;
    const result = await there.service.restore(
      restoreRequest(await broughtFile(), { mode: 'merge' }),
      async (request) => {
        if (!saved) {
          saved = true;
          valueOrThrow(
            await there.db.facts.commit({ id: 'meanwhile', name: 'test' }, (write) => {
              write.insert('cars', 'meanwhile', carContent());
              return ok();
            }),
          );
        }
        return verifyFresh(request);
      },
      unseen,
    );
    expect(result.ok).toBe(true);
    expect(await there.db.facts.read.get('cars', 'meanwhile')).toBeDefined();
    valueOrThrow(
      await there.service.undo({ jobId: 'u', undoId: 'job-1', generation: 'g5' }, unseen),
    );
    expect(await there.db.facts.read.get('cars', 'meanwhile')).toBeDefined();
    expect(await there.db.facts.read.get('sessions', 's3')).toBeUndefined();
  });
});
