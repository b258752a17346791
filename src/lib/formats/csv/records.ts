import Papa from 'papaparse';
import type { Result } from '#lib/domain/result.ts';
import { fail, ok } from '#lib/domain/result.ts';
import { IMPORT_LIMITS } from './limits.ts';
import { prepareLineEnds } from './line-ends.ts';
import type { ImportHooks } from './report.ts';
import { yieldToOthers } from './yield.ts';

/** Characters parsed between two looks at the abort signal. */
const CHUNK_CHARS = 1_000_000;
/** A record longer than this is skipped without being parsed: it is refused anyway. */
const GIANT_CHARS = 2_000_000;
/** NUL, and half a character, which has no form in UTF-8. */
const BAD = /[\0\p{Cs}]/u;

/** Records of a file in order. Record n of the file is `records[n - 1]`; blank ones are empty. */
export interface RecordTable {
  readonly records: readonly (readonly string[])[];
  /** Why a record cannot be used, by record number. */
  readonly refused: ReadonlyMap<number, string>;
}

interface ParserOutput {
  readonly data: string[][];
  readonly errors: readonly { readonly code: string; readonly row: number }[];
  readonly meta: { readonly cursor: number };
}

interface Mutable {
  readonly records: string[][];
  readonly refused: Map<number, string>;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function refusalOf(cells: readonly string[], hasBad: boolean): string | undefined {
  let chars = 0;
  for (const cell of cells) {
    chars += cell.length;
    if (cell.length * 3 > IMPORT_LIMITS.cellBytes && byteLength(cell) > IMPORT_LIMITS.cellBytes)
      return 'row/field_too_long';
  }
  if (chars * 3 > IMPORT_LIMITS.recordBytes) {
    let bytes = 0;
    for (const cell of cells) bytes += byteLength(cell);
    if (bytes > IMPORT_LIMITS.recordBytes) return 'row/too_long';
  }
  return hasBad && cells.some((cell) => BAD.test(cell)) ? 'row/bad_character' : undefined;
}

/** Position after the record that starts at `from`, and whether a quote stayed open. */
function skipRecord(text: string, from: number, delimiter: string, newline: string) {
  let at = from;
  for (;;) {
    if (text[at] === '"') {
      at = text.indexOf('"', at + 1);
      while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
      if (at === -1) return { end: text.length, open: true };
      at += 1;
    }
    const end = text.indexOf(newline, at);
    if (end === -1) return { end: text.length, open: false };
    const quote = text.indexOf(`${delimiter}"`, at);
    if (quote === -1 || quote > end) return { end: end + newline.length, open: false };
    at = quote + delimiter.length;
  }
}

function keep(table: Mutable, output: ParserOutput, hasBad: boolean): void {
  const first = table.records.length;
  for (const cells of output.data) {
    const blank = cells.every((cell) => cell === '');
    table.records.push(blank ? [] : cells);
    const refusal = blank ? undefined : refusalOf(cells, hasBad);
    if (refusal) table.refused.set(table.records.length, refusal);
  }
  for (const { code, row } of output.errors) {
    if (code === 'MissingQuotes' || code === 'InvalidQuotes')
      table.refused.set(first + row + 1, 'row/unbalanced_quote');
  }
}

/**
 * Splits a text into records, a chunk at a time, so that a worker stays responsive.
 * Errors: `import/too_many_rows`, `import/cancelled`.
 */
export async function readRecords(
  source: string,
  delimiter: string,
  hooks: Pick<ImportHooks, 'signal' | 'onProgress'>,
): Promise<Result<RecordTable>> {
  const { text, newline } = prepareLineEnds(source, delimiter);
  const hasBad = BAD.test(text);
  const parser = new Papa.Parser({ delimiter, newline });
  const table: Mutable = { records: [], refused: new Map() };
  let at = 0;
  let size = CHUNK_CHARS;
  while (at < text.length) {
    if (hooks.signal?.aborted) return fail('import/cancelled');
    const last = at + size >= text.length;
    const output = parser.parse(text.slice(at, at + size), 0, !last) as ParserOutput;
    if (output.data.length === 0 && !last) {
      if (size < GIANT_CHARS) {
        size *= 2;
        continue;
      }
      const { end, open } = skipRecord(text, at, delimiter, newline);
      table.records.push([text.slice(at, at + 80)]);
      table.refused.set(table.records.length, open ? 'row/unbalanced_quote' : 'row/too_long');
      at = end;
    } else {
      keep(table, output, hasBad);
      at = last ? text.length : at + output.meta.cursor;
    }
    size = CHUNK_CHARS;
    // The header and a last empty line are records too.
    if (table.records.length > IMPORT_LIMITS.rows + 2) return fail('import/too_many_rows');
    hooks.onProgress?.(at, text.length);
    await yieldToOthers();
  }
  return ok(table);
}
