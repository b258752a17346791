import { describe, expect, it } from 'vitest';
import { openEngineSource } from '#lib/db/engine-source.ts';
import { ok, valueOrThrow } from '#lib/domain/result.ts';
import type { SessionQuery } from '#lib/worker/api.ts';
import {
  backupFile,
  backupOn,
  fill,
  otherSeed,
  restoreRequest,
  travelling,
  verifyFresh,
} from '../support/backup.ts';
import { DEVICE, openTestDatabase } from '../support/database.ts';
import { Importer } from '../support/engine-imports.ts';
import { CAR_ID, carContent, sessionContent } from '../support/facts.ts';

const NEWEST: SessionQuery = { sort: 'date', descending: true };
const unseen = (): void => undefined;

describe('BR01: a backup restored into an empty profile', () => {
  it.each([0, 1, 400])(
    'is the same data, clocks and trash included, with %i charges',
    async (n) => {
      const from = await openTestDatabase();
      await fill(from, n);
      const file = await backupFile(from);
      const to = await openTestDatabase({ seed: otherSeed });
      const { service, store } = backupOn(to);
      const report = valueOrThrow(await service.restore(restoreRequest(file), verifyFresh, unseen));
      expect(report).toMatchObject({ ok: true, mode: 'replace', dryRun: false });
      expect(report.undoId).toBeUndefined();
      expect(await travelling(store, ['devices'])).toBe(
        await travelling(backupOn(from).store, ['devices']),
      );
      expect(await store.describe()).toMatchObject({
        deviceId: 'aaaaaaaaaaaaaaaa',
        vaultId: '0197c3a1-b2f4-7000-8000-00000000a11e',
      });
      const [own, closed] = await to.facts.read.getMany('devices', ['aaaaaaaaaaaaaaaa', DEVICE]);
      expect(own).toMatchObject({ label: 'Other' });
      expect(own?.closed).toBeUndefined();
      expect(closed).toMatchObject({ closed: true, label: 'Test' });
    },
  );
});

describe('BR06: a backup restored into a profile with data', () => {
  it.each(['merge', 'replace'] as const)('%s: one undo brings the state before', async (mode) => {
    const from = await openTestDatabase();
    await fill(from, 5);
    const file = await backupFile(from);
    const to = await openTestDatabase({ seed: otherSeed });
    valueOrThrow(
      await to.facts.commit({ id: 'own', name: 'test' }, (write) => {
        write.insert('cars', 'own-car', carContent({ name: 'Mine' }));
        write.insert('cars', CAR_ID, carContent({ name: 'Same id' }));
        write.insert('sessions', 'own-1', sessionContent({ carId: 'own-car' }));
        return ok();
      }),
    );
    const { service, store } = backupOn(to);
    const before = await travelling(store);
    const report = valueOrThrow(
      await service.restore(restoreRequest(file, { mode }), verifyFresh, unseen),
    );
    expect(report).toMatchObject({
      undoId: 'job-1',
      safetyBackup: { name: 'before.zip', verified: 'before-handover' },
    });
    const after = await travelling(store);
    expect(after).not.toBe(before);
    const own = await to.facts.read.get('sessions', 'own-1');
    expect(own === undefined).toBe(mode === 'replace');
    expect((await to.facts.read.getMany('sessions', ['s3', 's4'])).every(Boolean)).toBe(true);
    const { generation } = await identity(to);
    expect(generation).toBe(mode === 'replace' ? 'g2' : 'g1');

    valueOrThrow(
      await service.undo({ jobId: 'undo-1', undoId: 'job-1', generation: 'g3' }, unseen),
    );
    expect(await travelling(store)).toBe(before);
    expect(await identity(to)).toMatchObject({ generation: 'g3', deviceId: 'bbbbbbbbbbbbbbbb' });
    expect(await store.undoable()).toBeUndefined();
    expect(await count(to, 'snapshots')).toBe(0);
    expect(
      await service.undo({ jobId: 'undo-2', undoId: 'job-1', generation: 'g4' }, unseen),
    ).toMatchObject({ ok: false, error: { code: 'backup/nothing_to_undo' } });
  });
});

type Db = Awaited<ReturnType<typeof openTestDatabase>>;
const identity = (db: Db) =>
  db.owner.use(
    async ({ facts }) => (await facts.table('meta').get('identity')) as Record<string, unknown>,
  );
const count = (db: Db, table: string) => db.owner.use(({ facts }) => facts.table(table).count());

describe('after a replacement', () => {
  it('the engine forgets rows that went, and a tab that was open beside it goes on', async () => {
    const from = await openTestDatabase();
    await fill(from, 5);
    const file = await backupFile(from);
    const to = await openTestDatabase({ seed: otherSeed });
    valueOrThrow(
      await to.facts.commit({ id: 'own', name: 'test' }, (write) => {
        write.insert('cars', 'own-car', carContent({ name: 'Mine' }));
        write.insert('sessions', 'own-1', sessionContent({ carId: 'own-car' }));
        return ok();
      }),
    );
    const source = valueOrThrow(
      await openEngineSource({
        profileId: 'test',
        generation: 'g1',
        engine: to.engine,
        now: () => to.clock.now(),
      }),
    );
    const engine = new Importer(source).service;
    expect(valueOrThrow(await engine.list(NEWEST)).count).toBe(1);
    const beside = await openTestDatabase({ engine: to.engine, clock: to.clock });
    const { service } = backupOn(to);
    valueOrThrow(await service.restore(restoreRequest(file), verifyFresh, unseen));
    expect(valueOrThrow(await engine.ids(NEWEST))).toHaveLength(2);
    engine.stop();

    // It has not heard of it, and yet it writes in the name of the new device.
    valueOrThrow(
      await beside.facts.commit({ id: 'late', name: 'test' }, (write) => {
        write.insert('cars', 'late', carContent());
        return ok();
      }),
    );
    const late = await to.owner.use(
      async ({ facts }) => (await facts.table('cars').get('late')) as { _c: { b: string } },
    );
    expect(late._c.b).toContain('aaaaaaaaaaaaaaaa');
    await beside.owner.recheck();
    expect(beside.owner.status).toEqual({ kind: 'open' });
    expect(beside.owner.connection?.identity.generation).toBe('g2');
    expect(await beside.facts.read.get('sessions', 's4')).toBeDefined();
  });
});
