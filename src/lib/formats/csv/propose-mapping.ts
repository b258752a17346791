import { readHeader } from './headers.ts';
import type { ColumnChoice, ColumnMapping, MappedField } from './mapping-types.ts';
import { HEADER_WORDS } from './synonyms.ts';

const UNITS = /^(?:wh|kwh|mwh|km|mi|miles|m|s|min|h|w|kw|°?c|°?f)$/;
const TRAILING_UNIT = /^(.*\S)\s+(wh|kwh|mwh|km|mi|miles|min|kw)$/;

const WORDS: ReadonlyMap<string, MappedField> = new Map(
  HEADER_WORDS.flatMap(([field, words]) =>
    words.split('|').map((word): [string, MappedField] => [word, field]),
  ).reverse(),
);

interface Guess {
  readonly header: string;
  readonly field: MappedField;
  readonly unit: string;
}

function guess(cell: string): Guess {
  const { text, name, unit } = readHeader(cell);
  const direct = WORDS.get(name);
  if (direct) return { header: text, field: direct, unit };
  // "energy kwh" is the energy with its unit.
  const split = TRAILING_UNIT.exec(name);
  const field = split?.[1] === undefined ? undefined : WORDS.get(split[1]);
  return { header: text, field: field ?? 'ignore', unit: split?.[2] ?? unit };
}

/**
 * A column mapping filled in by the words of the headers, for the person to check. A field is
 * given to the first column whose header means it; the others are left to choose.
 */
export function proposeMapping(headers: readonly string[], name: string): ColumnMapping {
  const taken = new Set<MappedField>();
  const columns = headers
    .map(guess)
    .filter(({ header }) => header !== '')
    .map(({ header, field, unit }): ColumnChoice => {
      const isFree = !taken.has(field);
      if (field !== 'ignore') taken.add(field);
      return {
        header,
        field: isFree ? field : 'ignore',
        ...(isFree && field !== 'ignore' && UNITS.test(unit) && { unit }),
      };
    });
  return { format: 'plugtrack-mapping', version: 1, name, kind: 'sessions', columns };
}

/** Whether all columns of a saved mapping are in a file with these headers. */
export function mappingFits(mapping: ColumnMapping, headers: readonly string[]): boolean {
  const names = new Set(headers.map((header) => readHeader(header).name));
  return (
    mapping.columns.length > 0 &&
    mapping.columns.every(({ header }) => names.has(readHeader(header).name))
  );
}
