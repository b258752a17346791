import { ok, type Result } from '#lib/domain/result.ts';
import { failed, type Refusal } from './refusal.ts';
import type { World } from './world.ts';

const DEVICE_ID = /^[0-9a-f]{16}$/;
const ID_BYTES = 8;

type DeviceWorld = Pick<World, 'read' | 'disk' | 'randomHex'>;

/** The id in `FILE.device`; absent without a sound one. */
export async function storedDevice(
  file: string,
  world: Pick<World, 'read'>,
): Promise<string | undefined> {
  const bytes = await world.read(`${file}.device`);
  const id = bytes && new TextDecoder().decode(bytes).trim();
  return id !== undefined && DEVICE_ID.test(id) ? id : undefined;
}

/** A new device id, kept in `FILE.device`. Fails with `backup/write_failed`. */
export async function newDevice(
  file: string,
  world: DeviceWorld,
): Promise<Result<string, Refusal>> {
  const name = `${file}.device`;
  const id = world.randomHex(ID_BYTES);
  if (await world.disk.store(name, new TextEncoder().encode(`${id}\n`))) return ok(id);
  return failed('backup/write_failed', `The file could not be written: ${name}`, { file: name });
}

/**
 * The id of the command line as a device that writes this vault, from `FILE.device`; a new one
 * where there is none. 16 hex digits. Fails with `backup/write_failed`.
 */
export async function deviceOf(file: string, world: DeviceWorld): Promise<Result<string, Refusal>> {
  const stored = await storedDevice(file, world);
  return stored === undefined ? newDevice(file, world) : ok(stored);
}
