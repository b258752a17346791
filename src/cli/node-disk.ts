import { randomUUID } from 'node:crypto';
import { constants, promises as files } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { Disk } from './world.ts';

/** Only the owner reads what comes from a vault. */
const PRIVATE = 0o600;

async function isDone(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch {
    return false;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

async function storeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await files.open(file, 'w', PRIVATE);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes changes of names in a folder outlast a loss of power, where the system can do that. */
async function syncFolder(file: string): Promise<void> {
  await isDone(async () => {
    const handle = await files.open(path.dirname(file), 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
}

/** A name beside a file that nobody else uses. */
function scratchName(file: string): string {
  return `${file}.${String(process.pid)}-${randomUUID().slice(0, 8)}`;
}

/** A second name for a file; a copy where the file system knows no second names. */
async function linkOrCopy(file: string, name: string): Promise<void> {
  try {
    await files.link(file, name);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw error;
    await files.copyFile(file, name, constants.COPYFILE_EXCL);
  }
}

/** The file system of the machine. */
export const nodeDisk: Disk = {
  resolve: async (file) => {
    try {
      return await files.realpath(file);
    } catch {
      return file;
    }
  },
  exists: (file) => isDone(() => files.lstat(file)),
  create: async (file, text) => {
    const scratch = scratchName(file);
    try {
      await storeWhole(scratch, text);
      await linkOrCopy(scratch, file);
      return 'made';
    } catch (error) {
      return codeOf(error) === 'EEXIST' ? 'taken' : 'failed';
    } finally {
      await files.rm(scratch, { force: true });
    }
  },
  store: (file, bytes) => isDone(() => storeWhole(file, bytes)),
  keepAs: (file, name) =>
    isDone(async () => {
      const scratch = `${name}.part`;
      await files.rm(scratch, { force: true });
      await linkOrCopy(file, scratch);
      await files.rename(scratch, name);
      // Renaming onto another name of the same file leaves both.
      await files.rm(scratch, { force: true });
    }),
  rename: (file, name) =>
    isDone(async () => {
      await files.rename(file, name);
      await syncFolder(name);
    }),
  remove: (file) => files.rm(file, { force: true }),
};
