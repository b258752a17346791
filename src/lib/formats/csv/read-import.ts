import type { Result } from '#lib/domain/result.ts';
import { fail, ok } from '#lib/domain/result.ts';
import { parseStrictJson } from '#lib/formats/json/strict-json.ts';
import { buildPlan, type BuiltPlan } from './build-plan.ts';
import { announcedDelimiter, sniffDelimiter } from './delimiter.ts';
import { findProfile, type FoundProfile } from './find-profile.ts';
import { headerCandidates } from './headers.ts';
import { HEAD_RECORDS, IMPORT_LIMITS } from './limits.ts';
import { mapRows, type MappedRows } from './map-rows.ts';
import { readRecords, type RecordTable } from './records.ts';
import type {
  ImportHooks,
  ImportOptions,
  ImportReading,
  Question,
  SourceName,
  TableHead,
} from './report.ts';
import { decodeText, sniffContent, type DecodedText } from './text-encoding.ts';

interface OpenedTable {
  readonly decoded: DecodedText;
  readonly delimiter: string;
  readonly table: RecordTable;
}

function isJson(text: string): boolean {
  const line = text.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  if (parseStrictJson(line).ok) return true;
  const whole = parseStrictJson(text);
  return whole.ok || whole.error.code !== 'json/syntax';
}

function unknownFormat(headers: readonly string[], kind = 'text') {
  const shown = headers.slice(0, 40).join(', ').slice(0, 400);
  return fail('import/unknown_format', { details: { kind, headers: shown } });
}

async function openTable(
  bytes: Uint8Array,
  options: Pick<ImportOptions, 'encoding' | 'mapping'>,
  hooks: Pick<ImportHooks, 'signal' | 'onProgress'>,
): Promise<Result<OpenedTable>> {
  if (bytes.length === 0) return fail('import/empty_file');
  if (bytes.length > IMPORT_LIMITS.fileBytes)
    return fail('import/too_large', {
      details: { limit: IMPORT_LIMITS.fileBytes, value: bytes.length },
    });
  const kind = sniffContent(bytes);
  if (kind === 'binary') return fail('import/not_text');
  if (kind === 'zip' || kind === 'gzip') return unknownFormat([], kind);
  const decoded = decodeText(bytes, options.encoding);
  if (!decoded) return fail('import/not_text');
  const { text } = decoded;
  if (text.trim() === '') return fail('import/empty_file');
  if (kind === 'json' && isJson(text)) return unknownFormat([], kind);
  const delimiter = announcedDelimiter(text) ?? options.mapping?.delimiter ?? sniffDelimiter(text);
  const table = await readRecords(text, delimiter, hooks);
  return table.ok ? ok({ decoded, delimiter, table: table.value }) : table;
}

function headOf(opened: OpenedTable, headerRow: number): TableHead {
  const { records } = opened.table;
  return {
    headers: (records[headerRow - 1] ?? []).map((cell) => cell.trim()),
    headerRow,
    delimiter: opened.delimiter,
    encoding: opened.decoded.encoding,
    records: records
      .slice(headerRow, headerRow + HEAD_RECORDS)
      .filter((cells) => cells.length > 0)
      .map((cells) => cells.map((cell) => cell.slice(0, 200))),
  };
}

/**
 * The first records of any text table, for choosing columns by hand when no profile fits.
 * `headerRow` counts records from 1; absent: the first record with the most cells.
 */
export async function previewTable(
  bytes: Uint8Array,
  options: Pick<ImportOptions, 'encoding' | 'mapping'> & { readonly headerRow?: number },
  hooks: Pick<ImportHooks, 'signal'> = {},
): Promise<Result<TableHead>> {
  const opened = await openTable(bytes, options, hooks);
  if (!opened.ok) return opened;
  const candidates = headerCandidates(opened.value.table.records, opened.value.table.refused);
  const widest = candidates.reduce((most, { names }) => Math.max(most, names.size), 0);
  const guessed = candidates.find(({ names }) => names.size === widest)?.row ?? 1;
  return ok(headOf(opened.value, options.headerRow ?? guessed));
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** Numbers of the records below the header that hold anything. */
function dataRows({ records, refused }: RecordTable, headerRow: number): number[] {
  const rows: number[] = [];
  for (let at = headerRow; at < records.length; at += 1) {
    if (refused.has(at + 1) || !isBlank(records[at] ?? [])) rows.push(at + 1);
  }
  return rows;
}

/** The cells of those rows that can be read, to decide about columns. */
function usableCells({ records, refused }: RecordTable, rows: readonly number[]) {
  return rows.filter((row) => !refused.has(row)).map((row) => records[row - 1] ?? []);
}

function countNames(names: Iterable<string | undefined>): SourceName[] {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, sessions]) => ({ name, sessions }));
}

function readingOf(
  opened: OpenedTable,
  found: FoundProfile,
  built: BuiltPlan,
  rows: number,
  mapped: MappedRows | undefined,
  questions: readonly Question[],
): ImportReading {
  const drafts = mapped?.drafts ?? [];
  const rejected = mapped?.rejected ?? [];
  const skipped = mapped?.skipped ?? [];
  const warnings = mapped?.warnings ?? [];
  const options = { ...built.plan.options };
  // They are of the app, not of the file.
  delete options.sheetWords;
  return {
    profile: found.profile.id,
    profiles: found.candidates,
    options: { ...options, currency: built.plan.currency, profile: found.profile.id },
    questions,
    ...(mapped?.range && { range: mapped.range }),
    counts: {
      rows,
      sessions: drafts.length,
      rejected: rejected.length,
      skipped: skipped.length,
      warnings: warnings.length,
    },
    drafts,
    rejected,
    skipped,
    warnings,
    fileWarnings: [...built.fileWarnings, ...(mapped?.fileWarnings ?? [])],
    columnsUnused: built.columnsUnused,
    sourceCars: countNames(drafts.map(({ sourceCar }) => sourceCar)),
    sourceUsers: countNames(drafts.map(({ sourceUser }) => sourceUser)),
    table: headOf(opened, found.header.row),
  };
}

/** A mapping's own settings describe its files and come before what the device proposes. */
function settledOptions(options: ImportOptions, found: FoundProfile): ImportOptions {
  const { mapping } = options;
  const base = found.profile.id === 'generic' && mapping ? mapping : undefined;
  return {
    ...options,
    ...(base?.timeZone !== undefined && { timeZone: base.timeZone }),
    ...(base?.currency !== undefined && { currency: base.currency }),
    ...(base?.distanceUnit !== undefined && { distanceUnit: base.distanceUnit }),
  };
}

/**
 * Reads a foreign file into session drafts. Nothing is written and nothing throws: a bad row is
 * reported, a bad file is a failure, what only the person knows is a question, and while one is
 * open there are no drafts. Errors: the `import/…` codes of refused and contradictory files.
 */
export async function readImport(
  bytes: Uint8Array,
  options: ImportOptions,
  hooks: ImportHooks,
): Promise<Result<ImportReading>> {
  const opened = await openTable(bytes, options, hooks);
  if (!opened.ok) return opened;
  const { decoded, table } = opened.value;
  const candidates = headerCandidates(table.records, table.refused);
  const widest = candidates.reduce((most, { headers }) => Math.max(most, headers.length), 0);
  if (widest > IMPORT_LIMITS.columns)
    return fail('import/too_many_columns', {
      details: { limit: IMPORT_LIMITS.columns, value: widest },
    });
  const found = findProfile(candidates, table.records, options);
  if (!found.ok) {
    return found.error.code === 'import/unknown_format'
      ? unknownFormat(headOf(opened.value, candidates[0]?.row ?? 1).headers)
      : found;
  }
  const rows = dataRows(table, found.value.header.row);
  if (rows.length === 0) return fail('import/no_rows');
  if (rows.length > IMPORT_LIMITS.rows)
    return fail('import/too_many_rows', {
      details: { limit: IMPORT_LIMITS.rows, value: rows.length },
    });
  const built = buildPlan(found.value.profile, {
    headers: found.value.header.headers,
    rows: usableCells(table, rows),
    delimiter: opened.value.delimiter,
    options: settledOptions(options, found.value),
  });
  if (!built.ok) return built;
  const questions = [...(decoded.question ? [decoded.question] : []), ...built.value.questions];
  if (questions.length > 0)
    return ok(readingOf(opened.value, found.value, built.value, rows.length, undefined, questions));
  const mapped = await mapRows(built.value.plan, found.value.header, { ...table, rows }, hooks);
  if (!mapped.ok) return mapped;
  return ok(readingOf(opened.value, found.value, built.value, rows.length, mapped.value, []));
}
