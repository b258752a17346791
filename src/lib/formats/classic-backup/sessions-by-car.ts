import type { Result } from '#lib/domain/result.ts';
import { ok } from '#lib/domain/result.ts';
import { csvCell, csvLine } from '#lib/formats/csv/csv-text.ts';
import { headerName } from '#lib/formats/csv/headers.ts';
import { readImport } from '#lib/formats/csv/read-import.ts';
import type {
  Draft,
  ImportHooks,
  ImportOptions,
  ImportReading,
  RowReport,
} from '#lib/formats/csv/report.ts';
import type { TextTable } from './read-table.ts';

const CAR_COLUMN = 'car_id';
const REPORTED_CHARS = 80;
const ZERO_COST = 'file/constant_zero_cost';
/** What is said about a row because of other rows, which may be of another car. */
const BY_OTHER_ROWS: ReadonlySet<string> = new Set(['row/duplicate_in_file']);

/** The rows of a file that says of each session which car it was. */
interface CarRows {
  readonly column: string;
  readonly byCar: ReadonlyMap<string, ReadonlySet<number>>;
  /** Rows of no car of the file, with what stands in the column. */
  readonly strangers: ReadonlyMap<number, string>;
}

function carRowsOf(
  whole: ImportReading,
  { records, refused }: TextTable,
  carIds: ReadonlySet<string>,
): CarRows | undefined {
  const { headers, headerRow } = whole.table;
  const at = headers.findIndex((header) => headerName(header) === CAR_COLUMN);
  if (at === -1) return undefined;
  const settled = new Set(
    whole.skipped.filter(({ code }) => !BY_OTHER_ROWS.has(code)).map(({ row }) => row),
  );
  const byCar = new Map<string, Set<number>>();
  const strangers = new Map<number, string>();
  for (let row = headerRow + 1; row <= records.length; row += 1) {
    const cells = records[row - 1] ?? [];
    if (refused.has(row) || settled.has(row) || cells.every((cell) => cell.trim() === '')) continue;
    const car = (cells[at] ?? '').trim();
    if (!carIds.has(car)) strangers.set(row, cells[at] ?? '');
    else if (!byCar.get(car)?.add(row)) byCar.set(car, new Set([row]));
  }
  // A column that names no car at all is one of the many that mean something else.
  return byCar.size === 0 ? undefined : { column: headers[at] ?? '', byCar, strangers };
}

/** The file with blank lines for the rows of others, so that every row keeps its number. */
function textOf(whole: ImportReading, table: TextTable, rows: ReadonlySet<number>): string {
  const { headers, headerRow } = whole.table;
  const ignored = whole.fileWarnings.find(({ code }) => code === ZERO_COST)?.column;
  const blank = ignored === undefined ? -1 : headers.indexOf(ignored);
  const lines = table.records.map((cells, at) => {
    const row = at + 1;
    if (row !== headerRow && !rows.has(row)) return '\r\n';
    return csvLine(
      cells.map((cell, column) => (column === blank && rows.has(row) ? '' : csvCell(cell))),
    );
  });
  return lines.join('');
}

function rowOf({ row }: Draft): number {
  return typeof row === 'number' ? row : (row[0] ?? 0);
}

function byRow(a: RowReport, b: RowReport): number {
  return a.row - b.row;
}

function merged(
  whole: ImportReading,
  rows: CarRows,
  parts: readonly ImportReading[],
): ImportReading {
  const isRead = (row: number) => [...rows.byCar.values()].some((set) => set.has(row));
  const others = (reports: readonly RowReport[]) =>
    reports.filter(({ row, code }) => !isRead(row) && !BY_OTHER_ROWS.has(code));
  const known = others(whole.rejected);
  const refusedRows = new Set(known.map(({ row }) => row));
  const strangers = [...rows.strangers]
    .filter(([row]) => !refusedRows.has(row))
    .map(([row, text]): RowReport => ({
      row,
      code: 'row/bad_value',
      column: rows.column,
      text: text.slice(0, REPORTED_CHARS),
    }));
  const drafts = parts.flatMap((part) => part.drafts).sort((a, b) => rowOf(a) - rowOf(b));
  const rejected = [...known, ...strangers, ...parts.flatMap((part) => part.rejected)].sort(byRow);
  const skipped = [...others(whole.skipped), ...parts.flatMap((part) => part.skipped)].sort(byRow);
  const warnings = parts.flatMap((part) => part.warnings).sort(byRow);
  const dates = drafts.map(({ content }) => content.localDate).sort();
  const [from, to] = [dates[0], dates.at(-1)];
  const reading: { -readonly [K in keyof ImportReading]: ImportReading[K] } = {
    ...whole,
    ...(from !== undefined && to !== undefined && { range: { from, to } }),
    counts: {
      rows: whole.counts.rows,
      sessions: drafts.length,
      rejected: rejected.length,
      skipped: skipped.length,
      warnings: warnings.length,
    },
    drafts,
    rejected,
    skipped,
    warnings,
    columnsUnused: whole.columnsUnused.filter((column) => column !== rows.column),
    sourceCars: [...rows.byCar.keys()].flatMap((name) => {
      const sessions = drafts.filter(({ sourceCar }) => sourceCar === name).length;
      return sessions === 0 ? [] : [{ name, sessions }];
    }),
  };
  if (from === undefined) delete reading.range;
  return reading;
}

/**
 * The sessions again, each car by itself, where a column says which car it was: equal rows of two
 * cars are two charges. Absent without such a column. Rows of an unknown car are rejected.
 */
export async function readByCar(
  whole: ImportReading,
  table: TextTable,
  carIds: ReadonlySet<string>,
  options: ImportOptions,
  hooks: ImportHooks,
): Promise<Result<ImportReading | undefined>> {
  const rows = carRowsOf(whole, table, carIds);
  if (!rows) return ok(undefined);
  const { preconditioningZero } = whole.options;
  const settled = { ...options, ...(preconditioningZero && { preconditioningZero }) };
  const parts: ImportReading[] = [];
  for (const [sourceCar, mine] of rows.byCar) {
    const bytes = new TextEncoder().encode(textOf(whole, table, mine));
    const part = await readImport(bytes, settled, hooks);
    if (!part.ok) return part;
    const drafts = part.value.drafts.map((draft) => ({ ...draft, sourceCar }));
    parts.push({ ...part.value, drafts });
  }
  return ok(merged(whole, rows, parts));
}
