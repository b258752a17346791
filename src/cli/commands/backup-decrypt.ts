import { ok } from '#lib/domain/result.ts';
import { decryptVault, inspectVault, openVault } from '#lib/formats/backup/read-vault.ts';
import type { Command } from '#cli/command.ts';
import { failure } from '#cli/failure-words.ts';
import { isInput } from '#cli/output.ts';
import { passphraseOf } from '#cli/passphrase.ts';
import { failed, misused } from '#cli/refusal.ts';
import { inputFile } from '#cli/vault-file.ts';

/** Takes the encryption off a backup. */
export const backupDecrypt: Command = {
  name: 'backup-decrypt',
  summary: 'write the ZIP inside a backup, which anyone can open',
  details: [
    'Prints {"ok":true,"file","bytes","entries"}. The file holds one table a member, as lines of',
    'JSON, and sessions.csv for spreadsheets. Anyone can read it: keep it only as long as needed.',
  ],
  options: ['file', 'to', 'force', 'passphrase-file'],
  required: ['file', 'to'],
  examples: [
    'backup-decrypt --file home.zip --to data.zip --passphrase-file secret.txt',
    'backup-decrypt --file home.zip --to data.zip --passphrase-file secret.txt --force',
  ],
  run: async (call) => {
    const { given, world } = call;
    const [name, to] = [given.get('file') ?? '', given.get('to') ?? ''];
    if (isInput(given, to)) return misused(`--to would replace the backup: ${to}`);
    const file = await inputFile(call, 'file', name);
    if (!file.ok) return file;
    if (!given.has('force') && (await world.disk.exists(to))) {
      return failed('cli/exists', `There is a file already: ${to} (--force replaces it).`, {
        file: to,
      });
    }
    const outside = await inspectVault(file.value);
    if (!outside.ok) return failure(outside.error, { file: name });
    const passphrase = outside.value.encrypted ? await passphraseOf(call, name) : undefined;
    if (passphrase && !passphrase.ok) return passphrase;
    const secret = passphrase ? { passphrase: passphrase.value } : {};
    const inner = await decryptVault(file.value, secret);
    if (!inner.ok) return failure(inner.error, { file: name });
    const open = await openVault(inner.value);
    if (!open.ok) return failure(open.error, { file: name });
    const bytes = new Uint8Array(await inner.value.arrayBuffer());
    if (!(await world.disk.store(to, bytes))) {
      return failed('cli/not_written', `The file could not be written: ${to}`, { file: to });
    }
    const tables = open.value.schema.tables.map((table) => `tables/${table.name}.ndjson`);
    const entries = ['schema.json', ...tables, 'sessions.csv'];
    const value = { ok: true, file: to, bytes: bytes.length, entries };
    return ok({ output: { kind: 'document', value } });
  },
};
