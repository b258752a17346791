import { describe, expect, it } from 'vitest';
import { valueOrThrow } from '#lib/domain/result.ts';
import { backupFile, travelling } from '../support/backup.ts';
import { carContent } from '../support/facts.ts';
import { CloudFolder, nameOf, PASSPHRASE, syncDevice } from '../support/sync-device.ts';
import { inStep, notes, notesOf, problemsOf, resultsOf, write } from '../support/sync-devices.ts';

const unseen = (): void => undefined;

describe('what may be found in a folder', () => {
  it('empty, though it was not: nothing is deleted, and the own file comes after the answer', async () => {
    const { folder, a } = await inStep();
    folder.files.clear();
    const before = await travelling(a.store);
    for (let turn = 0; turn < 2; turn++) {
      expect(await a.round()).toMatchObject({
        isOwnWritten: false,
        problem: { code: 'sync/folder_empty' },
      });
    }
    expect([...folder.files.keys()]).toEqual([]);
    expect(await travelling(a.store)).toBe(before);
    expect(await a.round({ isEmptyFolderRight: true })).toMatchObject({ isOwnWritten: true });
    expect([...folder.files.keys()].sort()).toEqual(['README.txt', nameOf(1)]);
  });

  it('not reachable: nothing happens', async () => {
    const { folder, a } = await inStep();
    const before = await travelling(a.store);
    folder.isGone = true;
    expect(await a.round()).toMatchObject({ problem: { code: 'sync/folder_unreachable' } });
    folder.isGone = false;
    folder.access = 'ask';
    expect(await a.round()).toMatchObject({ problem: { code: 'sync/folder_unreachable' } });
    expect((await a.status()).access).toBe('ask');
    expect(valueOrThrow(await a.sync.grant())).toBe(true);
    expect((await a.round()).problem).toBeUndefined();
    expect(await travelling(a.store)).toBe(before);
  });

  it('a known device’s file is missing: it is said, and nothing else', async () => {
    const { folder, a } = await inStep();
    const before = await travelling(a.store);
    folder.files.delete(nameOf(2));
    const round = await a.round();
    expect(round).toMatchObject({ files: [], isOwnWritten: false });
    expect(await a.status()).toMatchObject({
      devices: [{ deviceId: '2'.repeat(16), isMissing: true }],
    });
    expect(await travelling(a.store)).toBe(before);
  });

  it('truncated, damaged, half written: named, and the others merge', async () => {
    const { folder, a, b } = await inStep();
    await notes(b, 's0', 'from b');
    await b.round();
    const sound = folder.fileOf(2);
    const bytes = new Uint8Array(await sound.arrayBuffer());
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    folder.files.set(nameOf(3), sound.slice(0, sound.size - 40));
    folder.files.set(nameOf(4), new Blob([bytes]));
    folder.files.set(nameOf(5), new Blob([]));
    folder.files.set(`${nameOf(6)}.part`, sound.slice(0, 50));
    const round = await a.round();
    expect(resultsOf(round)).toEqual({
      [nameOf(2)]: 'merged',
      [nameOf(3)]: 'skipped',
      [nameOf(4)]: 'skipped',
      [nameOf(5)]: 'skipped',
      [`${nameOf(6)}.part`]: 'skipped',
    });
    expect(problemsOf(round)).toEqual([
      { code: 'sync/file_unreadable', details: { reason: 'backup/truncated' } },
      { code: 'sync/file_unreadable', details: { reason: 'backup/damaged' } },
      { code: 'sync/file_unreadable', details: { reason: 'backup/not_a_backup' } },
      { code: 'sync/file_unreadable', details: { reason: 'backup/truncated' } },
    ]);
    expect(await notesOf(a, 's0')).toBe('from b');
    expect(round.isOwnWritten).toBe(true);
  });

  it('another passphrase, or none: named, and the others merge', async () => {
    const { folder, a, b } = await inStep();
    const c = await syncDevice(new CloudFolder(), 3);
    await c.join('eleven other fish');
    await c.round();
    await notes(b, 's0', 'from b');
    await b.round();
    const mine = await a.service.write(
      { passphrase: 'eleven other fish', includeLabel: true },
      unseen,
    );
    folder.files.set(nameOf(3), valueOrThrow(mine).file);
    // Without a passphrase anyone with the folder could have made it.
    folder.files.set(nameOf(4), await backupFile(c.db));
    const round = await a.round();
    expect(problemsOf(round)).toEqual([
      { code: 'sync/wrong_passphrase' },
      { code: 'sync/wrong_passphrase' },
    ]);
    expect(resultsOf(round)[nameOf(2)]).toBe('merged');
    expect(round).toMatchObject({ isOwnWritten: true });
  });

  it('a mistyped passphrase locks no file of its own into the folder', async () => {
    const { folder } = await inStep();
    const c = await syncDevice(folder, 3);
    valueOrThrow(await c.sync.chooseFolder());
    const wrong = await c.round({ passphrase: 'seven small bees' });
    expect(wrong).toMatchObject({
      isOwnWritten: false,
      problem: { code: 'sync/wrong_passphrase' },
    });
    expect(folder.files.has(nameOf(3))).toBe(false);
    expect(await c.round({ passphrase: PASSPHRASE })).toMatchObject({ isOwnWritten: true });
    // The same later, when all files are known and none would have to be opened.
    const again = await syncDevice(folder, 3, { db: c.db, clock: c.db.clock });
    await write(again, (writer) => writer.insert('cars', 'mine', carContent()));
    expect(await again.round({ passphrase: 'seven small bees' })).toMatchObject({
      isOwnWritten: false,
    });
    expect((await again.round({})).problem).toEqual({ code: 'sync/passphrase_needed' });
  });

  it('files of others are counted, renamed copies are read', async () => {
    const { folder, a, b } = await inStep();
    await notes(b, 's0', 'from b');
    await b.round();
    const copy = 'plugtrack (conflicted copy 2026-07-01).zip';
    folder.files.set(copy, folder.fileOf(2));
    folder.files.delete(nameOf(2));
    folder.files.set('photo.jpg', new Blob(['x']));
    folder.files.set('others.zip', new Blob(['no archive']));
    const round = await a.round();
    expect(resultsOf(round)).toEqual({ [copy]: 'merged' });
    expect(round.ignored).toBe(2);
    expect(await notesOf(a, 's0')).toBe('from b');
    expect((await a.status()).devices).toMatchObject([{ isMissing: false }]);
  });

  it('the own file changed by someone else is read like any other and written again', async () => {
    const { folder, a, b } = await inStep();
    await notes(b, 's0', 'from b');
    await b.round();
    folder.files.set(nameOf(1), folder.fileOf(2));
    folder.files.delete(nameOf(2));
    const round = await a.round();
    expect(round).toMatchObject({ files: [{ name: nameOf(1), result: 'merged' }] });
    expect(round.isOwnWritten).toBe(true);
    expect(await notesOf(a, 's0')).toBe('from b');
    expect(folder.writes.at(-1)).toBe(nameOf(1));
    folder.files.set(nameOf(1), folder.fileOf(1).slice(0, 100));
    expect(await a.round()).toMatchObject({
      files: [{ result: 'skipped', problem: { code: 'sync/file_unreadable' } }],
      isOwnWritten: true,
    });
  });

  it('a service that cuts files off: the own one does not count as written', async () => {
    const { folder, a } = await inStep();
    await notes(a, 's0', 'new');
    folder.cutsOff = true;
    expect(await a.round()).toMatchObject({
      isOwnWritten: false,
      problem: { code: 'backup/verify_failed' },
    });
    expect((await a.status()).changesSince).toBe(1);
    folder.cutsOff = false;
    expect((await a.round()).isOwnWritten).toBe(true);
    expect((await a.status()).changesSince).toBe(0);
  });
});
