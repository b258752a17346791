import type { FolderFile, SyncFolder, SyncFolders } from '#lib/app/sync-folder-port.ts';

/** The part of the File System Access API that is needed; not every browser has all of it. */
interface PickedFolder extends FileSystemDirectoryHandle {
  queryPermission?(how: { readonly mode: 'readwrite' }): Promise<PermissionState>;
  requestPermission?(how: { readonly mode: 'readwrite' }): Promise<PermissionState>;
}
interface MovableFile extends FileSystemFileHandle {
  move?(name: string): Promise<void>;
}
interface FolderWindow {
  readonly showDirectoryPicker?: (options: {
    readonly mode: 'readwrite';
    readonly id: string;
  }) => Promise<FileSystemDirectoryHandle>;
}

const INNER = 'plugtrack';
const PART = '.part';
const READ_WRITE = { mode: 'readwrite' } as const;

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

/** A folder of this device's disk, which a cloud service may mirror. */
export const syncFolders: SyncFolders = {
  get isAvailable() {
    return (globalThis as FolderWindow).showDirectoryPicker !== undefined;
  },
  async pick() {
    try {
      const pick = (globalThis as FolderWindow).showDirectoryPicker;
      const handle = await pick?.({ ...READ_WRITE, id: 'plugtrack-sync' });
      return handle && folderOf(handle);
    } catch (error) {
      if (nameOf(error) === 'AbortError') return undefined;
      throw error;
    }
  },
  of: (handle) => (handle instanceof FileSystemDirectoryHandle ? folderOf(handle) : undefined),
};

function folderOf(picked: FileSystemDirectoryHandle): SyncFolder {
  const outer: PickedFolder = picked;
  return {
    name: outer.name,
    handle: outer,
    async access() {
      // Without the question, the folder is the browser's own and open to the page.
      const state = (await outer.queryPermission?.(READ_WRITE)) ?? 'granted';
      return state === 'prompt' ? 'ask' : state === 'granted' ? 'granted' : 'none';
    },
    request: async () => ((await outer.requestPermission?.(READ_WRITE)) ?? 'granted') === 'granted',
    async list() {
      // An inner folder that is missing is an empty one; an outer one that is gone is none.
      await outer.keys().next();
      const inner = await innerOf(outer).catch((error: unknown) => {
        if (nameOf(error) === 'NotFoundError') return undefined;
        throw error;
      });
      const files: FolderFile[] = [];
      for await (const entry of inner?.values() ?? []) {
        if (entry.kind !== 'file') continue;
        files.push({ name: entry.name, read: () => entry.getFile() });
      }
      return files.sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    read: async (name) => (await (await innerOf(outer)).getFileHandle(name)).getFile(),
    write: async (name, content) => writeWhole(await innerOf(outer, true), name, content),
  };
}

const innerOf = (outer: FileSystemDirectoryHandle, create = false) =>
  outer.getDirectoryHandle(INNER, { create });

/** First beside, then in its place: whoever reads in between finds the former file whole. */
async function writeWhole(
  folder: FileSystemDirectoryHandle,
  name: string,
  content: Blob,
): Promise<void> {
  const part: MovableFile = await folder.getFileHandle(name + PART, { create: true });
  await fill(part, content);
  if (await isMoved(part, name)) return;
  // What is written to a file takes the place of what was there when it is closed, not before.
  await fill(await folder.getFileHandle(name, { create: true }), content);
  await folder.removeEntry(name + PART);
}

async function isMoved(part: MovableFile, name: string): Promise<boolean> {
  if (!part.move) return false;
  try {
    await part.move(name);
    return true;
  } catch {
    return false;
  }
}

async function fill(file: FileSystemFileHandle, content: Blob): Promise<void> {
  const stream = await file.createWritable();
  await stream.write(content);
  await stream.close();
}
