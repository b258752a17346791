import { stampDevice } from '#lib/domain/clock.ts';
import type { State } from '#lib/domain/merge/state.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { stateSource } from '#lib/formats/backup/vault-state.ts';
import { openVault } from '#lib/formats/backup/read-vault.ts';
import { readState } from '#lib/formats/backup/vault-state.ts';
import type { VaultDevice, WrittenVault } from '#lib/formats/backup/vault.ts';
import { writeVault } from '#lib/formats/backup/write-vault.ts';
import type { Call } from './command.ts';
import { failure } from './failure-words.ts';
import { failed, type Refusal } from './refusal.ts';
import type { VaultFile } from './vault-file.ts';
import { vaultSheet } from './vault-sheet.ts';
import { callDate, callNow } from './when.ts';

/** The version of the fields of rows that this program writes. */
const SCHEMA_VERSION = 1;
const USUAL_LOG_N = 17;

/** How a vault is locked; absent where anyone may read it. */
export interface VaultKey {
  readonly passphrase: string;
  /** Absent: the usual one. */
  readonly logN?: number;
}

/** What a vault file is to hold. */
export interface VaultContent {
  readonly state: State;
  readonly vaultId: string;
  /** The clock after the last change. */
  readonly hlc: string;
  readonly schemaVersion?: number;
  readonly device: VaultDevice;
  readonly key?: VaultKey;
}

function written(call: Call, content: VaultContent): ReturnType<typeof writeVault> {
  const { state, vaultId, hlc, device, key, schemaVersion = 0 } = content;
  const logN = key?.logN ?? USUAL_LOG_N;
  return writeVault(
    {
      device,
      vaultId,
      hlc,
      // Rows of a newer version stay what they are.
      schemaVersion: Math.max(SCHEMA_VERSION, schemaVersion),
      appVersion: call.world.version,
      createdAt: callNow(call.given, call.world),
      tables: stateSource(state),
      sheet: () => vaultSheet(state, callDate(call.given, call.world)),
    },
    key && {
      encryption: {
        passphrase: key.passphrase,
        logN,
        ...(logN < USUAL_LOG_N && { reduced: true }),
      },
    },
  );
}

/** The hash that a vault of this content would have. Nothing is written. */
export async function plannedStateHash(
  call: Call,
  { state, vaultId, hlc }: Pick<VaultContent, 'state' | 'vaultId' | 'hlc'>,
): Promise<Result<string, Refusal>> {
  const vault = await written(call, { state, vaultId, hlc, device: { id: stampDevice(hlc) } });
  return vault.ok ? ok(vault.value.schema.stateHash) : failure(vault.error);
}

/** The lock of a vault that was read, to write it again; nothing for one that is open to all. */
export function keyOfVault({ open, passphrase }: VaultFile): { readonly key?: VaultKey } {
  const logN = open.manifest?.kdf?.logN;
  if (passphrase === undefined) return {};
  return { key: { passphrase, ...(logN !== undefined && { logN }) } };
}

/** Reads what was written back from its file and holds it against what was meant. */
async function verified(
  { world }: Call,
  part: string,
  { schema }: WrittenVault,
  key: VaultKey | undefined,
): Promise<Result<void, Refusal>> {
  const refuse = (step: string) =>
    failed('backup/verify_failed', 'What was written could not be read back.', { step });
  const bytes = await world.read(part);
  if (!bytes) return refuse('read');
  const file = new Blob([bytes as Uint8Array<ArrayBuffer>]);
  const open = await openVault(file, key && { passphrase: key.passphrase });
  if (!open.ok) return refuse('open');
  const rows = await readState(open.value);
  if (!rows.ok) return refuse('rows');
  return open.value.schema.stateHash === schema.stateHash ? ok() : refuse('hash');
}

/**
 * Writes a vault file so that at any moment the old or the new one is there whole: FILE.part is
 * written and read back, the former file becomes FILE.previous, then the part takes its place.
 * The lock must be held. Fails with `backup/write_failed` and `backup/verify_failed`.
 */
export async function saveVault(
  call: Call,
  file: string,
  content: VaultContent,
): Promise<Result<WrittenVault, Refusal>> {
  const { disk } = call.world;
  const part = `${file}.part`;
  const vault = await written(call, content);
  if (!vault.ok) return failure(vault.error, { file });
  const refuse = async (reason: Result<never, Refusal>): Promise<Result<never, Refusal>> => {
    await disk.remove(part);
    return reason;
  };
  const unwritten = failed('backup/write_failed', `The file could not be written: ${file}`, {
    file,
  });
  const bytes = new Uint8Array(await vault.value.file.arrayBuffer());
  if (!(await disk.store(part, bytes))) return refuse(unwritten);
  const checked = await verified(call, part, vault.value, content.key);
  if (!checked.ok) return refuse(checked);
  const isKept = !(await disk.exists(file)) || (await disk.keepAs(file, `${file}.previous`));
  if (!isKept || !(await disk.rename(part, file))) return refuse(unwritten);
  return vault;
}
