import { expect, test } from 'vitest';
import { encrypt } from '#lib/formats/backup/encryption.ts';
import { bytesOf } from './vaults.ts';

const FILES = 10_000;
/** The least work there is: what is made by chance does not depend on it. */
const ENCRYPTION = { passphrase: 'the same twelve', logN: 1 };

test('CR04: of 10,000 files no two share a salt, a wrapped key or a nonce', async () => {
  const content = new Blob(['the same bytes']);
  const seen = new Map<string, Set<string>>();
  const note = (what: string, value: string) => {
    seen.set(what, (seen.get(what) ?? new Set()).add(value));
  };
  for (let count = 0; count < FILES; count += 1) {
    const bytes = await bytesOf(await encrypt(content, ENCRYPTION, {}));
    const text = Buffer.from(bytes).toString('latin1');
    const [, stanza = '', key = '', mac = ''] = text.split('\n', 4);
    note('salt', stanza.split(' ')[2] ?? '');
    note('wrapped key', key);
    const end = text.indexOf(mac) + mac.length + 1;
    note('nonce', text.slice(end, end + 16));
    note('first bytes', text.slice(end + 16, end + 32));
  }
  expect([...seen].map(([what, values]) => [what, values.size])).toEqual(
    ['salt', 'wrapped key', 'nonce', 'first bytes'].map((what) => [what, FILES]),
  );
  for (const nonce of seen.get('nonce') ?? []) expect(nonce).toHaveLength(16);
});
