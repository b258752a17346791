import { ok, type Result } from '#lib/domain/result.ts';
import type { Call } from './command.ts';
import type { OptionName } from './options.ts';
import { failed, misused, type Refusal } from './refusal.ts';

const VARIABLE = 'PLUGTRACK_PASSPHRASE';

type PassphraseOption = Extract<
  OptionName,
  'passphrase-file' | 'from-passphrase-file' | 'with-passphrase-file'
>;

/** The passphrase in the file that an option names, without its last line end; absent without it. */
async function passphraseInFile(
  { given, world }: Call,
  option: PassphraseOption,
): Promise<Result<string | undefined, Refusal>> {
  const file = given.get(option);
  if (file === undefined) return ok(undefined);
  const bytes = await world.read(file);
  if (!bytes) return misused(`--${option} cannot be read: ${file}`);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return ok(text.replace(/\r?\n$/, ''));
  } catch {
    return failed('backup/passphrase_invalid', 'The passphrase file is not UTF-8 text.', { file });
  }
}

/** A passphrase that is given without asking anybody: by file, else by the environment. */
export async function givenPassphrase(
  call: Call,
  option: PassphraseOption = 'passphrase-file',
): Promise<Result<string | undefined, Refusal>> {
  const inFile = await passphraseInFile(call, option);
  if (!inFile.ok || inFile.value !== undefined) return inFile;
  return ok(call.world.environment(VARIABLE));
}

/**
 * The passphrase of a file: by option, else by PLUGTRACK_PASSPHRASE, else asked for at the
 * terminal. Fails with `cli/passphrase_needed`.
 */
export async function passphraseOf(
  call: Call,
  file: string,
  option: PassphraseOption = 'passphrase-file',
): Promise<Result<string, Refusal>> {
  const given = await givenPassphrase(call, option);
  if (!given.ok) return given;
  const text = given.value ?? (await call.world.terminal.secret(`Passphrase of ${file}: `));
  if (text !== undefined) return ok(text);
  return failed(
    'cli/passphrase_needed',
    `A passphrase is needed: --${option} FILE, or ${VARIABLE} in the environment.`,
    { file },
  );
}

/**
 * The passphrase of a second file: by its own option, else that of the first (`known`, where that
 * is encrypted), else as that of any file.
 */
export async function passphraseBeside(
  call: Call,
  file: string,
  option: 'from-passphrase-file' | 'with-passphrase-file',
  known: string | undefined,
): Promise<Result<string, Refusal>> {
  const own = await passphraseInFile(call, option);
  if (!own.ok) return own;
  const text = own.value ?? known;
  return text === undefined ? passphraseOf(call, file) : ok(text);
}

/** The passphrase of a file to be made; at the terminal it is asked for twice. */
export async function newPassphraseOf(call: Call, file: string): Promise<Result<string, Refusal>> {
  const given = await givenPassphrase(call);
  if (!given.ok) return given;
  if (given.value !== undefined) return ok(given.value);
  const first = await passphraseOf(call, file);
  if (!first.ok) return first;
  const second = await call.world.terminal.secret('The same once more: ');
  if (second === first.value) return first;
  return failed('backup/passphrase_invalid', 'The two passphrases differ.', { reason: 'differs' });
}
