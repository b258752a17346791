import type { Result } from '#lib/domain/result.ts';
import { fail, ok } from '#lib/domain/result.ts';
import { markEvidence, readNumber } from './numbers.ts';
import type { ChoicePreview, DecimalMark, Question } from './report.ts';
import { isMissing } from './row-context.ts';

/** A numeric column to be decided from all its cells. */
export interface NumberColumn {
  readonly index: number;
  readonly header: string;
}

const MARKS: readonly DecimalMark[] = ['.', ','];

interface ColumnEvidence {
  readonly column: NumberColumn;
  readonly proof?: DecimalMark;
  /** A cell that reads both ways, when nothing in the column is a proof. */
  readonly undecided?: string;
}

function weigh(column: NumberColumn, rows: Iterable<readonly string[]>): Result<ColumnEvidence> {
  let proof: DecimalMark | undefined;
  let undecided: string | undefined;
  for (const cells of rows) {
    const text = (cells[column.index] ?? '').trim();
    if (isMissing(text)) continue;
    const evidence = markEvidence(text);
    if (evidence === 'none') continue;
    if (evidence === 'both') {
      undecided ??= text;
    } else if (proof !== undefined && proof !== evidence) {
      return fail('import/decimal_conflict', { details: { column: column.header } });
    } else {
      proof = evidence;
    }
  }
  if (proof !== undefined) return ok({ column, proof });
  return ok(undecided === undefined ? { column } : { column, undecided });
}

function preview(text: string, choice: DecimalMark): ChoicePreview {
  const number = readNumber(text, choice);
  return number ? { choice, text: String(number.mantissa / 10 ** number.decimals) } : { choice };
}

export interface DecidedMarks {
  readonly marks: ReadonlyMap<number, DecimalMark>;
  readonly questions: readonly Question[];
}

/**
 * The decimal mark of each column. A column without proof follows the others; when they have none
 * either, and a cell reads both ways, the person is asked. Error: `import/decimal_conflict`.
 */
export function decideMarks(
  columns: readonly NumberColumn[],
  rows: readonly (readonly string[])[],
  answer: DecimalMark | undefined,
): Result<DecidedMarks> {
  const found: ColumnEvidence[] = [];
  for (const column of columns) {
    const evidence = weigh(column, rows);
    if (!evidence.ok) return evidence;
    found.push(evidence.value);
  }
  const proofs = new Set(found.flatMap(({ proof }) => proof ?? []));
  const common = proofs.size === 1 ? [...proofs][0] : undefined;
  const marks = new Map<number, DecimalMark>();
  const questions: Question[] = [];
  for (const { column, proof, undecided } of found) {
    const mark = proof ?? answer ?? common;
    marks.set(column.index, mark ?? '.');
    if (mark === undefined && undecided !== undefined) {
      questions.push({
        code: 'import/decimal_unknown',
        column: column.header,
        choices: MARKS,
        previews: MARKS.map((choice) => preview(undecided, choice)),
      });
    }
  }
  return ok({ marks, questions });
}
