import { describe, expect, it } from 'vitest';
import { valueOrThrow } from '#lib/domain/result.ts';
import { backupFile, fill, restoreRequest, travelling, verifyFresh } from '../support/backup.ts';
import { openTestDatabase } from '../support/database.ts';
import { CAR_ID, carContent, sessionContent } from '../support/facts.ts';
import {
  CloudFolder,
  nameOf,
  PASSPHRASE,
  syncDevice,
  type SyncingDevice,
} from '../support/sync-device.ts';
import {
  addCharges,
  devices,
  inStep,
  notes,
  notesOf,
  problemsOf,
  resultsOf,
  write,
} from '../support/sync-devices.ts';

const unseen = (): void => undefined;

describe('two devices over one folder', () => {
  it('end with equal data after three conflicting exchanges, and list what lost', async () => {
    const { folder, a, b } = await inStep();
    expect(await notesOf(b, 's0')).toBeUndefined();
    for (const turn of [1, 2, 3]) {
      await notes(a, 's0', `a${String(turn)}`);
      await notes(b, 's0', `b${String(turn)}`);
      await write(b, (writer) => writer.remove('sessions', [`s${String(turn)}`]));
      await a.round();
      await b.round();
      await a.round();
      expect(await travelling(a.store)).toBe(await travelling(b.store));
      expect(await notesOf(a, 's0')).toBe(`b${String(turn)}`);
    }
    // Each value that lost was seen by one device alone, which is told once.
    const told = [...(await a.store.conflicts()), ...(await b.store.conflicts())];
    expect(told.map(({ field, kept, lost }) => [field, kept, lost])).toEqual(
      expect.arrayContaining(
        [1, 2, 3].map((turn) => ['notes', `b${String(turn)}`, `a${String(turn)}`]),
      ),
    );
    const before = [...folder.writes];
    expect((await a.round()).isOwnWritten).toBe(false);
    expect((await b.round()).isOwnWritten).toBe(false);
    expect(folder.writes).toEqual(before);
    expect(await a.status()).toMatchObject({
      way: 'folder',
      folderName: 'Cloud',
      access: 'granted',
      isAutomatic: true,
      changesSince: 0,
      devices: [{ deviceId: '2'.repeat(16), label: 'Device 2', isMissing: false }],
    });
  });

  it('say what came, by file, and look at an unchanged one only from outside', async () => {
    const { a, b } = await inStep();
    await notes(a, 's0', 'mine');
    await write(a, (writer) => writer.remove('sessions', ['s1']));
    await addMore(a);
    await a.round();
    const round = await b.round();
    expect(round).toMatchObject({ ignored: 0, isOwnWritten: true, isDeviceIdDoubled: false });
    expect(round.files).toMatchObject([
      {
        name: nameOf(1),
        deviceId: '1'.repeat(16),
        deviceLabel: 'Device 1',
        result: 'merged',
        counts: { new: 1, changed: 1, deleted: 1, conflicts: 0, setAside: 0 },
      },
    ]);
    const again = await b.round();
    expect(again.files).toMatchObject([{ result: 'unchanged', deviceLabel: 'Device 1' }]);
  });

  const addMore = (device: SyncingDevice) =>
    write(device, (writer) => writer.insert('sessions', 'more', sessionContent()));

  it('stamps the row of a device only when it has written something since', async () => {
    const { a, b } = await inStep();
    const seen = async ({ db }: SyncingDevice, id: string) =>
      (await db.facts.read.get('devices', id.repeat(16)))?.lastSeenAt ?? 0;
    const before = await seen(a, '1');
    await notes(b, 's0', 'theirs');
    await b.round();
    await a.round();
    expect(await seen(a, '1')).toBe(before);
    await notes(a, 's1', 'mine');
    await a.round();
    expect(await seen(a, '1')).toBeGreaterThan(before);
    await b.round();
    expect(await seen(b, '1')).toBe(await seen(a, '1'));
  });
});

describe('two collections', () => {
  it('are merged only when the person agrees, and both take the smaller id', async () => {
    const folder = new CloudFolder();
    const vaults = ['0197c3a1-b2f4-7000-8000-00000000000b', '0197c3a1-b2f4-7000-8000-00000000000a'];
    const [a, b] = await devices(
      folder,
      { vaultId: vaults[0] ?? '' },
      { vaultId: vaults[1] ?? '' },
    );
    await addCharges(a, 2, 'a');
    await addCharges(b, 2, 'b');
    await b.round();
    const asked = await a.round();
    expect(problemsOf(asked)).toEqual([
      { code: 'sync/other_vault', details: { vaultId: vaults[1] } },
    ]);
    expect(asked.files[0]).toMatchObject({ deviceLabel: 'Device 2', result: 'skipped' });
    expect(await a.db.facts.read.get('sessions', 'b0')).toBeUndefined();
    // Nothing is remembered of an answer to something else.
    expect(problemsOf(await a.round({ joinVaults: ['another'] }))).toHaveLength(1);
    expect(problemsOf(await a.round({ joinVaults: [vaults[1] ?? ''] }))).toEqual([]);
    expect((await a.store.describe()).vaultId).toBe(vaults[1]);
    expect(problemsOf(await b.round())).toEqual([]);
    await a.round();
    expect((await b.store.describe()).vaultId).toBe(vaults[1]);
    expect(await travelling(a.store)).toBe(await travelling(b.store));
  });

  it('an empty device takes the collection of the folder without a question', async () => {
    const folder = new CloudFolder();
    const [a, b] = await devices(folder, 1, { vaultId: '0197c3a1-b2f4-7000-8000-0000000000ff' });
    await addCharges(a, 2);
    await a.round();
    expect(problemsOf(await b.round())).toEqual([]);
    expect((await b.store.describe()).vaultId).toBe((await a.store.describe()).vaultId);
  });
});

describe('MG04: a file that would delete much', () => {
  it('asks each time, and what was agreed to can be taken back', async () => {
    const { a, b } = await inStep(60);
    const live = async () =>
      (await a.db.facts.read.sessionsBetween(CAR_ID, '2026-01-01', '2026-12-31')).length;
    const trash = (from: number, to: number) =>
      write(b, (writer) =>
        writer.remove(
          'sessions',
          Array.from({ length: to - from }, (_, i) => `s${String(from + i)}`),
        ),
      );
    await trash(0, 25);
    await b.round();
    for (let turn = 0; turn < 2; turn++) {
      expect(problemsOf(await a.round())).toMatchObject([
        { code: 'merge/mass_delete', details: { table: 'sessions', rows: 25, percent: 42 } },
      ]);
    }
    expect(await live()).toBe(60);
    // More than what the person was told is another question.
    await trash(25, 27);
    await b.round();
    expect(problemsOf(await a.round({ allowMassDelete: true }))).toMatchObject([
      { details: { rows: 27 } },
    ]);
    expect(await live()).toBe(60);
    expect(problemsOf(await a.round({ allowMassDelete: true }))).toEqual([]);
    expect(await live()).toBe(33);
    await trash(27, 55);
    await b.round();
    expect(problemsOf(await a.round())).toMatchObject([{ details: { rows: 28 } }]);
    expect(await live()).toBe(33);

    const undo = await a.store.undoable();
    const undoId = undo?.jobId ?? '';
    valueOrThrow(await a.service.undo({ jobId: 'u', undoId, generation: 'g9' }, unseen));
    await a.db.owner.recheck();
    expect(await live()).toBe(60);
    // Else the next round would ask for the same again.
    expect(await a.status()).toMatchObject({ isOffAfterReplace: true });
  });

  it('a usual round leaves the undo of the last restore', async () => {
    const { a, b } = await inStep();
    const file = await backupFile(await openTestDatabase());
    valueOrThrow(
      await a.service.restore(restoreRequest(file, { mode: 'merge' }), verifyFresh, unseen),
    );
    const undo = await a.store.undoable();
    expect(undo?.jobId).toBe('job-1');
    await notes(b, 's0', 'from b');
    await b.round();
    await a.round();
    expect(await notesOf(a, 's0')).toBe('from b');
    expect(await a.store.undoable()).toEqual(undo);
  });
});

describe('MG06: two copies with one device id', () => {
  it('the one that notices takes a new id, keeps its data and its own file', async () => {
    const folder = new CloudFolder();
    const [a] = await devices(folder, 1);
    await addCharges(a, 3);
    const twin = await syncDevice(folder, 1, { clock: a.db.clock });
    await twin.join();
    await write(twin, (writer) => writer.insert('cars', 'of twin', carContent({ name: 'Twin' })));
    await a.round();
    const round = await twin.round();
    expect(round).toMatchObject({ isDeviceIdDoubled: true, isOwnWritten: true });
    const { deviceId } = await twin.store.describe();
    expect(deviceId).not.toBe('1'.repeat(16));
    expect([...folder.files.keys()].sort()).toEqual(
      ['README.txt', nameOf(1), `plugtrack-${deviceId}-sync.zip`].sort(),
    );
    await a.round();
    await twin.round();
    expect(await travelling(a.store)).toBe(await travelling(twin.store));
    expect(await a.db.facts.read.get('cars', 'of twin')).toBeDefined();
  });
});

describe('replacing the data', () => {
  it('switches sync off, and taking it back brings it back', async () => {
    const { a } = await inStep();
    const file = await backupFile(await openTestDatabase());
    const request = restoreRequest(file, { mode: 'replace' });
    valueOrThrow(await a.service.restore(request, verifyFresh, unseen));
    await a.db.owner.recheck();
    const off = await a.status();
    expect(off.way).toBeUndefined();
    expect(off).toMatchObject({ isOffAfterReplace: true, devices: [], access: 'none' });
    expect(await a.sync.run({}, unseen)).toMatchObject({ error: { code: 'sync/off' } });
    const undo = { jobId: 'u', undoId: 'job-1', generation: 'g3' };
    valueOrThrow(await a.service.undo(undo, unseen));
    await a.db.owner.recheck();
    expect(await a.status()).toMatchObject({ way: 'folder', isOffAfterReplace: false });
    expect((await a.round()).problem).toBeUndefined();
  });

  it('stays off when it was switched off, or replaced, again', async () => {
    const { a } = await inStep();
    const other = await openTestDatabase();
    await fill(other, 1);
    const file = await backupFile(other);
    const replace = async (jobId: string, generation: string, deviceId: string) => {
      const request = restoreRequest(file, { mode: 'replace', jobId, generation, deviceId });
      valueOrThrow(await a.service.restore(request, verifyFresh, unseen));
      await a.db.owner.recheck();
    };
    await replace('job-1', 'g2', 'a'.repeat(16));
    await replace('job-2', 'g3', 'b'.repeat(16));
    valueOrThrow(await a.service.undo({ jobId: 'u', undoId: 'job-2', generation: 'g4' }, unseen));
    await a.db.owner.recheck();
    expect(await a.status()).toMatchObject({ isOffAfterReplace: true });
    valueOrThrow(await a.sync.switchOff());
    expect(await a.status()).toMatchObject({ isOffAfterReplace: false, isAutomatic: false });
  });
});

describe('files passed by hand', () => {
  it('are taken in one by one, and the own one is handed over', async () => {
    const [a, b] = await devices(new CloudFolder(), 1, 2);
    for (const device of [a, b]) valueOrThrow(await device.sync.useFiles());
    await addCharges(a, 2);
    expect((await a.status()).changesSince).toBe(1);
    expect(valueOrThrow(await a.sync.handOver('download', {}, unseen))).toBe(true);
    expect(a.saved).toMatchObject([{ name: nameOf(1), type: 'application/zip' }]);
    expect((await a.status()).changesSince).toBe(0);
    const file = new File([a.saved[0]?.content ?? new Blob()], 'from my phone.zip');
    const text = new File(['hello'], 'hello.txt');
    const round = valueOrThrow(await b.sync.takeIn([file, text], {}, unseen));
    expect(round.files).toMatchObject([
      { name: 'from my phone.zip', result: 'merged', counts: { new: 3 } },
      { name: 'hello.txt', result: 'skipped', problem: { code: 'sync/file_unreadable' } },
    ]);
    expect(round).toMatchObject({ isOwnWritten: false, ignored: 0 });
    expect(await travelling(b.store, ['devices'])).toBe(await travelling(a.store, ['devices']));
    const again = valueOrThrow(await b.sync.takeIn([file], {}, unseen));
    expect(again.files).toMatchObject([{ result: 'unchanged' }]);
    expect((await b.status()).devices).toMatchObject([{ label: 'Device 1', isMissing: false }]);
  });

  it('ask for the passphrase, and for another gesture where sharing came too late', async () => {
    const [a, b] = await devices(new CloudFolder(), 1, 2);
    for (const device of [a, b]) {
      valueOrThrow(await device.sync.useFiles());
      await device.sync.forgetPassphrase();
    }
    expect(await a.sync.handOver('share', {}, unseen)).toMatchObject({
      error: { code: 'sync/passphrase_needed' },
    });
    a.share.isLate = true;
    const secret = { passphrase: PASSPHRASE };
    expect(await a.sync.handOver('share', secret, unseen)).toMatchObject({
      error: { code: 'sync/share_again' },
    });
    a.share.isLate = false;
    const phases: string[] = [];
    const shared = await a.sync.handOver('share', secret, ({ phase }) => phases.push(phase));
    expect(valueOrThrow(shared)).toBe(true);
    expect(phases).toEqual([]);
    const file = new File([a.saved[0]?.content ?? new Blob()], 'a.zip');
    const locked = valueOrThrow(await b.sync.takeIn([file], {}, unseen));
    expect(locked).toMatchObject({
      files: [{ problem: { code: 'sync/wrong_passphrase' } }],
      problem: { code: 'sync/passphrase_needed' },
    });
    const opened = valueOrThrow(await b.sync.takeIn([file], secret, unseen));
    expect(opened.files).toMatchObject([{ result: 'merged' }]);
  });
});

describe('stopping', () => {
  it('keeps what was taken in, and goes on from there', async () => {
    const folder = new CloudFolder();
    const [a, b, c] = await devices(folder, 1, 2, 3);
    await addCharges(a, 1, 'a');
    await a.round();
    await b.round();
    const stopped = await c.sync.run({}, ({ phase }) => {
      if (phase === 'merge') void c.sync.cancel();
    });
    expect(stopped).toMatchObject({ error: { code: 'backup/cancelled' } });
    expect(folder.files.has(nameOf(3))).toBe(false);
    expect(await c.db.facts.read.get('sessions', 'a0')).toBeDefined();
    const round = await c.round();
    expect(resultsOf(round)).toEqual({ [nameOf(1)]: 'unchanged', [nameOf(2)]: 'merged' });
  });
});
