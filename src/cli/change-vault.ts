import { ok, type Result } from '#lib/domain/result.ts';
import { isLiveRow } from '#lib/domain/merge/state.ts';
import type { VaultDevice, WrittenVault } from '#lib/formats/backup/vault.ts';
import type { Call } from './command.ts';
import { deviceOf, storedDevice } from './device.ts';
import type { Refusal } from './refusal.ts';
import { inputFile, readOwnVault, type VaultFile } from './vault-file.ts';
import { lockVault } from './vault-lock.ts';
import { keyOfVault, saveVault, type VaultContent } from './vault-save.ts';

/** A vault that is being changed, with the device that changes it. */
export interface HeldVault extends VaultFile {
  /** The file behind the name. */
  readonly file: string;
  readonly deviceId: string;
}

/** In a dry run none is made: nothing it would stamp is kept. */
const NO_DEVICE = '0000000000000000';

/** Does something while nobody else can write the file. */
export async function withLock<T>(
  call: Call,
  file: string,
  work: () => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  if (call.given.has('dry-run')) return work();
  const lock = await lockVault(file, call.world);
  if (!lock.ok) return lock;
  try {
    return await work();
  } finally {
    await lock.value.release();
  }
}

/** The id of the device that writes a vault. A dry run makes none. */
export async function writingDevice(call: Call, file: string): Promise<Result<string, Refusal>> {
  if (!call.given.has('dry-run')) return deviceOf(file, call.world);
  return ok((await storedDevice(file, call.world)) ?? NO_DEVICE);
}

/** Reads the vault that --vault names, to change it. `work` runs under its lock. */
export async function changeVault<T>(
  call: Call,
  work: (vault: HeldVault) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const name = call.given.get('vault') ?? '';
  const there = await inputFile(call, 'vault', name);
  if (!there.ok) return there;
  const file = await call.world.disk.resolve(name);
  return withLock(call, file, async () => {
    // Read again: another command may have written it before the lock was ours.
    const bytes = await inputFile(call, 'vault', file);
    if (!bytes.ok) return bytes;
    const vault = await readOwnVault(call, bytes.value, name);
    if (!vault.ok) return vault;
    const deviceId = await writingDevice(call, file);
    if (!deviceId.ok) return deviceId;
    return work({ ...vault.value, file, deviceId: deviceId.value });
  });
}

/** How the file names the device that writes it. */
export function deviceOfVault({ state }: Pick<VaultFile, 'state'>, id: string): VaultDevice {
  const row = state.get('devices')?.rows.get(id);
  const label = isLiveRow(row) ? row['label'] : undefined;
  return { id, ...(typeof label === 'string' && label !== '' && { label }) };
}

/** Writes a changed vault in place of what was read, encrypted as before. */
export function saveChange(
  call: Call,
  vault: HeldVault,
  changes: Partial<Pick<VaultContent, 'state' | 'hlc' | 'vaultId'>>,
): Promise<Result<WrittenVault, Refusal>> {
  const { schema } = vault.open;
  const state = changes.state ?? vault.state;
  return saveVault(call, vault.file, {
    state,
    hlc: changes.hlc ?? schema.hlc,
    vaultId: changes.vaultId ?? schema.vaultId,
    schemaVersion: schema.schemaVersion,
    device: deviceOfVault({ state }, vault.deviceId),
    ...keyOfVault(vault),
  });
}
