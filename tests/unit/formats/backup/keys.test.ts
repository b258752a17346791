import { beforeAll, expect, test } from 'vitest';
import {
  generatePassphrase,
  newPassphrase,
  passphraseStrength,
  readPassphrase,
} from '#lib/formats/backup/passphrase.ts';
import { decryptVault, openVault } from '#lib/formats/backup/read-vault.ts';
import { writeVault } from '#lib/formats/backup/write-vault.ts';
import {
  bytesOf,
  outcome,
  PASSPHRASE,
  plain,
  QUICK,
  restored,
  smallState,
  sourceOf,
  written,
} from './vaults.ts';

let header: string;
beforeAll(async () => {
  const { file } = await written(smallState(), { encryption: QUICK });
  const text = new TextDecoder('latin1').decode(await bytesOf(file));
  const from = text.indexOf('age-encryption.org/v1\n-> scrypt');
  header = text.slice(from, text.indexOf('\n', text.indexOf('\n---', from) + 1) + 1);
});

/** A bare file with a changed header; its content is never reached. */
const withHeader = (change: (header: string) => string) =>
  new Blob([change(header), new Uint8Array(200)]);

test('a wrong passphrase has its own message', async () => {
  const { file } = await written(smallState(), { encryption: QUICK });
  for (const wrong of [
    'correct horse battery stapl',
    `${PASSPHRASE} `,
    'Correct horse battery staple',
  ]) {
    expect(await outcome(file, wrong)).toBe('backup/wrong_passphrase');
  }
  expect(await outcome(file)).toBe('backup/passphrase_needed');
  expect(await outcome(file, '')).toBe('backup/passphrase_invalid');
  expect(await outcome(file, 'with\nline feed in it')).toBe('backup/passphrase_invalid');
  const decrypted = await decryptVault(file, { passphrase: 'not this one' });
  expect(decrypted.ok ? 'ok' : decrypted.error.code).toBe('backup/wrong_passphrase');
});

test('a work factor above 20 is refused before anything is derived', async () => {
  for (const logN of ['21', '22', '30', '63', '99999999999999999999']) {
    const file = withHeader((text) => text.replace(/ 10\n/, ` ${logN}\n`));
    const before = performance.now();
    const code = await outcome(file, PASSPHRASE);
    // Deriving takes seconds, a refusal none.
    expect(performance.now() - before).toBeLessThan(500);
    expect(code).toBe('backup/kdf_limit');
  }
});

test('anything but one passphrase is refused before anything is derived', async () => {
  const stanza = /-> scrypt [^-]*\n/.exec(header)?.[0] ?? '';
  const twice = withHeader((text) => text.replace(stanza, stanza + stanza));
  expect(await outcome(twice, PASSPHRASE)).toBe('backup/unsupported_recipient');
  const key = withHeader((text) => text.replace('-> scrypt', '-> X25519'));
  expect(await outcome(key, PASSPHRASE)).toBe('backup/unsupported_recipient');
  const unknown = withHeader((text) => text.replace('---', '-> grease x\n\n---'));
  expect(await outcome(unknown, PASSPHRASE)).toBe('backup/unsupported_recipient');
});

test('a header that is no header is damage', async () => {
  for (const change of [
    (text: string) => text.replace(/ 10\n/, ' 010\n'),
    (text: string) => text.replace(/ 10\n/, ' -1\n'),
    (text: string) => text.replace(/ 10\n/, '\n'),
    (text: string) => text.replace('--- ', '---'),
    (text: string) => text.replace(/\n--- .*\n/, '\n'),
    (text: string) => text.replace('scrypt ', 'scrypt  '),
    (text: string) => text.replace('-> scrypt', '> scrypt'),
  ]) {
    const result = await openVault(withHeader(change), { passphrase: PASSPHRASE });
    expect(result.ok ? 'ok' : result.error).toEqual({
      code: 'backup/damaged',
      details: { step: 'key_header' },
    });
  }
});

test('a composed and a decomposed passphrase are one; spaces, emoji and length are kept', async () => {
  const pairs = [
    ['caf\u00e9 au lait with sugar', 'cafe\u0301 au lait with sugar'],
    ['\ufb01ne print with ligature', 'fine print with ligature'],
    ['  two  spaces  around  ', '  two  spaces  around  '],
    ['🔌🚗🔋🔌🚗🔋🔌🚗🔋🔌🚗🔋', '🔌🚗🔋🔌🚗🔋🔌🚗🔋🔌🚗🔋'],
    ['x'.repeat(1_000), 'x'.repeat(1_000)],
  ] as const;
  for (const [one, other] of pairs) {
    const { file } = await written(smallState(), { encryption: { passphrase: one, logN: 4 } });
    expect(plain(await restored(file, other))).toEqual(plain(smallState()));
  }
});

test('what is no passphrase is refused, reading and writing', async () => {
  const reason = (result: ReturnType<typeof readPassphrase>) =>
    result.ok ? 'ok' : `${result.error.code} ${String(result.error.details?.['reason'])}`;
  expect(reason(readPassphrase(''))).toBe('backup/passphrase_invalid empty');
  expect(reason(readPassphrase('x'))).toBe('ok');
  expect(reason(readPassphrase('x'.repeat(1_001)))).toBe('backup/passphrase_invalid too_long');
  // One letter before NFKC, eighteen after.
  expect(reason(readPassphrase('\ufdfa'.repeat(56)))).toBe('backup/passphrase_invalid too_long');
  expect(reason(readPassphrase('tab\tinside'))).toBe('backup/passphrase_invalid character');
  expect(reason(readPassphrase('half \ud83d character'))).toBe(
    'backup/passphrase_invalid character',
  );
  expect(reason(newPassphrase('eleven char'))).toBe('backup/passphrase_invalid too_short');
  expect(reason(newPassphrase('twelve chars'))).toBe('ok');
  // Twelve characters, not twelve halves of characters.
  expect(reason(newPassphrase('🔌🚗🔋🔌🚗🔋'))).toBe('backup/passphrase_invalid too_short');
  expect(reason(newPassphrase('twelve chars', true))).toBe('backup/passphrase_invalid too_short');
  expect(reason(newPassphrase('twenty characters ok', true))).toBe('ok');
  const refused = await writeVault(sourceOf(smallState()), { encryption: { passphrase: 'short' } });
  expect(refused.ok ? 'ok' : refused.error).toEqual({
    code: 'backup/passphrase_invalid',
    details: { reason: 'too_short', least: 12 },
  });
});

test('six words are made from chance, each with the same chance', () => {
  const bytes =
    (...values: number[]) =>
    () =>
      Uint8Array.from(values);
  // The first, the second, the last word of the published list, and three in between.
  expect(generatePassphrase(bytes(0, 0, 0, 1, 7, 255, 0, 2, 4, 0, 8, 0))).toBe(
    'abandon ability zoo able length abandon',
  );
  const counts = new Map<string, number>();
  for (let chance = 0; chance < 65_536; chance += 6) {
    const values = Array.from({ length: 6 }, (_, at) => chance + at).flatMap((value) => [
      (value >> 8) & 0xff,
      value & 0xff,
    ]);
    const words = generatePassphrase(() => Uint8Array.from(values)).split(' ');
    words.forEach((word, at) => {
      if (chance + at < 65_536) counts.set(word, (counts.get(word) ?? 0) + 1);
    });
  }
  expect(counts.size).toBe(2_048);
  expect(new Set(counts.values())).toEqual(new Set([32]));
});

test('the estimate of a passphrase is from below', () => {
  expect(passphraseStrength('abandon ability zoo able length abandon')).toEqual({
    bits: 66,
    level: 'strong',
  });
  const weak = [
    '',
    'password',
    'aaaaaaaaaaaaaaaaaaaa',
    '123456789012',
    'abcdefghijkl',
    'zoo zoo zoo zoo zoo zoo zoo',
  ];
  for (const text of weak) expect(passphraseStrength(text).level, text).toBe('weak');
  expect(passphraseStrength('summer holiday 2024').level).toBe('weak');
  expect(passphraseStrength('7#kP2!vQ9$zL4@wX8%bN').level).toBe('strong');
  // A generated one that lost a word is what is left of it.
  expect(passphraseStrength('abandon ability zoo able length').bits).toBe(55);
});
