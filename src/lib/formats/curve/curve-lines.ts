import Papa from 'papaparse';
import { announcedDelimiter } from '#lib/formats/csv/delimiter.ts';
import { readClockTime, readTime } from '#lib/formats/csv/dates.ts';
import { readDuration } from '#lib/formats/csv/durations.ts';
import { readNumber } from '#lib/formats/csv/numbers.ts';

/** A line of the text that is not blank. */
export interface CurveLine {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
  /** Trimmed; empty ones at the end are taken off. */
  readonly cells: readonly string[];
  /** Begins with a comment mark: never a point, but perhaps the header. */
  readonly isComment: boolean;
}

/** The first that fits as many lines as any other is taken. */
const DELIMITERS = ['\t', ';', '|', ',', ' '] as const;
const SAMPLE_LINES = 200;
const LEAST_CELLS = 3;
const COMMENT_MARK = /^\s*(?:#|\/\/)+\s*/;
const TWO_NUMBERS = /^[\d.,]+ +[\d.,]+$/;

/** What belongs together although a space is in it: date and time, a number and its unit. */
function withoutInnerSpaces(line: string): string {
  return line
    .replace(/\s+/g, ' ')
    .replace(/(\d{1,4}[-./]\d{1,2}[-./]\d{1,4}) (?=\d{1,2}:\d{2})/, '$1T')
    .replace(/(\d) (?=(?:%|kw|w|s|sec|min|h|[ap]\.?m\.?)(?: |$))/gi, '$1')
    .replace(/ (?=[([])/g, '');
}

function splitter(delimiter: string): (line: string) => string[] {
  if (delimiter === ' ') return (line) => withoutInnerSpaces(line).trim().split(' ');
  // Line by line, so that one quote left open cannot swallow all that follows.
  const parser = new Papa.Parser({ delimiter, newline: '\n' });
  return (line) => {
    if (!line.includes('"')) return line.split(delimiter);
    const { data } = parser.parse(line, 0, false) as { data: string[][] };
    return data[0] ?? [];
  };
}

function trimmed(cells: readonly string[]): string[] {
  const texts = cells.map((cell) => cell.trim());
  return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
}

function isValue(cell: string): boolean {
  if (TWO_NUMBERS.test(cell)) return false;
  return (
    readNumber(cell, '.') !== undefined ||
    readNumber(cell, ',') !== undefined ||
    readClockTime(cell) !== undefined ||
    readDuration(cell, 's', '.') !== undefined ||
    typeof readTime(cell, { order: 'day-first' }) !== 'string' ||
    typeof readTime(cell, { order: 'month-first' }) !== 'string'
  );
}

/** Whether a line holds at least as many values as a point has. */
export function looksLikePoint(cells: readonly string[]): boolean {
  return cells.length >= LEAST_CELLS && cells.filter(isValue).length >= LEAST_CELLS;
}

function sniff(lines: readonly string[]): string {
  let best: { delimiter: string; fits: number } = { delimiter: ',', fits: 0 };
  for (const delimiter of DELIMITERS) {
    const split = splitter(delimiter);
    const fits = lines.filter((line) => looksLikePoint(trimmed(split(line)))).length;
    if (fits > best.fits) best = { delimiter, fits };
  }
  return best.delimiter;
}

/**
 * The lines of a text as cells, by the delimiter that makes points of the most lines: tab,
 * semicolon, bar, comma or spaces. Blank lines are left out, and comment marks taken off.
 */
export function curveLines(text: string): CurveLine[] {
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const announced = announcedDelimiter(plain);
  const all = plain.split('\n');
  const used = all.flatMap((line, at) =>
    line.trim() === '' || (announced !== undefined && at === 0)
      ? []
      : [{ line: at + 1, text: line }],
  );
  const sample = used.slice(0, SAMPLE_LINES).map((line) => line.text);
  const split = splitter(announced ?? sniff(sample));
  return used
    .map(({ line, text: raw }) => ({
      line,
      text: raw,
      isComment: COMMENT_MARK.test(raw),
      cells: trimmed(split(raw.replace(COMMENT_MARK, ''))),
    }))
    .filter(({ cells }) => cells.length > 0);
}
