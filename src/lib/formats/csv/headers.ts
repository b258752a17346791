import { HEAD_RECORDS } from './limits.ts';

export interface HeaderName {
  /** As in the file, trimmed. */
  readonly text: string;
  /** For comparing: lower case, accents folded, white space single, unit taken off. */
  readonly name: string;
  /** The unit in brackets at the end, lower case; empty if none. */
  readonly unit: string;
}

/** Longer first cells are prose before the table, not headers. */
const MAX_CHARS = 300;
const UNIT_SUFFIX = /^(.*\S)\s*(?:\(([^()]*)\)|\[([^[\]]*)\])$/s;

/** A header in the form in which headers are compared. */
export function readHeader(cell: string): HeaderName {
  // Not through the middle of a character that takes two code units.
  const text = cell
    .slice(0, MAX_CHARS)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
  const folded = text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim();
  const split = UNIT_SUFFIX.exec(folded);
  if (!split) return { text, name: folded, unit: '' };
  const unit = (split[2] ?? split[3] ?? '').trim().replace(/^in /, '');
  return { text, name: split[1] ?? folded, unit };
}

export function headerName(text: string): string {
  return readHeader(text).name;
}

/** A record that may hold headers, with its number counted from 1. */
export interface HeaderRecord {
  readonly row: number;
  readonly headers: readonly HeaderName[];
  readonly names: ReadonlySet<string>;
}

/** The first records of a file as possible headers; blank and refused ones are left out. */
export function headerCandidates(
  records: readonly (readonly string[])[],
  refused: ReadonlyMap<number, string>,
): HeaderRecord[] {
  const found: HeaderRecord[] = [];
  records.slice(0, HEAD_RECORDS).forEach((cells, index) => {
    if (cells.length === 0 || refused.has(index + 1)) return;
    const headers = cells.map(readHeader);
    found.push({
      row: index + 1,
      headers,
      names: new Set(headers.map(({ name }) => name).filter((name) => name !== '')),
    });
  });
  return found;
}
