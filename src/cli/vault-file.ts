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

/** A vault file read whole. */
export interface VaultFile {
  /** Its name as it was given. */
  readonly name: string;
  readonly open: OpenVault;
  readonly state: State;
  /** Present for an encrypted one. */
  readonly passphrase?: string;
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
  if (!file.ok) return file;
  const vault = await readVaultFile(file.value, name, (asked) => passphraseOf(call, asked));
  if (vault.ok) tellWarnings(call, vault.value);
  return vault;
}

/** Tells on standard error what is odd about a file. */
export function tellWarnings({ notes }: Call, { name, open }: VaultFile): void {
  for (const { code, name: entry } of open.warnings) {
    notes.warn(`${name}: ${code}${entry === undefined ? '' : ` (${JSON.stringify(entry)})`}`);
  }
}
