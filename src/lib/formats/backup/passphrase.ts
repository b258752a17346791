import { wordlist } from '@scure/bip39/wordlists/english.js';
import type { Result } from '#lib/domain/result.ts';
import { fail, ok } from '#lib/domain/result.ts';

/** What a new passphrase needs at least, in characters; six generated words always have it. */
export const MIN_PASSPHRASE_CHARS = 12;
/** With the lower work factor. */
export const MIN_REDUCED_PASSPHRASE_CHARS = 20;
const MAX_PASSPHRASE_CHARS = 1_000;
const GENERATED_WORDS = 6;
const BITS_PER_WORD = 11;
// A lone surrogate has no UTF-8, so two passphrases would become one.
const REFUSED = /[\p{Cc}\p{Cs}]/u;

export interface PassphraseStrength {
  /** An estimate from below, for someone who knows how people choose. */
  readonly bits: number;
  readonly level: 'weak' | 'fair' | 'strong';
}

/**
 * The passphrase as it is used: NFKC, nothing trimmed. Error: `backup/passphrase_invalid`, with
 * `reason` `empty`, `too_long` or `character`.
 */
export function readPassphrase(text: string): Result<string> {
  const normal = text.normalize('NFKC');
  if (REFUSED.test(normal)) return invalid('character');
  const chars = countChars(normal);
  if (chars < 1) return invalid('empty');
  if (chars > MAX_PASSPHRASE_CHARS) return invalid('too_long');
  return ok(normal);
}

/** The passphrase as it is used, if it is good enough to write with; also `reason` `too_short`. */
export function newPassphrase(text: string, reduced = false): Result<string> {
  const read = readPassphrase(text);
  if (!read.ok) return read;
  const least = reduced ? MIN_REDUCED_PASSPHRASE_CHARS : MIN_PASSPHRASE_CHARS;
  if (countChars(read.value) < least) return invalid('too_short', least);
  return read;
}

function invalid(reason: string, least?: number): ReturnType<typeof fail> {
  return fail('backup/passphrase_invalid', {
    details: least === undefined ? { reason } : { reason, least },
  });
}

function countChars(text: string): number {
  return Array.from(text).length;
}

/** Six words, each of 2,048 with the same chance, joined by spaces. `randomBytes` gives chance. */
export function generatePassphrase(randomBytes: (count: number) => Uint8Array): string {
  const bytes = randomBytes(GENERATED_WORDS * 2);
  const words: string[] = [];
  for (let at = 0; at < GENERATED_WORDS * 2; at += 2) {
    const chance = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    // 2,048 divides 65,536, so the remainder favours no word.
    words.push(wordlist[chance % wordlist.length] ?? '');
  }
  return words.join(' ');
}

/** Between words it says nothing. */
const SEPARATOR = /^[ _.,-]$/;
const FAIR_BITS = 40;
const STRONG_BITS = 60;
const FIRST_LETTER_BITS = 4.7;
/** People choose words: a further letter surprises little. */
const NEXT_LETTER_BITS = 2.2;
const DIGIT_BITS = 3.3;
const OTHER_BITS = 4;
const PREDICTED_BITS = 0.5;

/** How hard a passphrase is to guess; a generated one has 66 bits. */
export function passphraseStrength(text: string): PassphraseStrength {
  const normal = text.normalize('NFKC');
  const words = normal.split(' ');
  if (words.length === GENERATED_WORDS && words.every((word) => wordlist.includes(word))) {
    return { bits: GENERATED_WORDS * BITS_PER_WORD, level: 'strong' };
  }
  const seen = new Set<string>();
  let bits = 0;
  for (const [run] of normal.matchAll(/\p{L}+|\p{N}+|[^\p{L}\p{N}]+/gu)) {
    const folded = run.toLowerCase();
    if (seen.size > 0 && SEPARATOR.test(run)) continue;
    // What comes a second time is nearly free.
    bits += seen.has(folded) ? PREDICTED_BITS : runBits(run, folded);
    seen.add(folded);
  }
  const rounded = Math.floor(bits);
  const level = rounded < FAIR_BITS ? 'weak' : rounded < STRONG_BITS ? 'fair' : 'strong';
  return { bits: rounded, level };
}

function runBits(run: string, folded: string): number {
  if (wordlist.includes(folded)) return BITS_PER_WORD + (run === folded ? 0 : 1);
  const chars = Array.from(folded);
  let bits = run === folded ? 0 : 1;
  let before: number | undefined;
  chars.forEach((char, index) => {
    const code = char.codePointAt(0) ?? 0;
    // The same again, or the next in the row: aaa, 123, cba.
    const isPredicted = before !== undefined && Math.abs(code - before) <= 1;
    before = code;
    if (isPredicted) bits += PREDICTED_BITS;
    else if (/\p{L}/u.test(char)) bits += index === 0 ? FIRST_LETTER_BITS : NEXT_LETTER_BITS;
    else bits += /\p{N}/u.test(char) ? DIGIT_BITS : OTHER_BITS;
  });
  return bits;
}
