import { describe, expect, it } from 'vitest';
import type { SetAsideRow } from '#lib/domain/merge/plan.ts';
import { ok, valueOrThrow } from '#lib/domain/result.ts';
import { backupFile, fill, otherSeed, travelling } from '../support/backup.ts';
import { appOn, asFile, statusOf } from '../support/backups-app.ts';
import { fixedClock } from '../support/clock.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { CAR_ID, carContent, sessionContent } from '../support/facts.ts';

const HOUR = 3_600_000;
const unseen = (): void => undefined;

/** A copy of the data on a device whose clock is so many hours ahead. */
async function ahead(db: TestDatabase, hours: number): Promise<TestDatabase> {
  const clock = fixedClock(db.clock.now() + hours * HOUR);
  const other = await openTestDatabase({
    clock,
    seed: () => ({ ...otherSeed(), now: db.clock.now() }),
  });
  await restore(other, await backupFile(db));
  return other;
}

async function restore(db: TestDatabase, file: Blob, mode: 'merge' | 'replace' = 'merge') {
  const { backups } = appOn(db);
  const seen = valueOrThrow(await backups.preview(asFile(file), {}, unseen));
  return valueOrThrow(await backups.restore(seen.previewId, { mode }, unseen)).report;
}

const rename = (db: TestDatabase, name: string) =>
  db.facts.commit({ id: name, name: 'test' }, async (write) =>
    ok(await write.change('cars', CAR_ID, { name })),
  );
const nameOf = async (db: TestDatabase) => (await db.facts.read.get('cars', CAR_ID))?.name;

/** Two devices; the car was renamed by the one whose clock is 30 hours ahead. */
async function setAside() {
  const db = await openTestDatabase();
  await fill(db, 5);
  const other = await ahead(db, 30);
  valueOrThrow(await rename(other, 'Zoe'));
  const report = await restore(db, await backupFile(other));
  expect(report.tables['cars']).toMatchObject({ changed: 0, setAside: 1 });
  expect(await nameOf(db)).toBe('Leaf');
  return { db, other, ...appOn(db) };
}

describe('a row of a clock that is ahead', () => {
  it('names the device and its hours, and waits until its time has come', async () => {
    const { db, other, backups, records } = await setAside();
    const { deviceId: device } = await appOn(other).store.describe();
    const found = await backups.setAside(10);
    expect(found.map(({ table }) => table).sort()).toEqual(['cars', 'devices', 'devices']);
    for (const row of found) {
      expect(row).toMatchObject({
        code: 'sync/clock_ahead',
        device,
        deviceLabel: 'Other',
        hours: 30,
      });
    }
    const { setAside: waiting } = await statusOf(backups);
    expect(waiting).toBeGreaterThan(0);
    expect(await records.hasDueSetAside(db.clock.now())).toBe(false);
    const early = await backups.applySetAside({ isOwnClockWrong: false });
    expect(valueOrThrow(early)).toEqual({ takenIn: 0, left: waiting });

    db.clock.advance(7 * HOUR);
    expect(await records.hasDueSetAside(db.clock.now())).toBe(true);
    const taken = await backups.applySetAside({ isOwnClockWrong: false });
    expect(valueOrThrow(taken)).toEqual({ takenIn: waiting, left: 0 });
    expect(await nameOf(db)).toBe('Zoe');
    expect(await statusOf(backups)).toMatchObject({ setAside: 0, conflicts: 0 });
    expect(await records.hasDueSetAside(db.clock.now())).toBe(false);
  });

  it('comes in at once on the word that this clock is wrong, and later edits stay later', async () => {
    const { db, backups } = await setAside();
    const taken = await backups.applySetAside({ isOwnClockWrong: true });
    expect(valueOrThrow(taken).left).toBe(0);
    expect(await nameOf(db)).toBe('Zoe');
    valueOrThrow(await rename(db, 'Mine again'));
    const again = await ahead(db, 30);
    expect(await nameOf(again)).toBe('Mine again');
  });

  it('lists what it lost against, and what lost against it', async () => {
    const { db, other, backups } = await setAside();
    db.clock.advance(2 * HOUR);
    valueOrThrow(await rename(db, 'Ours'));
    expect(valueOrThrow(await backups.applySetAside({ isOwnClockWrong: true })).left).toBe(0);
    expect(await nameOf(db)).toBe('Zoe');
    expect(await backups.conflicts(10)).toMatchObject([
      { table: 'cars', rowId: CAR_ID, field: 'name', kept: 'Zoe', lost: 'Ours' },
    ]);
    expect(await nameOf(other)).toBe('Zoe');
  });

  it('leaves the last restore to be taken back, and comes in again after that', async () => {
    const { db, backups } = await setAside();
    db.clock.advance(7 * HOUR);
    const mine = await openTestDatabase({ seed: otherSeed });
    await fill(mine, 3);
    // The rows come in on the way, as a part of the restore.
    await restore(db, await backupFile(mine));
    expect(await nameOf(db)).toBe('Zoe');
    const { undo, setAside: left } = await statusOf(backups);
    expect([undo?.changesSince, left]).toEqual([0, 0]);
    valueOrThrow(await backups.undoRestore(undo?.undoId ?? '', unseen));
    expect(await nameOf(db)).toBe('Zoe');
    expect(await statusOf(backups)).toMatchObject({ setAside: 0 });
  });

  it('is the same on every device, and no news the second time', async () => {
    const { db, other, store } = await setAside();
    const before = await travelling(store);
    const { seq } = await store.describe();
    db.clock.advance(HOUR);
    const report = await restore(db, await backupFile(other));
    expect(report.tables['cars']).toMatchObject({ setAside: 1 });
    expect((await store.describe()).seq).toBe(seq);
    expect(await travelling(store)).toBe(before);

    const third = await openTestDatabase({ clock: fixedClock(db.clock.now() + HOUR) });
    await restore(third, await backupFile(db));
    const asides = (text: string) => text.split('\n').filter((line) => line.startsWith('deferred'));
    expect(asides(await travelling(appOn(third).store))).toEqual(asides(before));

    const late = await openTestDatabase({ clock: fixedClock(db.clock.now() + 8 * HOUR) });
    await restore(late, await backupFile(db));
    expect(await nameOf(late)).toBe('Zoe');
    expect(await statusOf(appOn(late).backups)).toMatchObject({ setAside: 0 });
  });

  it('stays aside when it would hide unusually much', async () => {
    const db = await openTestDatabase();
    await fill(db, 40);
    const other = await ahead(db, 30);
    const ids = Array.from({ length: 30 }, (_, i) => `s${String(i + 5)}`);
    await other.facts.commit({ id: 'hide', name: 'test' }, async (write) =>
      ok(await write.remove('sessions', ids)),
    );
    await restore(db, await backupFile(other));
    const { backups, store } = appOn(db);
    db.clock.advance(7 * HOUR);
    const before = await travelling(store);
    for (const isOwnClockWrong of [false, true]) {
      expect(await backups.applySetAside({ isOwnClockWrong })).toMatchObject({
        ok: false,
        error: { code: 'merge/mass_delete', details: { table: 'sessions', rows: 30 } },
      });
    }
    expect(await travelling(store)).toBe(before);
  });
});

describe('a row that broke a rule', () => {
  it('comes in when it breaks none any more, alone', async () => {
    const db = await openTestDatabase();
    await fill(db, 5);
    const { store, backups, records } = appOn(db);
    const aside = (id: string, energyWh: number): SetAsideRow => ({
      table: 'sessions',
      kind: 'record',
      code: 'merge/bad_row',
      row: {
        ...sessionContent({ energyWh }),
        id,
        createdAt: 1,
        updatedAt: 1,
        _c: { b: '019f1d55f380-0000-cccccccccccccccc' },
      },
    });
    const { seq, hlc, vaultId, fieldsVersion } = await store.describe();
    const merged = await store.merge({
      jobId: 'earlier',
      expectedSeq: seq,
      now: 1,
      tables: [],
      setAside: [aside('bad', -1), aside('good', 7000)],
      conflicts: [],
      clock: hlc,
      vaultId,
      fieldsVersion,
    });
    expect(merged.ok).toBe(true);
    expect(await records.hasDueSetAside(db.clock.now())).toBe(true);
    const taken = await backups.applySetAside({ isOwnClockWrong: false });
    expect(valueOrThrow(taken)).toEqual({ takenIn: 1, left: 1 });
    expect(await db.facts.read.get('sessions', 'good')).toMatchObject({ energyWh: 7000 });
    expect(await backups.setAside(10)).toMatchObject([{ rowId: 'bad', code: 'merge/bad_row' }]);
    expect(await records.hasDueSetAside(db.clock.now())).toBe(false);
  });
});

it('has nothing to do without such rows', async () => {
  const db = await openTestDatabase();
  await db.facts.commit({ id: 'car', name: 'test' }, (write) => {
    write.insert('cars', CAR_ID, carContent());
    return ok();
  });
  const { store, backups } = appOn(db);
  const { seq } = await store.describe();
  const nothing = { ok: true, value: { takenIn: 0, left: 0 } };
  expect(await backups.applySetAside({ isOwnClockWrong: true })).toMatchObject(nothing);
  expect((await store.describe()).seq).toBe(seq);
});
