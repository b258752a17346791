import { StyledCells, type CsvStyle } from './csv-style.ts';
import { joinedChunks } from './csv-text.ts';
import type { EmployerLine, EmployerStatement, EmployerTotal } from './employer-statement.ts';
import type { ExportedRows } from './export-rows.ts';

/** The words of the file, without units. */
export const ENGLISH_EMPLOYER_WORDS = {
  person: 'Person',
  car: 'Car',
  date: 'Date',
  start: 'Start',
  end: 'End',
  meterStart: 'Meter start',
  meterEnd: 'Meter end',
  energy: 'Energy',
  pricePerKwh: 'Price per kWh',
  amount: 'Amount',
  currency: 'Currency',
  total: 'Total',
  notBilled: 'Not billed',
} as const;
export type EmployerWords = Readonly<Record<keyof typeof ENGLISH_EMPLOYER_WORDS, string>>;

export interface EmployerContext {
  readonly person: string;
  readonly car: string;
  readonly style: CsvStyle;
  readonly words: EmployerWords;
}

/** Sessions hold no meter readings; the columns stay for the employer's form. */
const NO_READING = '';

function headerCells(words: EmployerWords): string[] {
  return [
    words.date,
    words.start,
    words.end,
    `${words.meterStart} (kWh)`,
    `${words.meterEnd} (kWh)`,
    `${words.energy} (kWh)`,
    words.pricePerKwh,
    words.amount,
    words.currency,
  ];
}

function lineCells(line: EmployerLine, cells: StyledCells): string[] {
  const { session } = line;
  return [
    session.localDate,
    cells.time(session.startedAt, session.timeZone),
    cells.time(session.endedAt, session.timeZone),
    NO_READING,
    NO_READING,
    cells.energy(session.energyWh),
    cells.money(line.pricePerKwhMicros),
    cells.money(line.amountMicros),
    line.currency ?? '',
  ];
}

function totalCells(word: string, total: EmployerTotal | undefined, cells: StyledCells): string[] {
  const { energyWh, amountMicros, currency } = total ?? { energyWh: 0, amountMicros: 0 };
  return [
    cells.text(word),
    '',
    '',
    '',
    '',
    cells.energy(energyWh),
    '',
    cells.money(amountMicros),
    currency ?? '',
  ];
}

function* linesOf(statement: EmployerStatement, context: EmployerContext): Generator<string> {
  const { words, style, person, car } = context;
  const cells = new StyledCells(style);
  const { billed, totals, notBilled } = statement;
  yield cells.firstLine([cells.text(words.person), cells.text(person)]);
  yield cells.line([cells.text(words.car), cells.text(car)]);
  yield cells.line(headerCells(words).map((header) => cells.text(header)));
  for (const line of billed) yield cells.line(lineCells(line, cells));
  for (const total of totals.length === 0 ? [undefined] : totals)
    yield cells.line(totalCells(words.total, total, cells));
  if (notBilled.length === 0) return;
  yield cells.line([cells.text(words.notBilled)]);
  for (const line of notBilled) yield cells.line(lineCells(line, cells));
}

/** A month's statement for an employer as CSV, in pieces. */
export function* employerCsvChunks(
  statement: EmployerStatement,
  context: EmployerContext,
): Generator<string, ExportedRows, undefined> {
  yield* joinedChunks(linesOf(statement, context));
  return {
    rows: statement.billed.length + statement.notBilled.length,
    leftOut: statement.leftOut,
  };
}
