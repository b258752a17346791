import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { State, StateRow, StateTable } from '#lib/domain/merge/state.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import { FIELDS_VERSION } from '#lib/domain/merge/travel.ts';
import { stateSource } from '#lib/formats/backup/vault-state.ts';
import type { WriteVaultOptions } from '#lib/formats/backup/vault.ts';
import { writeVault } from '#lib/formats/backup/write-vault.ts';
import type { SeededLog } from './seed.ts';

const DEVICE = 'feedfacecafebeef';
const VAULT_ID = '0197c3a1-b2f4-7000-8000-00000000feed';
const stampAt = (ms: number): string => `${ms.toString(16).padStart(12, '0')}-0000-${DEVICE}`;
/** Every field of the seed was written at one moment, and what is later at another. */
const WRITTEN_AT = Date.UTC(2025, 0, 1);
const LATER_AT = Date.UTC(2025, 0, 2);

export interface SeedVaultOptions extends WriteVaultOptions {
  /** Which sessions were written later than all else; none when absent. */
  readonly isLater?: (index: number) => boolean;
}

type Facts = readonly (object & { readonly id: string })[];

function tableOf(facts: Facts, isLater: (index: number) => boolean): StateTable {
  const rows = facts.map((fact, at): [string, StateRow] => [
    fact.id,
    { ...fact, _c: { b: stampAt(isLater(at) ? LATER_AT : WRITTEN_AT) } },
  ]);
  return { kind: 'record', rows: new Map(rows) };
}

function stateOf(log: SeededLog, isLater: (index: number) => boolean): State {
  const { cars, places, tariffs, sessions } = log;
  const small = Object.entries<Facts>({ cars, places, tariffs });
  return new Map([
    ...small.map(([name, facts]): [string, StateTable] => [name, tableOf(facts, () => false)]),
    ['sessions', tableOf(sessions, isLater)],
  ]);
}

/** A backup of a log, as another device wrote it. The sheet for people is left empty. */
async function seedVault(log: SeededLog, options: SeedVaultOptions = {}): Promise<Blob> {
  const { isLater = () => false, ...how } = options;
  const written = await writeVault(
    {
      device: { id: DEVICE, label: 'Seed' },
      vaultId: VAULT_ID,
      hlc: stampAt(LATER_AT),
      schemaVersion: FIELDS_VERSION,
      appVersion: 'bench',
      createdAt: LATER_AT,
      tables: stateSource(stateOf(log, isLater)),
      // eslint-disable-next-line @typescript-eslint/require-await -- a source is read asynchronously
      async *sheet() {
        yield '';
      },
    },
    how,
  );
  return valueOrThrow(written).file;
}

/** Of the encrypted files of a run. */
export const PASSPHRASE = 'correct horse battery staple';

/** Writes a backup to a folder, encrypted unless told otherwise, and answers its path. */
export async function vaultFile(
  folder: string,
  name: string,
  log: SeededLog,
  options: SeedVaultOptions = { encryption: { passphrase: PASSPHRASE } },
): Promise<string> {
  const file = path.join(folder, `${name}.zip`);
  const vault = await seedVault(log, options);
  writeFileSync(file, new Uint8Array(await vault.arrayBuffer()));
  return file;
}
