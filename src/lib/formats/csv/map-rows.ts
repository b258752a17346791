import type { Result } from '#lib/domain/result.ts';
import { fail, ok } from '#lib/domain/result.ts';
import { KeyedDrafts } from './duplicates.ts';
import { findDateTroubles } from './file-warnings.ts';
import type { HeaderRecord } from './headers.ts';
import type { Plan } from './plan.ts';
import type { DateRange, Draft, FileReport, ImportHooks, RowReport } from './report.ts';
import type { RecordTable } from './records.ts';
import { readRow } from './row-draft.ts';
import { yieldToOthers } from './yield.ts';

/** Rows mapped between two looks at the abort signal. */
const ROWS_PER_STEP = 4_000;

/** The numbers, counted from 1, of the records that hold data. */
export interface DataRows extends RecordTable {
  readonly rows: readonly number[];
}

export interface MappedRows {
  readonly drafts: readonly Draft[];
  readonly rejected: readonly RowReport[];
  readonly skipped: readonly RowReport[];
  readonly warnings: readonly RowReport[];
  readonly fileWarnings: readonly FileReport[];
  readonly range?: DateRange;
}

function isHeaderAgain(header: HeaderRecord, cells: readonly string[]): boolean {
  if (cells[0]?.trim() !== header.headers[0]?.text) return false;
  return header.headers.every(({ text }, at) => (cells[at] ?? '').trim() === text);
}

function hasExtraCell(cells: readonly string[], count: number): boolean {
  for (let at = count; at < cells.length; at += 1) if (cells[at]?.trim() !== '') return true;
  return false;
}

function byRow(a: RowReport, b: RowReport): number {
  return a.row - b.row || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}

class RowMapper {
  readonly rejected: RowReport[] = [];
  readonly skipped: RowReport[] = [];
  readonly keyed: KeyedDrafts;
  dateOnly = false;
  shortYears = false;
  private readonly plan: Plan;
  private readonly header: HeaderRecord;

  constructor(plan: Plan, header: HeaderRecord) {
    this.plan = plan;
    this.header = header;
    this.keyed = new KeyedDrafts(plan.profile.ownId);
  }

  take(row: number, cells: readonly string[], refusal: string | undefined): void {
    if (refusal !== undefined) {
      this.rejected.push({ row, code: refusal });
    } else if (isHeaderAgain(this.header, cells)) {
      this.skipped.push({ row, code: 'row/repeated_header' });
    } else if (cells.length > this.plan.headerCount && hasExtraCell(cells, this.plan.headerCount)) {
      this.rejected.push({ row, code: 'row/column_count' });
    } else {
      this.map(row, cells);
    }
  }

  private map(row: number, cells: readonly string[]): void {
    const outcome = readRow(this.plan, row, cells);
    if (outcome.kind === 'draft') {
      this.keyed.add(outcome.draft, outcome.row.warnings);
      this.dateOnly ||= outcome.row.dateOnly;
      this.shortYears ||= outcome.row.shortYear;
    } else if (outcome.kind === 'rejected') {
      this.rejected.push(outcome.report);
    } else {
      this.skipped.push(outcome.report);
    }
  }

  result(today: string): MappedRows {
    const drafts = this.keyed.drafts();
    const { range, warnings } = findDateTroubles(drafts, today);
    const fileWarnings: FileReport[] = [];
    if (this.dateOnly) fileWarnings.push({ code: 'file/date_only' });
    fileWarnings.push(...warnings);
    if (this.shortYears) fileWarnings.push({ code: 'file/short_years' });
    return {
      drafts,
      rejected: this.rejected.sort(byRow),
      skipped: [...this.skipped, ...this.keyed.skipped].sort(byRow),
      warnings: this.keyed.warnings().sort(byRow),
      fileWarnings,
      ...(range && { range }),
    };
  }
}

/** Maps the data rows of a planned file in steps. Error: `import/cancelled`. */
export async function mapRows(
  plan: Plan,
  header: HeaderRecord,
  { rows, records, refused }: DataRows,
  hooks: ImportHooks,
): Promise<Result<MappedRows>> {
  const mapper = new RowMapper(plan, header);
  for (let at = 0; at < rows.length; at += ROWS_PER_STEP) {
    if (hooks.signal?.aborted) return fail('import/cancelled');
    for (const row of rows.slice(at, at + ROWS_PER_STEP))
      mapper.take(row, records[row - 1] ?? [], refused.get(row));
    hooks.onProgress?.(Math.min(rows.length, at + ROWS_PER_STEP), rows.length);
    await yieldToOthers();
  }
  return ok(mapper.result(hooks.today));
}
