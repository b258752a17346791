import { unguardFormula, unguardV4Formula } from './formula.ts';
import type { Plan, PlannedColumn } from './plan.ts';
import type { RowReport } from './report.ts';

const MISSING: ReadonlySet<string> = new Set([
  '',
  '-',
  '–',
  'n/a',
  'na',
  'none',
  'null',
  'unknown',
  'unavailable',
]);
const LONGEST_MISSING = 11;
const REPORTED_CHARS = 80;

/** Whether a trimmed cell of a column that is not free text says nothing. */
export function isMissing(text: string): boolean {
  if (text.length === 0) return true;
  if (text.length > LONGEST_MISSING) return false;
  const first = text.charCodeAt(0);
  return !(first >= 0x30 && first <= 0x39) && MISSING.has(text.toLowerCase());
}

/** One row while it is read: its cells, and what is to be reported about it. */
export class RowContext {
  readonly plan: Plan;
  readonly row: number;
  readonly cells: readonly string[];
  refusal: RowReport | undefined;
  warnings: RowReport[] | undefined;
  dateOnly = false;
  shortYear = false;

  constructor(plan: Plan, row: number, cells: readonly string[]) {
    this.plan = plan;
    this.row = row;
    this.cells = cells;
  }

  /** The trimmed cell of a column that is not free text; empty if it says nothing. */
  value(column: PlannedColumn | undefined): string {
    if (!column) return '';
    const text = (this.cells[column.index] ?? '').trim();
    return isMissing(text) ? '' : text;
  }

  /** The trimmed cell of a text column, without a guard against formulas. Absent if blank. */
  text(column: PlannedColumn | undefined): string | undefined {
    const raw = column ? this.cells[column.index] : undefined;
    if (raw === undefined || raw === '') return undefined;
    const { guard } = this.plan.profile;
    // The guard stands before everything else, white space included.
    let text = raw;
    if (guard === 'ours') text = unguardFormula(raw);
    else if (guard === 'v4') text = unguardV4Formula(raw);
    text = text.trim();
    return text === '' ? undefined : text;
  }

  extra(name: string): PlannedColumn | undefined {
    return this.plan.extras[name];
  }

  /** Ends the reading of this row; the first reason stays. */
  reject(code: string, column?: PlannedColumn): void {
    this.refusal ??= this.report(code, column);
  }

  /** Asked as a call, because every step may have refused the row since the last time. */
  isRefused(): boolean {
    return this.refusal !== undefined;
  }

  warn(code: string, column?: PlannedColumn): void {
    (this.warnings ??= []).push(this.report(code, column));
  }

  private report(code: string, column: PlannedColumn | undefined): RowReport {
    const report = { row: this.row, code };
    if (!column) return report;
    const text = (this.cells[column.index] ?? '').slice(0, REPORTED_CHARS);
    return { ...report, column: column.header, text };
  }
}
