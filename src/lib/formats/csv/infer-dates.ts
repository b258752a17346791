import { localDateOfEpochDay } from '#lib/domain/civil-date.ts';
import type { Result } from '#lib/domain/result.ts';
import { fail, ok } from '#lib/domain/result.ts';
import { readTime, type DateForm } from './dates.ts';
import type { NumberColumn } from './infer-numbers.ts';
import type { ChoicePreview, DateOrder, Question } from './report.ts';

const PARTS = /^(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)/;
const BARE_NUMBER = /^\d+(?:\.\d+)?$/;
const ORDERS: readonly DateOrder[] = ['day-first', 'month-first'];

interface ColumnEvidence {
  readonly column: NumberColumn;
  readonly proof?: DateOrder;
  readonly undecided: boolean;
  readonly serials: boolean;
}

function orderOf(text: string): DateOrder | 'both' | undefined {
  const match = PARTS.exec(text);
  if (!match) return undefined;
  const [first, second] = [Number(match[1]), Number(match[3])];
  if (first > 12 && second > 12) return undefined;
  if (first > 12) return 'day-first';
  return second > 12 ? 'month-first' : 'both';
}

function weigh(column: NumberColumn, rows: Iterable<readonly string[]>): Result<ColumnEvidence> {
  let proof: DateOrder | undefined;
  let undecided = false;
  let serials = false;
  for (const cells of rows) {
    const text = (cells[column.index] ?? '').trim();
    if (text === '') continue;
    const order = orderOf(text);
    if (order === 'both') {
      undecided = true;
    } else if (order !== undefined) {
      if (proof !== undefined && proof !== order)
        return fail('import/date_order_conflict', { details: { column: column.header } });
      proof = order;
    }
    serials ||= order !== undefined || (!BARE_NUMBER.test(text) && isDate(text));
  }
  return ok({ column, undecided, serials, ...(proof !== undefined && { proof }) });
}

function isDate(text: string): boolean {
  return typeof readTime(text, { order: 'day-first' }) !== 'string';
}

function preview(
  { index }: NumberColumn,
  rows: readonly (readonly string[])[],
  order: DateOrder,
): ChoicePreview {
  let from = Infinity;
  let to = -Infinity;
  for (const cells of rows) {
    const time = readTime((cells[index] ?? '').trim(), { order });
    if (typeof time === 'string') continue;
    from = Math.min(from, time.epochDay);
    to = Math.max(to, time.epochDay);
  }
  if (from > to) return { choice: order };
  const range = { from: localDateOfEpochDay(from), to: localDateOfEpochDay(to) };
  return { choice: order, range };
}

export interface DecidedForms {
  readonly forms: ReadonlyMap<number, DateForm>;
  readonly questions: readonly Question[];
}

/**
 * How each date column is written. Whether 03/04 is in March or in April is decided from all
 * cells, else from the other date columns, else asked. Error: `import/date_order_conflict`.
 */
export function decideForms(
  columns: readonly NumberColumn[],
  rows: readonly (readonly string[])[],
  answer: DateOrder | undefined,
): Result<DecidedForms> {
  const found: ColumnEvidence[] = [];
  for (const column of columns) {
    const evidence = weigh(column, rows);
    if (!evidence.ok) return evidence;
    found.push(evidence.value);
  }
  const proofs = new Set(found.flatMap(({ proof }) => proof ?? []));
  const common = proofs.size === 1 ? [...proofs][0] : undefined;
  const forms = new Map<number, DateForm>();
  const questions: Question[] = [];
  for (const { column, proof, undecided, serials } of found) {
    const order = proof ?? answer ?? common;
    forms.set(column.index, order === undefined ? { serials } : { order, serials });
    if (order === undefined && undecided) {
      questions.push({
        code: 'import/date_order_unknown',
        column: column.header,
        choices: ORDERS,
        previews: ORDERS.map((choice) => preview(column, rows, choice)),
      });
    }
  }
  return ok({ forms, questions });
}
