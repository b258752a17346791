import { takeSetAside } from '#lib/domain/merge/merge-states.ts';
import { brokenRule } from '#lib/domain/merge/row-rules.ts';
import type { State } from '#lib/domain/merge/state.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { inspectVault, openVault } from '#lib/formats/backup/read-vault.ts';
import { readState } from '#lib/formats/backup/vault-state.ts';
import type { OpenVault } from '#lib/formats/backup/vault.ts';
import type { Call } from './command.ts';
import { failure } from './failure-words.ts';
import type { OptionName } from './options.ts';
import { passphraseOf } from './passphrase.ts';
import { misused, type Refusal } from './refusal.ts';
import { callNow } from './when.ts';

/** A vault file read whole. */
export interface VaultFile {
  /** Its name as it was given. */
  readonly name: string;
  readonly open: OpenVault;
  readonly state: State;
  /** Present for an encrypted one. */
  readonly passphrase?: string;
  /** Rows that were set aside have come in: the file is not yet as this is. */
  readonly hasNewRows?: true;
}

/** How the passphrase of a file is found. */
export type Unlock = (file: string) => Promise<Result<string, Refusal>>;

/** The bytes of the file an option names; one that is not there is wrong usage. */
export async function inputFile(
  { world }: Call,
  option: OptionName,
  name: string,
): Promise<Result<Blob, Refusal>> {
  const bytes = await world.read(name);
  if (!bytes) return misused(`--${option} cannot be read: ${name}`);
  return ok(new Blob([bytes as Uint8Array<ArrayBuffer>]));
}

/** Reads a vault whole. Fails with `backup/…` and `cli/passphrase_needed`. */
export async function readVaultFile(
  file: Blob,
  name: string,
  unlock: Unlock,
): Promise<Result<VaultFile, Refusal>> {
  const outside = await inspectVault(file);
  if (!outside.ok) return failure(outside.error, { file: name });
  const passphrase = outside.value.encrypted ? await unlock(name) : undefined;
  if (passphrase && !passphrase.ok) return passphrase;
  const secret = passphrase && { passphrase: passphrase.value };
  const open = await openVault(file, { ...secret });
  if (!open.ok) return failure(open.error, { file: name });
  const state = await readState(open.value);
  if (!state.ok) return failure(state.error, { file: name });
  return ok({ name, open: open.value, state: state.value, ...secret });
}

/** Reads the file that --vault names. */
export async function readVaultInput(call: Call): Promise<Result<VaultFile, Refusal>> {
  const name = call.given.get('vault') ?? '';
  const file = await inputFile(call, 'vault', name);
  return file.ok ? readOwnVault(call, file.value, name) : file;
}

/** Reads the vault a command works on, with those of its set-aside rows that can be used by now. */
export async function readOwnVault(
  call: Call,
  file: Blob,
  name: string,
): Promise<Result<VaultFile, Refusal>> {
  const vault = await readVaultFile(file, name, (asked) => passphraseOf(call, asked));
  if (!vault.ok) return vault;
  tellWarnings(call, vault.value);
  return ok(withDueRows(call, vault.value));
}

/** Merges set-aside rows as the app does at its start. Too many deletions at once stay aside. */
function withDueRows(call: Call, vault: VaultFile): VaultFile {
  const { schema } = vault.open;
  const { state, plan } = takeSetAside(vault.state, {
    nowMs: callNow(call.given, call.world),
    deviceId: schema.deviceId,
    clock: schema.hlc,
    validate: brokenRule,
  });
  if (!plan) return vault;
  const [brake] = plan.brakes;
  if (brake) {
    call.notes.warn(`${vault.name}: ${brake.code} (${brake.table}): rows stay set aside`);
    return vault;
  }
  call.notes.detail(`${vault.name}: rows that were set aside have come in`);
  const hlc = plan.clock ?? schema.hlc;
  const open = { ...vault.open, schema: { ...schema, hlc } };
  return { ...vault, state, open, hasNewRows: true };
}

/** Tells on standard error what is odd about a file. */
export function tellWarnings({ notes }: Call, { name, open }: VaultFile): void {
  for (const { code, name: entry } of open.warnings) {
    notes.warn(`${name}: ${code}${entry === undefined ? '' : ` (${JSON.stringify(entry)})`}`);
  }
}
