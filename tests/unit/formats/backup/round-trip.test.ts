import { expect, test } from 'vitest';
import { valueOrThrow } from '#lib/domain/result.ts';
import { decryptVault, inspectVault } from '#lib/formats/backup/read-vault.ts';
import { verifyVault } from '#lib/formats/backup/verify-vault.ts';
import { bytesOf, plain, PASSPHRASE, QUICK, restored, smallState, written } from './vaults.ts';

test('what is written encrypted comes back equal', async () => {
  const { file, manifest, schema } = await written(smallState(), { encryption: QUICK });
  expect(plain(await restored(file, PASSPHRASE))).toEqual(plain(smallState()));
  expect(manifest.kdf).toEqual({ scheme: 'age-scrypt', logN: 10 });
  expect(manifest.counts).toBeUndefined();
  expect(schema.tables.map(({ name, rows }) => [name, rows])).toEqual([
    ['cars', 1],
    ['sessions', 4],
    ['settings', 1],
  ]);
});

test('what is written plain comes back equal, and says how many rows it has', async () => {
  const { file, manifest } = await written(smallState());
  expect(plain(await restored(file))).toEqual(plain(smallState()));
  expect(manifest.counts).toEqual({ cars: 1, sessions: 2, settings: 1 });
  expect(manifest.kdf).toBeUndefined();
});

test('the payload alone, encrypted or decrypted, is read as well', async () => {
  const { file } = await written(smallState(), { encryption: QUICK });
  const inner = valueOrThrow(await decryptVault(file, { passphrase: PASSPHRASE }));
  expect(plain(await restored(inner))).toEqual(plain(smallState()));
  const all = await bytesOf(file);
  const from = new TextDecoder('latin1').decode(all).indexOf('age-encryption.org/v1\n-> scrypt');
  const { payload } = valueOrThrow(await inspectVault(file)).manifest!;
  const bare = new Blob([all.slice(from, from + payload.bytes)]);
  expect(plain(await restored(bare, PASSPHRASE))).toEqual(plain(smallState()));
  expect(valueOrThrow(await inspectVault(bare))).toEqual({ encrypted: true, warnings: [] });
});

test('equal facts give an equal inner archive, and an equal plain file', async () => {
  const first = await written(smallState(), { encryption: QUICK });
  const second = await written(smallState(), { encryption: QUICK });
  const [a, b] = await Promise.all(
    [first, second].map(async ({ file }) =>
      bytesOf(valueOrThrow(await decryptVault(file, { passphrase: PASSPHRASE }))),
    ),
  );
  expect(a).toEqual(b);
  // Salt and nonce differ.
  expect(first.manifest.payload.sha256).not.toBe(second.manifest.payload.sha256);
  expect(await bytesOf((await written(smallState())).file)).toEqual(
    await bytesOf((await written(smallState())).file),
  );
});

test('a complete check counts live, deleted and purged rows', async () => {
  const { file, schema } = await written(smallState(), { encryption: QUICK });
  const check = await verifyVault(file, { passphrase: PASSPHRASE });
  expect(check).toEqual({
    ok: true,
    steps: [
      'archive',
      'manifest',
      'payload',
      'key_header',
      'passphrase',
      'decrypt',
      'schema',
      'rows',
    ].map((name) => ({ name, ok: true })),
    tables: {
      cars: { rows: 1, live: 1, deleted: 0, purged: 0 },
      sessions: { rows: 4, live: 2, deleted: 1, purged: 1 },
      settings: { rows: 1, live: 1, deleted: 0, purged: 0 },
    },
    stateHash: schema.stateHash,
    warnings: [],
  });
});

test('the usual work factor is 17, the reduced one 16 and said in the file', async () => {
  const passphrase = 'abandon ability able about above absent';
  const usual = await written(smallState(), { encryption: { passphrase } });
  expect(usual.manifest.kdf).toEqual({ scheme: 'age-scrypt', logN: 17 });
  expect(plain(await restored(usual.file, passphrase))).toEqual(plain(smallState()));
  const reduced = await written(smallState(), { encryption: { passphrase, reduced: true } });
  expect(reduced.manifest.kdf).toEqual({ scheme: 'age-scrypt', logN: 16, reduced: true });
});
