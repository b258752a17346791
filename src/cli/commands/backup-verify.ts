import { SET_ASIDE_TABLE } from '#lib/domain/merge/travel.ts';
import { ok } from '#lib/domain/result.ts';
import { inspectVault } from '#lib/formats/backup/read-vault.ts';
import { verifyVault } from '#lib/formats/backup/verify-vault.ts';
import type { Command } from '#cli/command.ts';
import { failureWords } from '#cli/failure-words.ts';
import { passphraseOf } from '#cli/passphrase.ts';
import { inputFile } from '#cli/vault-file.ts';

/** Checks everything in a backup. */
export const backupVerify: Command = {
  name: 'backup-verify',
  summary: 'check every byte and every row of a backup',
  details: [
    'Prints {"ok","steps":[{"name","ok","code"?}],"tables":{…},"stateHash"}. The steps end with',
    'the first that failed; the exit status is 1 then. "setAside" counts rows that wait, because a',
    'clock is ahead or they break a rule.',
  ],
  options: ['file', 'passphrase-file'],
  required: ['file'],
  examples: [
    'backup-verify --file home.zip --passphrase-file secret.txt',
    "backup-verify --file home.zip --passphrase-file secret.txt | jq '.tables.sessions'",
  ],
  run: async (call) => {
    const name = call.given.get('file') ?? '';
    const file = await inputFile(call, 'file', name);
    if (!file.ok) return file;
    const outside = await inspectVault(file.value);
    // A file that cannot be looked at needs no passphrase: the steps tell what is wrong.
    const needsKey = outside.ok && outside.value.encrypted;
    const passphrase = needsKey ? await passphraseOf(call, name) : undefined;
    if (passphrase && !passphrase.ok) return passphrase;
    const check = await verifyVault(file.value, passphrase ? { passphrase: passphrase.value } : {});
    const { steps, stateHash, error, warnings } = check;
    const { [SET_ASIDE_TABLE]: setAside, ...tables } = check.tables;
    if (error) call.notes.error(failureWords(error));
    const value = {
      ok: check.ok,
      steps,
      tables,
      ...(setAside && { setAside: setAside.live }),
      ...(stateHash !== undefined && { stateHash }),
      ...(error && { error: error.code, message: failureWords(error), ...error.details }),
      ...(warnings.length > 0 && { warnings }),
    };
    return ok({ output: { kind: 'document', value }, isPartial: !check.ok });
  },
};
