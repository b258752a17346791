import { refuse } from '#lib/formats/archive/refusal.ts';

/** The first line of every file of age version 1. */
export const AGE_INTRO = 'age-encryption.org/v1\n';
/** The greatest work factor that is derived; more would hold a device up for minutes. */
export const MAX_LOG_N = 20;
/** A header with one passphrase has about 150 bytes. */
export const MAX_AGE_HEADER_BYTES = 16_384;

const NON_ASCII = /[^\n\x20-\x7e]/;
const STANZA_START = '-> ';
const MAC_LINE = /^--- [A-Za-z0-9+/]{43}$/;
const BODY_LINE = /^[A-Za-z0-9+/]{0,64}$/;
const FULL_LINE = 64;
/** A wrapped file key: 16 bytes and their tag, in base64 without padding. */
const KEY_BODY = /^[A-Za-z0-9+/]{43}$/;
const SALT = /^[A-Za-z0-9+/]{22}$/;
const WORK_FACTOR = /^[1-9][0-9]*$/;

interface Stanza {
  readonly args: readonly string[];
  readonly body: readonly string[];
}

/** What the header of an encrypted file asks for. */
export interface AgeHeader {
  readonly logN: number;
}

/**
 * Reads the header from the first bytes of an encrypted file, before anything is derived from a
 * passphrase: exactly one passphrase and a bearable work factor.
 */
export function readAgeHeader(start: Uint8Array, maxLogN = MAX_LOG_N): AgeHeader {
  const stanzas = readStanzas(new TextDecoder('latin1').decode(start));
  const [stanza] = stanzas;
  if (stanza === undefined) damaged();
  if (stanzas.length > 1 || stanza.args[0] !== 'scrypt') {
    refuse('backup/unsupported_recipient', { stanzas: stanzas.length, type: stanza.args[0] ?? '' });
  }
  const [, salt = '', factor = ''] = stanza.args;
  const isScrypt = stanza.args.length === 3 && SALT.test(salt) && WORK_FACTOR.test(factor);
  if (!isScrypt) damaged();
  const logN = Number(factor);
  if (logN > maxLogN) refuse('backup/kdf_limit', { limit: maxLogN, value: logN });
  if (stanza.body.length !== 1 || !KEY_BODY.test(stanza.body[0] ?? '')) damaged();
  return { logN };
}

function damaged(): never {
  refuse('backup/damaged', { step: 'key_header' });
}

function readStanzas(text: string): Stanza[] {
  if (!text.startsWith(AGE_INTRO)) damaged();
  const end = text.indexOf('\n---');
  const macEnd = text.indexOf('\n', end + 1);
  if (end < 0 || macEnd < 0 || !MAC_LINE.test(text.slice(end + 1, macEnd))) damaged();
  const lines = text.slice(AGE_INTRO.length, end).split('\n');
  const stanzas: Stanza[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    if (!line.startsWith(STANZA_START) || NON_ASCII.test(line)) damaged();
    const args = line.slice(STANZA_START.length).split(' ');
    if (args.includes('')) damaged();
    const body: string[] = [];
    let bodyLine: string;
    do {
      at += 1;
      // A body ends with a line that is not full, so there is always one.
      bodyLine = lines[at] ?? damaged();
      if (!BODY_LINE.test(bodyLine)) damaged();
      body.push(bodyLine);
    } while (bodyLine.length === FULL_LINE);
    at += 1;
    stanzas.push({ args, body });
  }
  return stanzas;
}
