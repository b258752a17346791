import { beforeEach, describe, expect, it } from 'vitest';
import type { SyncFolder } from '#lib/app/sync-folder-port.ts';
import { deviceKeepers } from '#lib/db/device-keepers.ts';
import { syncFolders } from '#lib/platform/sync-folder.ts';

const engine = { indexedDB, IDBKeyRange };
let picked: FileSystemDirectoryHandle;
let folder: SyncFolder;

/** A folder of the browser's own, which has the same handles as one on the disk. */
beforeEach(async () => {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry('cloud', { recursive: true }).catch(() => undefined);
  picked = await root.getDirectoryHandle('cloud', { create: true });
  const made = syncFolders.of(picked);
  if (!made) throw new Error('a folder was not taken for one');
  folder = made;
});

const inner = (create = false) => picked.getDirectoryHandle('plugtrack', { create });
const names = async () => (await folder.list()).map(({ name }) => name);

async function put(name: string, text: string): Promise<void> {
  const file = await (await inner(true)).getFileHandle(name, { create: true });
  const stream = await file.createWritable();
  await stream.write(text);
  await stream.close();
}

describe('a sync folder in a real browser', () => {
  it('is empty without its inner folder, and makes that only to write', async () => {
    expect(folder.name).toBe('cloud');
    expect(await folder.access()).toBe('granted');
    expect(await folder.request()).toBe(true);
    expect(await folder.list()).toEqual([]);
    await expect(inner()).rejects.toThrow();
    await folder.write('a.zip', new Blob(['one']));
    expect(await names()).toEqual(['a.zip']);
    expect(await (await folder.read('a.zip')).text()).toBe('one');
  });

  it('lists files by name and no folders, and reads what is there now', async () => {
    await put('b.zip', 'two');
    await put('a.zip', 'one');
    await (await inner()).getDirectoryHandle('deeper', { create: true });
    const [a, b, ...rest] = await folder.list();
    expect([a?.name, b?.name, rest]).toEqual(['a.zip', 'b.zip', []]);
    expect(await (await a?.read())?.text()).toBe('one');
    await put('a.zip', 'three');
    expect(await (await a?.read())?.text()).toBe('three');
    await expect(folder.read('none.zip')).rejects.toThrow();
  });

  it('puts a new file in the place of the former one and leaves nothing beside it', async () => {
    await put('own.zip', 'the former, which was longer');
    await put('own.zip.part', 'left over from a write that was cut off, and longer still');
    await folder.write('own.zip', new Blob(['new']));
    expect(await names()).toEqual(['own.zip']);
    expect(await (await folder.read('own.zip')).text()).toBe('new');
  });

  it('writes where files cannot be moved', async () => {
    const prototype = FileSystemFileHandle.prototype as { move?: unknown };
    const { move } = prototype;
    Reflect.deleteProperty(prototype, 'move');
    try {
      await put('own.zip', 'the former, which was longer');
      await folder.write('own.zip', new Blob(['new']));
      expect(await names()).toEqual(['own.zip']);
      expect(await (await folder.read('own.zip')).text()).toBe('new');
    } finally {
      if (move !== undefined) prototype.move = move;
    }
  });

  it('fails when the picked folder is gone', async () => {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry('cloud', { recursive: true });
    await expect(folder.list()).rejects.toThrow();
    await expect(folder.write('a.zip', new Blob(['one']))).rejects.toThrow();
  });

  it('is kept on this device by profile, and goes with it', async () => {
    const keeper = deviceKeepers('sync-test', engine).folder;
    await keeper.keep(folder.handle);
    await folder.write('a.zip', new Blob(['one']));
    const again = syncFolders.of(await deviceKeepers('sync-test', engine).folder.recall());
    expect((await again?.list())?.map(({ name }) => name)).toEqual(['a.zip']);
    expect(await deviceKeepers('another', engine).folder.recall()).toBeUndefined();
    await keeper.forget();
    expect(syncFolders.of(await keeper.recall())).toBeUndefined();
  });
});
