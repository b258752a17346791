import { createCipheriv, createHmac, hkdfSync, randomBytes, scryptSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

/** One published file of age with what is expected of it. */
export interface AgeVector {
  readonly name: string;
  /** `success`, `no match`, `HMAC failure`, `header failure`, `payload failure`, `armor failure`. */
  readonly expect: string;
  /** SHA-256 of what it holds, in hex; absent when nothing of it may be seen. */
  readonly payload?: string;
  readonly passphrase?: string;
  readonly fileKey?: Buffer;
  readonly isArmored: boolean;
  readonly file: Buffer;
}

const STORED = new URL('../fixtures/age/vectors.json', import.meta.url);

/** All published vectors. */
export function ageVectors(): AgeVector[] {
  const stored = JSON.parse(readFileSync(STORED, 'utf8')) as Record<string, string>;
  return Object.entries(stored).map(([name, text]) => vectorOf(name, Buffer.from(text, 'base64')));
}

function vectorOf(name: string, all: Buffer): AgeVector {
  const end = all.indexOf('\n\n');
  const said = new Map(
    all
      .toString('utf8', 0, end)
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
  );
  const content = all.subarray(end + 2);
  const [payload, passphrase, key] = ['payload', 'passphrase', 'file key'].map((k) => said.get(k));
  return {
    name,
    expect: said.get('expect') ?? '',
    ...(payload !== undefined && { payload }),
    ...(passphrase !== undefined && { passphrase }),
    ...(key !== undefined && { fileKey: Buffer.from(key, 'hex') }),
    isArmored: said.get('armored') === 'yes',
    file: said.get('compressed') === 'zlib' ? inflateSync(content) : content,
  };
}

/** What follows the header of a file: its nonce and its chunks. */
export function streamOf(file: Buffer): Buffer {
  return file.subarray(file.indexOf('\n', file.indexOf('\n---') + 1) + 1);
}

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('base64').replaceAll('=', '');

/**
 * A header for one passphrase, made from the public specification with Node's own means, so that
 * a published stream can be read by whoever opens only passphrases.
 */
export function passphraseHeader(fileKey: Uint8Array, passphrase: string, logN: number): Buffer {
  const salt = randomBytes(16);
  const label = Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), salt]);
  const wrapKey = scryptSync(passphrase, label, 32, { N: 2 ** logN, r: 8, p: 1 });
  const cipher = createCipheriv('chacha20-poly1305', wrapKey, Buffer.alloc(12), {
    authTagLength: 16,
  });
  const wrapped = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
  const stanza = `-> scrypt ${base64(salt)} ${String(logN)}\n${base64(wrapped)}\n`;
  const header = Buffer.from(`age-encryption.org/v1\n${stanza}---`);
  const macKey = Buffer.from(hkdfSync('sha256', fileKey, Buffer.alloc(0), 'header', 32));
  const mac = createHmac('sha256', macKey).update(header).digest();
  return Buffer.concat([header, Buffer.from(` ${base64(mac)}\n`)]);
}
