import { isLiveRow, type State } from '#lib/domain/merge/state.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { newPassphrase } from '#lib/formats/backup/passphrase.ts';
import type { Call } from './command.ts';
import { failure } from './failure-words.ts';
import { givenPassphrase, newPassphraseOf } from './passphrase.ts';
import { failed, type Refusal } from './refusal.ts';
import { inputFile, readOwnVault, type VaultFile } from './vault-file.ts';
import { keyOfVault, type VaultKey } from './vault-save.ts';

/** The vault to restore into; absent when it is still to be made. */
export async function readTarget(
  call: Call,
  file: string,
): Promise<Result<VaultFile | undefined, Refusal>> {
  if (!(await call.world.disk.exists(file))) return ok(undefined);
  const name = call.given.get('vault') ?? '';
  const bytes = await inputFile(call, 'vault', file);
  return bytes.ok ? readOwnVault(call, bytes.value, name) : bytes;
}

function keyOfText(text: string): Result<{ readonly key: VaultKey }, Refusal> {
  const passphrase = newPassphrase(text);
  return passphrase.ok ? ok({ key: { passphrase: passphrase.value } }) : failure(passphrase.error);
}

/**
 * The lock of the vault after restoring: a vault keeps its kind, a new one takes that of the
 * file, and its passphrase unless another one is given.
 */
export async function keyAfter(
  call: Call,
  here: VaultFile | undefined,
  source: VaultFile | undefined,
): Promise<Result<{ readonly key?: VaultKey }, Refusal>> {
  if (here) return ok(keyOfVault(here));
  if (!source) {
    const text = await newPassphraseOf(call, call.given.get('vault') ?? '');
    return text.ok ? keyOfText(text.value) : text;
  }
  const given = await givenPassphrase(call);
  if (!given.ok) return given;
  if (given.value === undefined || given.value === source.passphrase) {
    return ok(keyOfVault(source));
  }
  const isWanted = source.open.encrypted || call.given.has('passphrase-file');
  return isWanted ? keyOfText(given.value) : ok({});
}

/** Whether a person would miss something of it. */
function hasData(state: State): boolean {
  return [...state].some(
    ([name, { rows }]) => name !== 'devices' && [...rows.values()].some(isLiveRow),
  );
}

/** Asks before data is replaced, unless --yes was given. Fails with `cli/not_confirmed`. */
export async function confirmReplace(
  { given, world }: Call,
  here: VaultFile | undefined,
): Promise<Result<void, Refusal>> {
  if (!here || given.has('yes') || given.has('dry-run') || !hasData(here.state)) return ok();
  const answer = await world.terminal.confirm(`Replace all data in ${here.name}?`);
  if (answer === true) return ok();
  const message = `The data in ${here.name} would be replaced: confirm it with --yes.`;
  return failed('cli/not_confirmed', message, { vault: here.name });
}
