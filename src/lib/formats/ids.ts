import { parse, v5 } from 'uuid';

// Parsed once: a hundred thousand ids are made in one import.
const NAMESPACE = parse('7d0c0a52-6f0e-5d57-9f6b-2a4c1f8e9b31');
const UTF8 = new TextEncoder();
const NOT_ASCII = /[^\0-\x7f]/;

/** A normalised value of a key; a missing one is empty text. */
export type KeyPart = string | number | undefined;

function keyPart(part: KeyPart): string {
  if (part === undefined) return '';
  if (typeof part === 'number') return String(part);
  const trimmed = part.trim();
  const text = NOT_ASCII.test(trimmed) ? trimmed.normalize('NFC') : trimmed;
  return text.includes('%') || text.includes('|')
    ? text.replaceAll('%', '%25').replaceAll('|', '%7C')
    : text;
}

/**
 * Key text `<profile>:<part>|<part>…` of an imported row. Text parts are trimmed and NFC; `%` and
 * `|` inside a part are escaped, so different parts never give one key.
 */
export function importKeyOf(profile: string, parts: readonly KeyPart[]): string {
  let key = `${profile}:`;
  parts.forEach((part, at) => {
    key += at === 0 ? keyPart(part) : `|${keyPart(part)}`;
  });
  return key;
}

/** Id of a session made by an import: the same row imported into the same car has the same id. */
export function importedSessionId(carId: string, importKey: string): string {
  return v5(UTF8.encode(`${carId}\n${importKey}`), NAMESPACE);
}

/** Id of a car or place made by an import. */
export function importedEntityId(kind: 'car' | 'place', key: string): string {
  return v5(UTF8.encode(`${kind}\n${key}`), NAMESPACE);
}
