import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { valueOrThrow } from '#lib/domain/result.ts';
import { openVault } from '#lib/formats/backup/read-vault.ts';
import { readState, stateSource } from '#lib/formats/backup/vault-state.ts';
import { writeVault } from '#lib/formats/backup/write-vault.ts';
import { plain, sourceOf } from './vaults.ts';

const fixture = (name: string) =>
  readFile(new URL(`../../../fixtures/backups/${name}`, import.meta.url));

const GOLDEN = [
  { file: 'v1-plain.zip', expected: 'v1-expected.json', options: {} },
  {
    file: 'v1-encrypted.zip',
    expected: 'v1-expected.json',
    options: { passphrase: 'golden cafe\u0301 🔌 backup' },
  },
];

test.each(GOLDEN)('$file restores to its rows', async ({ file, expected, options }) => {
  const { tables, stateHash } = JSON.parse(String(await fixture(expected))) as {
    tables: unknown;
    stateHash: string;
  };
  const open = valueOrThrow(
    await openVault(new Blob([new Uint8Array(await fixture(file))]), options),
  );
  const state = valueOrThrow(await readState(open));
  expect(plain(state)).toEqual(tables);
  expect(open.schema.stateHash).toBe(stateHash);
  expect(open.manifest?.device).toEqual({ id: '9f2c4e7a1b3d5f60', label: 'pixel' });
  // What is known and unknown is written again with an equal hash.
  const again = await writeVault(sourceOf(state, { tables: stateSource(state) }));
  expect(valueOrThrow(again).schema.stateHash).toBe(stateHash);
});
