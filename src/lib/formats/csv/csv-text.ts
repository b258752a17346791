import { guardFormula } from './formula.ts';

/** What stands between the cells of a line. */
export type Delimiter = ',' | ';';

const NEEDS_QUOTES: Readonly<Record<Delimiter, RegExp>> = {
  ',': /[",\r\n]/,
  ';': /[";\r\n]/,
};

/** One cell by RFC 4180: quoted only where a delimiter, quote or line break is in it. */
export function csvCell(text: string, delimiter: Delimiter = ','): string {
  return NEEDS_QUOTES[delimiter].test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A text cell: guarded against being run as a formula. Absent is blank. */
export function textCell(text: string | undefined, delimiter?: Delimiter): string {
  return text === undefined ? '' : csvCell(guardFormula(text), delimiter);
}

/** A number as it is; numbers are never formulas. Absent is blank. */
export function numberCell(value: number | undefined): string {
  return value === undefined ? '' : decimalText(value);
}

export function csvLine(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}

/** Shortest decimal without an exponent, which no reader of ours accepts. */
function decimalText(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text;
}

/** A whole number of 10^-`places` as decimal text without trailing zeros: 1845000, 6 → 1.845. */
export function scaledText(whole: number, places: number): string {
  const digits = String(Math.abs(whole)).padStart(places + 1, '0');
  const cut = digits.length - places;
  const fraction = digits.slice(cut).replace(/0+$/, '');
  const sign = whole < 0 ? '-' : '';
  return `${sign}${digits.slice(0, cut)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Joins lines into pieces of at least so many characters, for writing large files in steps. */
export function* joinedChunks(lines: Iterable<string>, chars = 256_000): Generator<string> {
  let piece: string[] = [];
  let size = 0;
  for (const line of lines) {
    piece.push(line);
    size += line.length;
    if (size < chars) continue;
    yield piece.join('');
    piece = [];
    size = 0;
  }
  if (piece.length > 0) yield piece.join('');
}
