import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Disk } from '#cli/world.ts';
import { memoryDisk } from './memory-disk.ts';
import { plugtrack } from './processes.ts';
import { CLASSIC, documentOf, filledMachine, stateHashOf, vaultMachine } from './vaults.ts';

const IMPORT = 'sessions-import --vault a.zip --from later.csv --now 2026-06-03T08:00:00Z';

class PowerCut extends Error {}

/** A disk that works for some steps and then not at all: nothing is tidied up any more. */
function dyingDisk(disk: Disk, steps: number): Disk {
  let left = steps;
  const step = <T>(work: () => T): T => {
    left -= 1;
    if (left < 0) throw new PowerCut();
    return work();
  };
  return {
    ...disk,
    create: (file, text) => step(() => disk.create(file, text)),
    store: (file, bytes) => step(() => disk.store(file, bytes)),
    keepAs: (file, name) => step(() => disk.keepAs(file, name)),
    rename: (file, name) => step(() => disk.rename(file, name)),
    remove: (file) => step(() => disk.remove(file)),
  };
}

describe('a command that is ended', () => {
  it('leaves the old or the new vault, whole, after any step; the next one goes on', async () => {
    const old = await filledMachine();
    const oldHash = await stateHashOf(old, 'a.zip');
    const whole = vaultMachine(Object.fromEntries(old.files));
    await whole.done(IMPORT);
    const newHash = await stateHashOf(whole, 'a.zip');
    const outcomes: string[] = [];
    for (let steps = 0; steps < 20; steps += 1) {
      const machine = vaultMachine(Object.fromEntries(old.files));
      const disk = dyingDisk(memoryDisk(machine.files), steps);
      const ended = await machine.run(IMPORT.split(' '), { disk }).catch((error: unknown) => error);
      const hash = await stateHashOf(machine, 'a.zip');
      outcomes.push(hash === oldHash ? 'old' : hash === newHash ? 'new' : 'neither');
      // The lock is still there, but its process is not.
      await machine.done(IMPORT);
      expect(await stateHashOf(machine, 'a.zip')).toBe(newHash);
      expect([...machine.files.keys()].filter((name) => /part|lock/.test(name))).toEqual([]);
      if (!(ended instanceof PowerCut)) break;
    }
    // Lock, part, former file, rename, unlock: the new one is there from the rename on.
    expect(outcomes).toEqual(['old', 'old', 'old', 'old', 'new', 'new']);
  });

  it('does not put a vault in place that cannot be read back', async () => {
    const machine = await filledMachine();
    const before = machine.files.get('a.zip');
    const disk = memoryDisk(machine.files);
    const { status, stdout } = await machine.run(IMPORT.split(' '), {
      disk: { ...disk, store: (file, bytes) => disk.store(file, bytes.slice(0, -1)) },
    });
    expect(status).toBe(1);
    expect(documentOf(stdout)).toMatchObject({ error: 'backup/verify_failed' });
    expect(machine.files.get('a.zip')).toBe(before);
    expect(machine.files.has('a.zip.part')).toBe(false);
    expect(machine.files.has('a.zip.lock')).toBe(false);
  });

  it('does not claim to have written what it could not', async () => {
    const machine = await filledMachine();
    const disk = memoryDisk(machine.files);
    const fails = () => Promise.resolve(false);
    for (const broken of [{ store: fails }, { keepAs: fails }, { rename: fails }]) {
      const { status, stdout } = await machine.run(IMPORT.split(' '), {
        disk: { ...disk, ...broken },
      });
      expect(status).toBe(1);
      expect(documentOf(stdout)).toMatchObject({ error: 'backup/write_failed' });
    }
  });
});

describe('the lock', () => {
  const lockOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

  it('keeps a second writer out while the first one lives', async () => {
    const machine = await filledMachine();
    machine.files.set('a.zip.lock', lockOf({ pid: 99, started: '7' }));
    const before = new Map(machine.files);
    const { status, stdout } = await machine.run(IMPORT.split(' '), {
      isRunning: ({ pid, started }) => pid === 99 && started === '7',
    });
    expect(status).toBe(1);
    expect(documentOf(stdout)).toMatchObject({ error: 'cli/locked', pid: 99 });
    expect(machine.files).toEqual(before);
    // Readers need no lock.
    await machine.done('metrics-dump --vault a.zip');
  });

  it.each([
    ['a process that is gone', lockOf({ pid: 99 })],
    ['no process at all', new Uint8Array()],
  ])('of %s is taken over', async (_, lock) => {
    const machine = await filledMachine();
    machine.files.set('a.zip.lock', lock);
    expect(await machine.done(IMPORT)).toMatchObject({ ok: true });
    expect(machine.files.has('a.zip.lock')).toBe(false);
  });
});

describe('a process that is killed', () => {
  const LAUNCHER = fileURLToPath(new URL('../../src/scripts/cli.mjs', import.meta.url));
  let folder = '';
  const inFolder = (name: string) => path.join(folder, name);
  const run = (...args: string[]) => plugtrack(args, { cwd: folder });

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'plugtrack-vault-'));
    writeFileSync(inFolder('classic.csv'), CLASSIC);
    const made = await run('vault-create', '--vault', 'a.zip', '--unencrypted', '--car', 'Leaf');
    expect(made).toMatchObject({ status: 0, stderr: '' });
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  /** Starts an import and kills it as soon as a file of this name appears. */
  const killAt = (name: string): Promise<void> =>
    new Promise((resolve) => {
      const child = spawn(
        process.execPath,
        [LAUNCHER, 'sessions-import', '--vault', 'a.zip', '--from', 'classic.csv'],
        { cwd: folder, stdio: 'ignore' },
      );
      const watcher = watch(folder, (_, changed) => {
        if (changed === name) child.kill('SIGKILL');
      });
      child.on('close', () => {
        watcher.close();
        resolve();
      });
    });

  it.each(['a.zip.lock', 'a.zip.part', 'a.zip.previous'])(
    'when %s appears leaves a whole vault, and the next one goes on',
    async (name) => {
      await killAt(name);
      const check = await run('backup-verify', '--file', 'a.zip');
      expect(check).toMatchObject({ status: 0, stderr: '' });
      const next = await run('sessions-import', '--vault', 'a.zip', '--from', 'classic.csv');
      expect(next).toMatchObject({ status: 0, stderr: '' });
      expect(documentOf((await run('metrics-dump', '--vault', 'a.zip')).stdout)).toMatchObject({
        sessions: {},
      });
      expect(readdirSync(folder)).not.toContain('a.zip.lock');
      expect(readFileSync(inFolder('a.zip.device'), 'utf8')).toMatch(/^[0-9a-f]{16}\n$/);
      rmSync(inFolder('a.zip.previous'), { force: true });
      // From the start again.
      await run('vault-create', '--vault', 'a.zip', '--unencrypted', '--car', 'Leaf', '--force');
    },
  );
});
