import { promises as files } from 'node:fs';
import process from 'node:process';
import type { World } from './world.ts';

async function readStandardInput(): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces);
}

/** The process this runs in. */
export const nodeWorld: World = {
  read: async (file) => {
    try {
      return await (file === '-' ? readStandardInput() : files.readFile(file));
    } catch {
      return undefined;
    }
  },
  write: async (file, text) => {
    try {
      await files.writeFile(file, text);
      return true;
    } catch {
      return false;
    }
  },
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  now: () => Date.now(),
  timeZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
};
