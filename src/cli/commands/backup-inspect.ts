import { ok, type Result } from '#lib/domain/result.ts';
import { inspectVault, openVault } from '#lib/formats/backup/read-vault.ts';
import type { OpenVault } from '#lib/formats/backup/vault.ts';
import type { Call, Command } from '#cli/command.ts';
import { failure } from '#cli/failure-words.ts';
import { givenPassphrase } from '#cli/passphrase.ts';
import type { Refusal } from '#cli/refusal.ts';
import { inputFile } from '#cli/vault-file.ts';

/** The inside of a file that is not encrypted or whose passphrase is given; nobody is asked. */
async function openGiven(
  call: Call,
  file: Blob,
  encrypted: boolean,
): Promise<Result<OpenVault | undefined, Refusal>> {
  const passphrase = encrypted ? await givenPassphrase(call) : ok(undefined);
  if (!passphrase.ok) return passphrase;
  if (encrypted && passphrase.value === undefined) return ok(undefined);
  const open = await openVault(
    file,
    passphrase.value === undefined ? {} : { passphrase: passphrase.value },
  );
  return open.ok ? open : failure(open.error, { file: call.given.get('file') });
}

/** What a backup says of itself. */
export const backupInspect: Command = {
  name: 'backup-inspect',
  summary: 'what a backup says of itself',
  details: [
    'Prints {"ok":true,"manifest","encrypted","counts"?,"schema"?}. Without a passphrase an',
    'encrypted file shows only its outside; nobody is asked for one.',
  ],
  options: ['file', 'passphrase-file'],
  required: ['file'],
  examples: [
    'backup-inspect --file home.zip',
    'backup-inspect --file home.zip --passphrase-file secret.txt --pretty',
  ],
  run: async (call) => {
    const name = call.given.get('file') ?? '';
    const file = await inputFile(call, 'file', name);
    if (!file.ok) return file;
    const outside = await inspectVault(file.value);
    if (!outside.ok) return failure(outside.error, { file: name });
    const { manifest, encrypted, warnings } = outside.value;
    const open = await openGiven(call, file.value, encrypted);
    if (!open.ok) return open;
    const schema = open.value?.schema;
    const rows =
      schema && Object.fromEntries(schema.tables.map((table) => [table.name, table.rows]));
    const counts = manifest?.counts ?? rows;
    const value = {
      ok: true,
      ...(manifest && { manifest }),
      encrypted,
      ...(counts && { counts }),
      ...(schema && { schema }),
      ...(warnings.length > 0 && { warnings }),
    };
    return ok({ output: { kind: 'document', value } });
  },
};
