import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { decryptVault } from '#lib/formats/backup/read-vault.ts';
import {
  type AgeVector,
  ageVectors,
  passphraseHeader,
  streamOf,
} from '../../../support/age-vectors.ts';

const vectors = ageVectors();
function vectorOf(wanted: string): AgeVector {
  const found = vectors.find(({ name }) => name === wanted);
  if (!found) throw new Error(`there is no vector ${wanted}`);
  return found;
}
const named = (prefix: string) => vectors.filter(({ name }) => name.startsWith(prefix));

/** `ok` with the SHA-256 of what came out, or the code of the refusal. */
async function read(file: Buffer, passphrase = 'password'): Promise<string> {
  const opened = await decryptVault(new Blob([new Uint8Array(file)]), { passphrase });
  if (!opened.ok) return opened.error.code;
  const bytes = new Uint8Array(await opened.value.arrayBuffer());
  return `ok ${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Published vectors of one passphrase, by what goes wrong with them. */
const OF_A_PASSPHRASE: Readonly<Record<string, readonly string[]>> = {
  // The passphrase does not open the file key, or what it would open was changed.
  'backup/wrong_passphrase': ['no_match', 'bad_tag', 'work_factor_wrong'],
  'backup/kdf_limit': ['work_factor_23', 'work_factor_overflow'],
  // Passphrases stand alone; the name of the kind is exact.
  'backup/unsupported_recipient': ['double', 'and_x25519', 'uppercase'],
  'backup/damaged': [
    'extra_argument',
    'long_file_key',
    'not_canonical_body',
    'not_canonical_salt',
    'salt_long',
    'salt_missing',
    'salt_short',
    'work_factor_hex',
    'work_factor_leading_garbage',
    'work_factor_leading_plus',
    'work_factor_leading_zero_decimal',
    'work_factor_leading_zero_octal',
    'work_factor_missing',
    'work_factor_negative',
    'work_factor_trailing_garbage',
    'work_factor_zero',
  ],
};

/** Headers of other kinds of keys: sound ones are not for us, the others are no headers. */
const NOT_SOUND = new Set([
  'hmac_extra_space',
  'hmac_garbage',
  'hmac_missing',
  'hmac_no_space',
  'hmac_trailing_space',
  'hmac_truncated',
  'stanza_bad_start',
  'stanza_base64_padding',
  'stanza_empty_argument',
  'stanza_invalid_character',
  'stanza_long_line',
  'stanza_missing_body',
  'stanza_missing_final_line',
  'stanza_multiple_short_lines',
  'stanza_no_arguments',
  'stanza_spurious_cr',
]);

describe('CR01: the published vectors of age', () => {
  test('are all here', () => {
    expect(vectors).toHaveLength(1 + 24 + 36 + 82);
    expect(new Set(vectors.map(({ expect: outcome }) => outcome))).toEqual(
      new Set([
        'success',
        'no match',
        'HMAC failure',
        'header failure',
        'payload failure',
        'armor failure',
      ]),
    );
  });

  test('of one passphrase open, or are refused for what is wrong with them', async () => {
    const codes = new Map(
      Object.entries(OF_A_PASSPHRASE).flatMap(([code, names]) =>
        names.map((name): readonly [string, string] => [`scrypt_${name}`, code]),
      ),
    );
    const found = named('scrypt_');
    expect(found).toHaveLength(24);
    expect(found.map(({ name }) => name).sort()).toEqual([...codes.keys()].sort());
    for (const { name, file, passphrase } of found) {
      expect(await read(file, passphrase), name).toBe(codes.get(name));
    }
    const right = vectorOf('scrypt');
    expect(right.expect).toBe('success');
    expect(await read(right.file, right.passphrase)).toBe(`ok ${right.payload ?? ''}`);
  });

  test('in armour, of another version or with other line ends are none of our files', async () => {
    const others = new Set(['empty', 'header_crlf', 'version_unsupported']);
    const found = vectors.filter(({ name, isArmored }) => isArmored || others.has(name));
    expect(found.length).toBe(36);
    for (const { name, file, passphrase } of found) {
      expect(await read(file, passphrase), name).toBe('backup/not_a_backup');
    }
  });

  test('for other kinds of keys are refused as such, or as no header at all', async () => {
    const found = ['x25519', 'hybrid', 'stanza_', 'hmac_', 'stream_'].flatMap(named);
    expect(found.length).toBe(82);
    for (const { name, file } of found) {
      expect(await read(file), name).toBe(
        NOT_SOUND.has(name) ? 'backup/damaged' : 'backup/unsupported_recipient',
      );
    }
  });

  test('with each published stream under a passphrase: opened to the last byte or refused', async () => {
    const found = named('stream_');
    expect(found.length).toBe(28);
    for (const { name, expect: outcome, payload, fileKey, file } of found) {
      const ours = Buffer.concat([passphraseHeader(fileKey!, 'password', 4), streamOf(file)]);
      // Of a file that fails at its end nothing is handed out, not even what was sound.
      expect(await read(ours), name).toBe(
        outcome === 'success' ? `ok ${payload ?? ''}` : 'backup/damaged',
      );
    }
  });

  test('whose header was signed with another key are damaged', async () => {
    const { fileKey, file } = vectorOf('stream_two_chunks');
    const header = passphraseHeader(fileKey!, 'password', 4).toString('latin1');
    const other = passphraseHeader(Buffer.alloc(16, 7), 'password', 4).toString('latin1');
    const signedByOther =
      header.slice(0, header.indexOf('---')) + other.slice(other.indexOf('---'));
    const changed = Buffer.concat([Buffer.from(signedByOther, 'latin1'), streamOf(file)]);
    expect(await read(changed)).toBe('backup/damaged');
  });
});

test('CR02: a work factor above 20 is refused in the time of reading a line', async () => {
  const { file } = vectorOf('scrypt');
  const times: number[] = [];
  for (const logN of ['21', '22', '23', '30', '64', '18446744073709551617']) {
    const text = file.toString('latin1').replace(/^(-> scrypt \S+) \d+$/m, `$1 ${logN}`);
    const asked = Buffer.from(text, 'latin1');
    await read(asked);
    const before = performance.now();
    expect(await read(asked)).toBe('backup/kdf_limit');
    times.push(performance.now() - before);
  }
  // Of all of them the quickest: a busy machine may hold up one, deriving would hold up each.
  expect(Math.min(...times)).toBeLessThan(10);
});
