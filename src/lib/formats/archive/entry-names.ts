import { refuse } from './refusal.ts';

const MAX_NAME_BYTES = 1_000;
// A path upwards, from the root or a drive, an invisible end or a change of direction.
const DANGEROUS =
  /\.\.|^[/\\]|^[A-Za-z]:|[\u0000-\u001f\u007f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const MAX_LABEL_CHARS = 120;

/** The name in a header as text; refuses what could lead out of a folder or deceive a reader. */
export function readEntryName(bytes: Uint8Array): string {
  if (bytes.length === 0 || bytes.length > MAX_NAME_BYTES) refuse('archive/name');
  const name = decode(bytes);
  if (DANGEROUS.test(name)) refuse('archive/name');
  return name;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Old writers use a code page nobody names; the name is only a label.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** What to call an entry on screen or on disk: its base name with harmless characters. */
export function entryLabel(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  const plain = base.normalize('NFC').replace(/[^\p{L}\p{N}\p{M} ._()-]/gu, '_');
  const label = Array.from(plain).slice(0, MAX_LABEL_CHARS).join('').trim();
  return /^[. ]*$/.test(label) ? 'file' : label;
}
