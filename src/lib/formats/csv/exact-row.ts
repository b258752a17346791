import type { Content } from '#lib/domain/entity.ts';
import type { FieldIssue } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from '#lib/domain/units.ts';
import { validateSession } from '#lib/domain/validate-session.ts';
import { isJsonObject, parseStrictJson, type JsonValue } from '#lib/formats/json/strict-json.ts';
import { readTime } from './dates.ts';
import { EXACT_JSON, EXACT_NUMBERS, EXACT_TEXTS, type ExactColumn } from './exact-columns.ts';
import { unguardFormula } from './formula.ts';
import type { Plan } from './plan.ts';
import type { Draft, DraftContent } from './report.ts';
import { RowContext } from './row-context.ts';
import type { RowOutcome } from './row-draft.ts';

const NUMBER = /^-?\d{1,16}(?:\.\d{1,15})?$/;
const INTEGER = /^-?\d{1,16}$/;
/** Completed sessions of the far future are warned about, not refused: see file warnings. */
const NO_LIMIT = '9998-12-31';

const FIELD_COLUMNS: Readonly<Record<string, ExactColumn>> = {
  ...Object.fromEntries(
    [...EXACT_NUMBERS, ...EXACT_TEXTS, ...EXACT_JSON].map(({ column, field }) => [field, column]),
  ),
  carId: 'car_id',
  status: 'status',
  localDate: 'local_date',
  // The offset says the instant; it is the date beside it that does not fit.
  startedAt: 'local_date',
  endedAt: 'ended_at',
  timeZone: 'time_zone',
  current: 'current',
  preconditioning: 'preconditioning',
  cost: 'cost_rest',
};

type Values = Record<string, unknown>;

/** Reads the cells of one row as they are: nothing is trimmed, only a blank cell is absent. */
class ExactRow {
  readonly row: RowContext;
  constructor(row: RowContext) {
    this.row = row;
  }

  reject(code: string, column: ExactColumn): undefined {
    this.row.reject(code, this.row.extra(column));
  }

  cell(column: ExactColumn): string | undefined {
    const planned = this.row.extra(column);
    const cell = planned && this.row.cells[planned.index];
    return cell === '' ? undefined : cell;
  }

  text(column: ExactColumn): string | undefined {
    const cell = this.cell(column);
    return cell === undefined ? undefined : unguardFormula(cell);
  }

  number(column: ExactColumn, whole: boolean): number | undefined {
    const cell = this.cell(column);
    if (cell === undefined) return undefined;
    if ((whole ? INTEGER : NUMBER).test(cell) && Math.abs(Number(cell)) <= Number.MAX_SAFE_INTEGER)
      return Number(cell);
    this.reject('row/bad_number', column);
    return undefined;
  }

  instant(column: ExactColumn): number | undefined {
    const cell = this.cell(column);
    if (cell === undefined) return undefined;
    const time = readTime(cell, {});
    if (typeof time === 'string') {
      this.reject(time, column);
      return undefined;
    }
    if (time.msOfDay === undefined || time.offsetMin === undefined) {
      this.reject('row/bad_time', column);
      return undefined;
    }
    return time.epochDay * MS_PER_DAY + time.msOfDay - time.offsetMin * MS_PER_MINUTE;
  }

  json(column: ExactColumn): JsonValue | undefined {
    const cell = this.cell(column);
    if (cell === undefined) return undefined;
    const parsed = parseStrictJson(cell);
    if (parsed.ok) return parsed.value;
    this.reject('row/bad_value', column);
    return undefined;
  }

  object(column: ExactColumn): Readonly<Record<string, JsonValue>> {
    const value = this.json(column);
    if (value === undefined) return {};
    if (isJsonObject(value)) return value;
    this.reject('row/bad_value', column);
    return {};
  }
}

function put(values: Values, field: string, value: unknown): void {
  if (value !== undefined) values[field] = value;
}

function readCost(exact: ExactRow): Values | undefined {
  const cost: Values = { ...exact.object('cost_rest') };
  put(cost, 'basis', exact.cell('cost_basis'));
  put(cost, 'currency', exact.cell('currency'));
  put(cost, 'totalMicros', exact.number('total_micros', true));
  put(cost, 'pricePerKwhMicros', exact.number('price_per_kwh_micros', true));
  return Object.keys(cost).length > 0 ? cost : undefined;
}

function readValues(exact: ExactRow): Values {
  const values: Values = {};
  put(values, 'carId', exact.text('car_id'));
  put(values, 'status', exact.cell('status'));
  put(values, 'localDate', exact.cell('local_date'));
  put(values, 'startedAt', exact.instant('started_at'));
  put(values, 'endedAt', exact.instant('ended_at'));
  put(values, 'timeZone', exact.cell('time_zone'));
  put(values, 'current', exact.cell('current'));
  put(values, 'preconditioning', exact.cell('preconditioning'));
  for (const { column, field, whole } of EXACT_NUMBERS)
    put(values, field, exact.number(column, whole));
  for (const { column, field } of EXACT_TEXTS) put(values, field, exact.text(column));
  for (const { column, field } of EXACT_JSON) put(values, field, exact.json(column));
  put(values, 'cost', readCost(exact));
  return values;
}

function codeOf({ field, code }: FieldIssue): string {
  if (code === 'session/end') return 'row/end_before_start';
  if (field === 'localDate' || field === 'startedAt') return 'row/bad_date';
  if (code === 'session/empty') return 'row/empty_charge';
  return code.endsWith('_range') ? 'row/out_of_range' : 'row/bad_value';
}

function rejectIssue(exact: ExactRow, issue: FieldIssue | undefined): void {
  if (!issue) return;
  const column = FIELD_COLUMNS[issue.field.split('.')[0] ?? ''];
  const code = codeOf(issue);
  if (column === undefined || code === 'row/empty_charge') exact.row.reject(code);
  else exact.reject(code, column);
}

function draftOf(exact: ExactRow, session: Content<Session>): Draft | undefined {
  const id = exact.text('plugtrack_session_v1');
  if (id === undefined) {
    exact.reject('row/bad_value', 'plugtrack_session_v1');
    return;
  }
  const createdAt = exact.instant('created_at') ?? exact.instant('updated_at') ?? 0;
  const updatedAt = exact.instant('updated_at') ?? createdAt;
  const more = exact.object('more');
  const { carId, importKey, ...content } = session;
  const carName = exact.text('car');
  const known = Object.keys(more).some(
    (key) => key in session || key in FIELD_COLUMNS || key === 'id' || key.startsWith('_'),
  );
  if (known) {
    exact.reject('row/bad_value', 'more');
    return;
  }
  return {
    row: exact.row.row,
    ...(importKey !== undefined && { importKey }),
    content: content satisfies DraftContent,
    own: {
      id,
      carId,
      createdAt,
      updatedAt,
      ...(carName !== undefined && { carName }),
      ...(Object.keys(more).length > 0 && { more }),
    },
  };
}

/** Reads one row of our own lossless file. A value that cannot be stored rejects the row. */
export function readExactRow(plan: Plan, rowNumber: number, cells: readonly string[]): RowOutcome {
  const row = new RowContext(plan, rowNumber, cells);
  const exact = new ExactRow(row);
  const values = readValues(exact);
  const valid = row.isRefused() ? undefined : validateSession(values, { today: NO_LIMIT });
  if (valid && !valid.ok) rejectIssue(exact, valid.error.fields?.[0]);
  const draft = valid?.ok ? draftOf(exact, valid.value) : undefined;
  if (draft && !row.isRefused()) return { kind: 'draft', draft, row };
  return { kind: 'rejected', report: row.refusal ?? { row: rowNumber, code: 'row/bad_value' } };
}
