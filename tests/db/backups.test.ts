import { describe, expect, it } from 'vitest';
import { createRescue } from '#lib/app/rescue.ts';
import { openBackupStore } from '#lib/db/backup/open-store.ts';
import { createProfileStore } from '#lib/db/profile-store.ts';
import { createSecretKeeper } from '#lib/db/secret-keeper.ts';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import { ok, valueOrThrow } from '#lib/domain/result.ts';
import { copyFormat } from '#lib/formats/dataset.ts';
import {
  backupFile,
  backupOver,
  fill,
  otherSeed,
  travelling,
  verifyFresh,
} from '../support/backup.ts';
import { appOn, asFile, statusOf } from '../support/backups-app.ts';
import { newEngine, openTestDatabase } from '../support/database.ts';
import { CAR_ID, carContent, sessionContent } from '../support/facts.ts';

const unseen = (): void => undefined;
const PASSPHRASE = 'seven small birds';
describe('making a backup', () => {
  it('counts once it was handed over, and tells what changed since', async () => {
    const db = await openTestDatabase();
    await fill(db, 4);
    const { backups, saved } = appOn(db);
    const made = valueOrThrow(
      await backups.create({ protection: { passphrase: PASSPHRASE }, includeLabel: true }, unseen),
    );
    expect(made).toMatchObject({
      name: 'plugtrack-myphone-2026-07-01.zip',
      encrypted: true,
      verified: 'before-handover',
      counts: { cars: 1, devices: 1, sessions: 1, settings: 1 },
    });
    expect((await statusOf(backups)).last).toBeUndefined();
    expect(valueOrThrow(await backups.handOver(made, 'share'))).toBe(false);
    expect((await statusOf(backups)).last).toBeUndefined();
    expect(valueOrThrow(await backups.handOver(made, 'download'))).toBe(true);
    expect(saved).toMatchObject([{ name: made.name, type: 'application/zip' }]);
    expect(await statusOf(backups)).toMatchObject({
      last: { name: made.name, bytes: made.bytes, encrypted: true },
      changesSince: 0,
    });
    await db.facts.commit({ id: 'later', name: 'test' }, (write) => {
      write.insert('cars', 'later', carContent());
      return ok();
    });
    expect((await statusOf(backups)).changesSince).toBe(1);
    const second = valueOrThrow(
      await backups.create({ protection: { unencrypted: true }, includeLabel: false }, unseen),
    );
    expect(second.name).toBe('plugtrack-device-2026-07-01-2.zip');
  });

  it('BR07: does not count when its target altered it or could not take it', async () => {
    const db = await openTestDatabase();
    await fill(db, 3);
    const { backups, disk } = appOn(db);
    const made = valueOrThrow(
      await backups.create({ protection: { unencrypted: true }, includeLabel: true }, unseen),
    );
    disk.alter = (file) => file.slice(0, file.size - 1);
    expect(await backups.handOver(made, 'file')).toMatchObject({
      ok: false,
      error: { code: 'backup/verify_failed', details: { name: 'chosen.zip' } },
    });
    const older = await backupFile(await openTestDatabase());
    disk.alter = () => older;
    expect(await backups.handOver(made, 'file')).toMatchObject({
      error: { code: 'backup/verify_failed' },
    });
    disk.full = true;
    expect(await backups.handOver(made, 'file')).toMatchObject({
      error: { code: 'backup/write_failed' },
    });
    expect((await statusOf(backups)).last).toBeUndefined();
    disk.full = false;
    delete disk.alter;
    expect(valueOrThrow(await backups.handOver(made, 'file'))).toBe(true);
    expect((await statusOf(backups)).last).toMatchObject({
      name: 'chosen.zip',
      verified: 'read-back',
    });
  });

  it('refuses a passphrase that is too short before it does anything', async () => {
    const { backups } = appOn(await openTestDatabase());
    const short = { protection: { passphrase: 'short' }, includeLabel: true };
    expect(await backups.create(short, unseen)).toMatchObject({
      error: { code: 'backup/passphrase_invalid', details: { reason: 'too_short' } },
    });
  });
});

describe('restoring', () => {
  it('BR04: names a wrong passphrase, makes guessing slower and changes nothing', async () => {
    const db = await openTestDatabase();
    await fill(db, 3);
    const { backups, store } = appOn(db);
    const made = valueOrThrow(
      await backups.create({ protection: { passphrase: PASSPHRASE }, includeLabel: true }, unseen),
    );
    const before = await travelling(store);
    const file = asFile(made.file);
    expect(await backups.preview(file, {}, unseen)).toMatchObject({
      error: { code: 'backup/passphrase_needed' },
    });
    const waits: unknown[] = [];
    for (let guess = 0; guess < 4; guess++) {
      const read = await backups.preview(file, { passphrase: 'not this one' }, unseen);
      if (!read.ok) waits.push([read.error.code, read.error.details?.['waitS']]);
    }
    expect(waits).toEqual([0, 1, 2, 4].map((s) => ['backup/wrong_passphrase', s]));
    const seen = valueOrThrow(await backups.preview(file, { passphrase: PASSPHRASE }, unseen));
    expect(seen).toMatchObject({
      kind: 'vault',
      isEmptyHere: false,
      merge: { ok: true, dryRun: true, source: { encrypted: true, sameVault: true } },
      replace: { tables: { sessions: { file: 3, same: 3 } } },
    });
    expect(await travelling(store)).toBe(before);
  });

  it('MG04: stops before it hides much, each time, and goes on when told', async () => {
    const db = await openTestDatabase();
    await fill(db, 40);
    const other = await openTestDatabase({ seed: otherSeed });
    const first = appOn(other);
    const start = valueOrThrow(
      await first.backups.preview(asFile(await backupFile(db)), {}, unseen),
    );
    valueOrThrow(await first.backups.restore(start.previewId, { mode: 'merge' }, unseen));
    const ids = Array.from({ length: 30 }, (_, i) => `s${String(i + 5)}`);
    other.clock.advance(1000);
    await other.facts.commit({ id: 'hide', name: 'test' }, async (write) =>
      ok(await write.remove('sessions', ids)),
    );
    const file = asFile(await backupFile(other));
    const { backups, store } = appOn(db);
    const before = await travelling(store);
    for (let round = 0; round < 2; round++) {
      const seen = valueOrThrow(await backups.preview(file, {}, unseen));
      expect(seen.merge).toMatchObject({
        ok: false,
        brakes: [{ code: 'merge/mass_delete', table: 'sessions', rows: 30 }],
      });
      expect(await backups.restore(seen.previewId, { mode: 'merge' }, unseen)).toMatchObject({
        error: { code: 'merge/mass_delete', details: { table: 'sessions', rows: 30 } },
      });
      expect(await travelling(store)).toBe(before);
    }
    const seen = valueOrThrow(await backups.preview(file, {}, unseen));
    const agreed = { mode: 'merge', allowMassDelete: true } as const;
    valueOrThrow(await backups.restore(seen.previewId, agreed, unseen));
    expect(await db.facts.read.get('sessions', 's5')).toBeUndefined();
    expect(await statusOf(backups)).toMatchObject({
      undo: { mode: 'merge', changesSince: 0 },
    });
  });

  it('lists what lost on another device, and takes the other value as an edit', async () => {
    const db = await openTestDatabase();
    await fill(db, 5);
    const other = await openTestDatabase({ seed: otherSeed });
    const there = appOn(other);
    const start = valueOrThrow(
      await there.backups.preview(asFile(await backupFile(db)), {}, unseen),
    );
    valueOrThrow(await there.backups.restore(start.previewId, { mode: 'merge' }, unseen));
    await other.facts.commit({ id: 'theirs', name: 'test' }, async (write) =>
      ok(await write.change('sessions', 's4', { notes: 'theirs' })),
    );
    db.clock.advance(60_000);
    await db.facts.commit({ id: 'ours', name: 'test' }, async (write) =>
      ok(await write.change('sessions', 's4', { notes: 'ours' })),
    );
    const { backups } = appOn(db);
    const seen = valueOrThrow(await backups.preview(asFile(await backupFile(other)), {}, unseen));
    valueOrThrow(await backups.restore(seen.previewId, { mode: 'merge' }, unseen));
    const [conflict] = await backups.conflicts(10);
    expect(conflict).toMatchObject({
      table: 'sessions',
      rowId: 's4',
      field: 'notes',
      kept: 'ours',
      lost: 'theirs',
    });
    valueOrThrow(await backups.takeOther(conflict?.id ?? ''));
    expect(await db.facts.read.get('sessions', 's4')).toMatchObject({ notes: 'theirs' });
    expect(await backups.conflicts(10)).toEqual([]);
  });

  it('reads a JSON copy into an empty profile', async () => {
    const db = await openTestDatabase();
    const { backups } = appOn(db);
    const copy = {
      format: 'plugtrack-dataset',
      version: 1,
      today: '2026-06-30',
      settings: { currency: 'EUR' },
      cars: [{ id: CAR_ID, ...carContent() }],
      sessions: [{ id: 's1', ...sessionContent() }],
    };
    const file = asFile(new Blob([JSON.stringify(copy)]), 'copy.json');
    const seen = valueOrThrow(await backups.preview(file, {}, unseen));
    expect(seen).toMatchObject({ kind: 'copy', isEmptyHere: true });
    valueOrThrow(await backups.restore(seen.previewId, { mode: 'merge' }, unseen));
    expect(await db.facts.read.get('sessions', 's1')).toMatchObject({ energyWh: 10_000 });
    expect(await db.facts.read.get('settings', 'currency')).toMatchObject({ value: 'EUR' });
  });
});

describe('BR09: what this version does not know', () => {
  it('stays through restore, edit, merge and backup, set-aside rows too', async () => {
    const stamp = '019f1d55f380-0000-cccccccccccccccc';
    const db = await openTestDatabase();
    await fill(db, 5);
    const session = { ...sessionContent(), id: 'x1', createdAt: 1, updatedAt: 1, _c: { b: stamp } };
    const { store, backups } = appOn(db);
    const plan = { id: 'h1', shine: { deep: [1, null] }, _c: { b: stamp } };
    const gone = { id: 'h2', _p: stamp };
    const { seq, hlc, vaultId, fieldsVersion } = await store.describe();
    const merged = await store.merge({
      jobId: 'newer',
      expectedSeq: seq,
      now: 1,
      tables: [
        { name: 'hologramPlans', kind: 'entry', rows: [plan, gone] },
        { name: 'sessions', kind: 'record', rows: [{ ...session, regenWh: 7 }] },
      ],
      setAside: [
        {
          table: 'sessions',
          kind: 'record',
          row: { ...session, id: 'bad', energyWh: -1 },
          code: 'merge/bad_row',
          issue: { field: 'energyWh', code: 'session/energy_range' },
        },
      ],
      conflicts: [],
      clock: hlc,
      vaultId,
      fieldsVersion,
    });
    expect(merged.ok).toBe(true);
    valueOrThrow(
      await db.facts.commit({ id: 'edit', name: 'test' }, async (write) =>
        ok(await write.change('sessions', 'x1', { notes: 'edited' })),
      ),
    );
    expect(await statusOf(backups)).toMatchObject({ setAside: 1 });
    expect(await backups.setAside(10)).toMatchObject([
      { table: 'sessions', rowId: 'bad', code: 'merge/bad_row' },
    ]);

    for (const mode of ['merge', 'replace'] as const) {
      const to = await openTestDatabase({ seed: otherSeed });
      await to.facts.commit({ id: 'own', name: 'test' }, (write) => {
        write.insert('cars', 'own-car', carContent());
        return ok();
      });
      const there = appOn(to);
      const seen = valueOrThrow(
        await there.backups.preview(asFile(await backupFile(db)), {}, unseen),
      );
      expect(seen[mode]).toMatchObject({
        unknownTables: ['hologramPlans'],
        unknownFields: { sessions: ['regenWh'] },
      });
      valueOrThrow(await there.backups.restore(seen.previewId, { mode }, unseen));
      expect(await there.store.rows('hologramPlans', undefined, 10)).toEqual([plan, gone]);
      expect(await there.store.rows('hologramPlans', 'h1', 10)).toEqual([gone]);
      const again = await travelling(there.store, ['cars', 'devices', 'settings']);
      expect(again).toBe(await travelling(store, ['cars', 'devices', 'settings']));
      expect(again).toContain('"regenWh":7');
      expect(again).toContain('!merge/bad_row/sessions/bad/');
      expect(again).toContain(`hologramPlans entry ${canonicalJson(plan)}`);
    }
  });
});

describe('a remembered passphrase', () => {
  it('comes back only where it was kept, and goes when it is forgotten', async () => {
    const db = await openTestDatabase();
    const { passphrases } = appOn(db).backups;
    expect(await passphrases.recall()).toBeUndefined();
    valueOrThrow(await passphrases.remember(PASSPHRASE));
    expect(await passphrases.recall()).toBe(PASSPHRASE);
    expect(await createSecretKeeper('another', db.engine).recall()).toBeUndefined();
    expect(await createSecretKeeper('test', newEngine()).recall()).toBeUndefined();
    await passphrases.forget();
    expect(await passphrases.recall()).toBeUndefined();
    expect((await passphrases.generate()).split(' ')).toHaveLength(6);
  });
});

describe('Rescue', () => {
  it('ST06: brings a backup into a profile of its own, and leaves nothing when it cannot', async () => {
    const db = await openTestDatabase();
    await fill(db, 5);
    const { backups } = appOn(db);
    const { file } = valueOrThrow(
      await backups.create({ protection: { passphrase: PASSPHRASE }, includeLabel: true }, unseen),
    );
    const chosen: string[] = [];
    const { engine, clock } = db;
    const store = createProfileStore({ engine, seed: otherSeed, now: clock.now });
    const rescue = createRescue({
      store,
      switcher: {
        current: 'broken',
        choose: (id) => chosen.push(id),
        forget: unseen,
        restart: unseen,
      },
      files: { save: () => Promise.resolve() },
      clock,
      ids: { next: () => 'new' },
      close: unseen,
      format: () => Promise.resolve(copyFormat),
      backupsOf: (profileId, generation) => ({
        restore: async (request, onProgress) => {
          const opened = await openBackupStore({ profileId, generation, engine });
          const { service } = backupOver(valueOrThrow(opened), clock);
          return service.restore(request, verifyFresh, onProgress);
        },
      }),
      newHexId: () => 'dddddddddddddddd',
    });
    expect(await rescue.restoreIntoNew(file)).toMatchObject({
      error: { code: 'backup/passphrase_needed' },
    });
    const names = async () => (await engine.indexedDB.databases()).map(({ name }) => name);
    expect(await names()).not.toContain('plugtrack-own-new');
    expect(chosen).toEqual([]);
    const brought = await rescue.restoreIntoNew(file, PASSPHRASE);
    expect(valueOrThrow(brought)).toEqual({ cars: 1, sessions: 2 });
    expect(chosen).toEqual(['own-new']);
    expect(await names()).toContain('plugtrack-own-new');
  });
});
