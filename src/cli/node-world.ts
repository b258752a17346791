import { randomBytes } from 'node:crypto';
import { promises as files, readFileSync } from 'node:fs';
import process from 'node:process';
import { nodeDisk } from './node-disk.ts';
import { nodeTerminal } from './node-terminal.ts';
import type { ProcessMark, World } from './world.ts';

async function readStandardInput(): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces);
}

/** When a process was started, in the system's own count; absent where it does not say. */
function startOf(pid: number): string | undefined {
  try {
    const line = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The name in brackets may hold blanks; the start is the 20th value after it.
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function markOf(pid: number): ProcessMark {
  const started = startOf(pid);
  return started === undefined ? { pid } : { pid, started };
}

function isRunning({ pid, started }: ProcessMark): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // It is there, but belongs to somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const now = startOf(pid);
  return started === undefined || now === undefined || now === started;
}

/** The process this runs in; `version` is the program's. */
export const nodeWorld = (version: string): World => ({
  version,
  read: async (file) => {
    try {
      return await (file === '-' ? readStandardInput() : files.readFile(file));
    } catch {
      return undefined;
    }
  },
  write: async (file, content) => {
    try {
      await files.writeFile(file, content);
      return true;
    } catch {
      return false;
    }
  },
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  now: () => Date.now(),
  timeZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
  environment: (name) => {
    const value = process.env[name];
    return value === '' ? undefined : value;
  },
  randomHex: (bytes) => randomBytes(bytes).toString('hex'),
  self: markOf(process.pid),
  isRunning,
  disk: nodeDisk,
  terminal: nodeTerminal,
});
