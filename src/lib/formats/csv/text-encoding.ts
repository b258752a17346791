import type { ChoicePreview, Question, TextEncodingName } from './report.ts';

export type ContentKind = 'zip' | 'gzip' | 'json' | 'text' | 'binary';

const SAMPLE_BYTES = 4096;
const LEGACY: readonly TextEncodingName[] = ['windows-1252', 'iso-8859-2', 'windows-1251'];
const MAGIC: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x25, 0x50, 0x44, 0x46],
  [0x52, 0x49, 0x46, 0x46],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65],
];

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function bomOf(bytes: Uint8Array): TextEncodingName | undefined {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return 'utf-8';
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  return undefined;
}

/** The kind of a file by its content; its name says nothing. */
export function sniffContent(bytes: Uint8Array): ContentKind {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]))
    return 'zip';
  if (startsWith(bytes, [0x1f, 0x8b])) return 'gzip';
  if (bomOf(bytes)) return 'text';
  if (MAGIC.some((magic) => startsWith(bytes, magic))) return 'binary';
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  let controls = 0;
  for (const byte of sample) {
    if (byte < 0x09 || (byte > 0x0d && byte < 0x20)) controls += 1;
  }
  // A stray NUL is a broken row; a tenth of control bytes is no text at all.
  if (controls * 10 > sample.length) return 'binary';
  const first = sample.find((byte) => byte > 0x20);
  return first === 0x7b || first === 0x5b ? 'json' : 'text';
}

export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncodingName;
  /** Present when the encoding had to be guessed; the text is then in the proposed one. */
  readonly question?: Question;
}

function decode(bytes: Uint8Array, encoding: TextEncodingName): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // The bytes are not text of this encoding.
    return undefined;
  }
}

/**
 * Some runtimes decode windows-1252 as Latin-1, which leaves 0x80–0x9f as control characters. A
 * right decoder never gives those, but for the five bytes that have no character.
 */
const C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function decodeLegacy(bytes: Uint8Array, encoding: TextEncodingName): string {
  const text = new TextDecoder(encoding).decode(bytes);
  if (encoding !== 'windows-1252') return text;
  return text.replace(/[\u0080-\u009f]/g, (char) => C1[char.charCodeAt(0) - 0x80] ?? char);
}

function unsure(bytes: Uint8Array): Question {
  const from = bytes.findIndex((byte) => byte >= 0x80);
  const sample = bytes.subarray(Math.max(0, from - 30), from + 30);
  const previews = LEGACY.map((choice): ChoicePreview => ({
    choice,
    text: decodeLegacy(sample, choice),
  }));
  return {
    code: 'import/encoding_unsure',
    choices: LEGACY,
    proposed: 'windows-1252',
    previews,
  };
}

/**
 * Text of a file: by byte order mark, else strict UTF-8, else the chosen encoding, else a
 * question with a proposal. Absent when the bytes are no text of the encoding they announce.
 */
export function decodeText(bytes: Uint8Array, chosen?: TextEncodingName): DecodedText | undefined {
  const encoding = bomOf(bytes) ?? 'utf-8';
  const text = decode(bytes, encoding);
  if (text !== undefined) return { text, encoding };
  if (chosen && LEGACY.includes(chosen))
    return { text: decodeLegacy(bytes, chosen), encoding: chosen };
  if (encoding !== 'utf-8') return undefined;
  return {
    text: decodeLegacy(bytes, 'windows-1252'),
    encoding: 'windows-1252',
    question: unsure(bytes),
  };
}
