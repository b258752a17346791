import { ok, type Result } from '#lib/domain/result.ts';
import type { Refusal } from './refusal.ts';
import { failed } from './refusal.ts';
import type { ProcessMark, World } from './world.ts';

type LockWorld = Pick<World, 'read' | 'disk' | 'self' | 'isRunning' | 'now' | 'randomHex'>;

/** Who holds a lock; absent when it names no process. */
function holderOf(text: string): ProcessMark | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value === 'number') return { pid: value };
  if (typeof value !== 'object' || value === null) return undefined;
  const { pid, started } = value as Readonly<Record<string, unknown>>;
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1) return undefined;
  return { pid, ...(typeof started === 'string' && { started }) };
}

async function textOf(file: string, world: LockWorld): Promise<string | undefined> {
  const bytes = await world.read(file);
  return bytes && new TextDecoder().decode(bytes);
}

function refuse(file: string, holder: ProcessMark | undefined) {
  const by = holder ? ` by process ${String(holder.pid)}` : '';
  const details = { file, ...(holder && { pid: holder.pid }) };
  return failed('cli/locked', `The vault is being written${by} (${file}).`, details);
}

/**
 * Puts a lock of a process that is gone out of the way. Should another process have put its own
 * lock there meanwhile, that one is given back; false then.
 */
async function isCleared(lock: string, stale: string, world: LockWorld): Promise<boolean> {
  const aside = `${lock}.${world.randomHex(4)}`;
  if (!(await world.disk.rename(lock, aside))) return true;
  const moved = await textOf(aside, world);
  const isStale = moved === stale;
  if (!isStale && moved !== undefined) await world.disk.create(lock, moved);
  await world.disk.remove(aside);
  return isStale;
}

/**
 * Takes `FILE.lock`, so that no other command writes the vault; `release` gives it back. A lock
 * whose process is gone is taken over. Fails with `cli/locked`, `backup/write_failed`.
 */
export async function lockVault(
  file: string,
  world: LockWorld,
): Promise<Result<{ release(): Promise<void> }, Refusal>> {
  const lock = `${file}.lock`;
  const { disk, self } = world;
  const own = `${JSON.stringify({ ...self, startedAt: new Date(world.now()).toISOString() })}\n`;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const made = await disk.create(lock, own);
    if (made === 'made') return ok({ release: () => disk.remove(lock) });
    if (made === 'failed') {
      const message = `The lock could not be written: ${lock}`;
      return failed('backup/write_failed', message, { file: lock });
    }
    const text = await textOf(lock, world);
    if (text === undefined) continue;
    const holder = holderOf(text);
    if (holder && world.isRunning(holder)) return refuse(lock, holder);
    if (!(await isCleared(lock, text, world))) break;
  }
  return refuse(lock, undefined);
}
