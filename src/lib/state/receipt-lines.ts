import { energyCostMicros, mulRoundDiv } from '#lib/domain/money.ts';
import {
  type MoneyForm,
  readDurationS,
  readEnergyWh,
  readMoneyMicros,
  readPricePerKwhMicros,
} from '#lib/domain/quantity-text.ts';
import type { FieldIssue, Result } from '#lib/domain/result.ts';
import { LINE_KINDS, type LineKind, type ReceiptLine } from '#lib/domain/session.ts';
import { MAX_PRICE_MICROS, MAX_TOTAL_MICROS } from '#lib/domain/cost.ts';

/** What a line may be in the form: a share of a subscription is a fee that only informs. */
export const LINE_CHOICES = [...LINE_KINDS, 'subscription'] as const;
export type LineChoice = (typeof LINE_CHOICES)[number];

export const LINE_CELLS = ['energy', 'minutes', 'grace', 'price', 'cap', 'amount'] as const;
export type LineCell = (typeof LINE_CELLS)[number];

/** A line of a receipt as typed. Blank = not typed. */
export type LineText = Readonly<Record<LineCell, string>> & {
  readonly kind: LineChoice;
  readonly label: string;
  /** Of a tax: it comes on top of the other lines. */
  readonly onTop: boolean;
  /** The line it was opened with, which it stays as long as its texts do. */
  readonly stored?: ReceiptLine;
};

/** What is asked of a line of each kind, besides its label. */
export const CELLS_OF: Readonly<Record<LineChoice, readonly LineCell[]>> = {
  energy: ['energy', 'price', 'amount'],
  time: ['minutes', 'price', 'amount'],
  session_fee: ['amount'],
  idle: ['minutes', 'grace', 'price', 'cap', 'amount'],
  parking: ['amount'],
  discount: ['amount'],
  tax: ['amount'],
  subscription: ['amount'],
};

export function blankLine(kind: LineChoice): LineText {
  const cells = { energy: '', minutes: '', grace: '', price: '', cap: '', amount: '' };
  return { kind, label: '', onTop: false, ...cells };
}

/** Lines as one text of the form; a form without lines has none. */
export function linesText(lines: readonly LineText[]): string {
  return lines.length === 0 ? '' : JSON.stringify(lines);
}

/** The lines of such a text; none when it is not one of ours. */
export function linesOf(text: string): readonly LineText[] {
  try {
    const kept: unknown = text === '' ? [] : JSON.parse(text);
    return Array.isArray(kept) ? kept.flatMap(keptLine) : [];
  } catch {
    return [];
  }
}

function keptLine(value: unknown): LineText[] {
  if (typeof value !== 'object' || value === null) return [];
  const kept = value as Readonly<Record<string, unknown>>;
  const kind = LINE_CHOICES.find((choice) => choice === kept['kind']);
  if (!kind) return [];
  const textAt = (key: string): string => {
    const text = kept[key];
    return typeof text === 'string' ? text : '';
  };
  const cells = Object.fromEntries(LINE_CELLS.map((cell) => [cell, textAt(cell)]));
  const { stored } = kept;
  return [
    {
      ...blankLine(kind),
      ...cells,
      label: textAt('label'),
      onTop: kept['onTop'] === true,
      ...(typeof stored === 'object' && stored !== null ? { stored: stored as ReceiptLine } : {}),
    },
  ];
}

type Typed = (value: number, maxDecimals: number) => string;

/** A stored line as it is typed. An amount that follows from quantity and price stays blank. */
export function lineTextOf(line: ReceiptLine, typed: Typed): LineText {
  const write = (value: number | undefined, unit: number, decimals: number) =>
    value === undefined ? '' : typed(value / unit, decimals);
  const { amountMicros, energyWh, timeS, unitPriceMicros, included } = line;
  const kind = choiceOf(line);
  const amount = kind === 'discount' ? -amountMicros : amountMicros;
  const isComputed = computedAmount(kind, line) === amountMicros;
  return {
    ...blankLine(kind),
    label: line.label ?? '',
    energy: write(energyWh, 1000, 3),
    minutes: write(timeS, 60, 3),
    price: write(unitPriceMicros, 1e6, 6),
    amount: isComputed ? '' : write(amount, 1e6, 6),
    onTop: kind === 'tax' && included !== true,
    stored: line,
  };
}

function choiceOf({ kind, included }: ReceiptLine): LineChoice {
  return kind === 'session_fee' && included ? 'subscription' : kind;
}

/** Energy or time at its price; absent where one of them is. */
function computedAmount(
  kind: LineChoice,
  { energyWh, timeS, unitPriceMicros }: Partial<ReceiptLine>,
): number | undefined {
  if (unitPriceMicros === undefined) return undefined;
  if (kind === 'energy') {
    return energyWh === undefined ? undefined : energyCostMicros(energyWh, unitPriceMicros);
  }
  return timeS === undefined
    ? undefined
    : mulRoundDiv([Math.round(timeS * 1000), unitPriceMicros], 60_000);
}

/** One line as read. */
export interface LineReading {
  /** Absent while something is missing or cannot be read, and for a line left blank. */
  readonly line?: ReceiptLine;
  /** What quantity and price come to, where no amount was typed. */
  readonly computedMicros?: number;
}

export interface LinesReading {
  /** One for each line as typed. */
  readonly readings: readonly LineReading[];
  readonly lines: readonly ReceiptLine[];
  /** Fields are named by line: `lines.2.amount`. */
  readonly issues: readonly FieldIssue[];
}

/**
 * The lines of a receipt as they would be stored. Amounts are exact: energy or minutes times their
 * price where no amount was typed. Discounts are typed positive. Issues: `number/…`,
 * `cost/line_missing`, `cost/line_negative` and the ranges of amounts, prices, energy and time.
 */
export function readLines(text: string, form: MoneyForm & { readonly typed: Typed }): LinesReading {
  const issues: FieldIssue[] = [];
  const readings = linesOf(text).map((line, at) => readLine(line, at, form, issues));
  return { readings, lines: readings.flatMap(({ line }) => line ?? []), issues };
}

const isBlank = (line: LineText): boolean =>
  line.label.trim() === '' && LINE_CELLS.every((cell) => line[cell].trim() === '');

function isUntouched({ stored, ...line }: LineText, typed: Typed): boolean {
  if (!stored) return false;
  const before: Readonly<Record<string, unknown>> = lineTextOf(stored, typed);
  return Object.entries(line).every(([key, value]) => before[key] === value);
}

const MOST_ENERGY_WH = 1_000_000;
const MOST_TIME_S = 1_209_600;

function readLine(
  line: LineText,
  at: number,
  form: MoneyForm & { readonly typed: Typed },
  issues: FieldIssue[],
): LineReading {
  const { stored } = line;
  if (stored && isUntouched(line, form.typed)) {
    const isComputed = line.amount === '';
    return { line: stored, ...(isComputed ? { computedMicros: stored.amountMicros } : {}) };
  }
  if (isBlank(line)) return {};
  const found = issues.length;
  const refuse = (cell: LineCell, code: string) =>
    issues.push({ field: `lines.${String(at)}.${cell}`, code, value: line[cell] });
  const read = (
    cell: LineCell,
    reader: (text: string) => Result<number>,
    isFit: (value: number) => string | undefined,
  ): number | undefined => {
    if (!CELLS_OF[line.kind].includes(cell) || line[cell].trim() === '') return undefined;
    const result = reader(line[cell]);
    const code = result.ok ? isFit(result.value) : result.error.code;
    if (code !== undefined) refuse(cell, code);
    return result.ok && code === undefined ? result.value : undefined;
  };
  const quantities = readQuantities(line, read, form);
  const amount = read('amount', (text) => readMoneyMicros(text, form), amountIssue(line.kind));
  if (issues.length > found) return {};
  const { cap, ...kept } = quantities;
  const product = computedAmount(line.kind, kept);
  const computed = product === undefined ? cap : Math.min(product, cap ?? product);
  if (amount === undefined && computed === undefined) {
    refuse('amount', 'cost/line_missing');
    return {};
  }
  const amountMicros = amount === undefined ? (computed ?? 0) : signed(line.kind, amount);
  return {
    line: { ...contentOf(line), ...kept, amountMicros },
    ...(amount === undefined ? { computedMicros: amountMicros } : {}),
  };
}

type ReadCell = (
  cell: LineCell,
  reader: (text: string) => Result<number>,
  isFit: (value: number) => string | undefined,
) => number | undefined;

interface Quantities {
  energyWh?: number;
  timeS?: number;
  unitPriceMicros?: number;
  /** The most that idling costs. */
  cap?: number;
}

function readQuantities(line: LineText, read: ReadCell, form: MoneyForm): Quantities {
  const money = (text: string) => readMoneyMicros(text, form);
  const duration = (text: string) => readDurationS(text, form.marks);
  const within = (least: number, most: number, code: string) => (value: number) =>
    value >= least && value <= most ? undefined : code;
  const time = within(0, MOST_TIME_S, 'session/charging_time');
  const energyWh = read(
    'energy',
    (text) => readEnergyWh(text, form.marks),
    within(0, MOST_ENERGY_WH, 'session/energy_range'),
  );
  const unitPriceMicros = read(
    'price',
    line.kind === 'energy' ? (text) => readPricePerKwhMicros(text, form) : money,
    within(-MAX_PRICE_MICROS, MAX_PRICE_MICROS, 'cost/price_range'),
  );
  const minutes = read('minutes', duration, time);
  const grace = read('grace', duration, time) ?? 0;
  const cap = read('cap', money, within(0, MAX_TOTAL_MICROS, 'cost/total_range'));
  return {
    ...(energyWh === undefined ? {} : { energyWh }),
    ...(minutes === undefined ? {} : { timeS: Math.max(0, minutes - grace) }),
    ...(unitPriceMicros === undefined ? {} : { unitPriceMicros }),
    ...(cap === undefined ? {} : { cap }),
  };
}

function amountIssue(kind: LineChoice): (micros: number) => string | undefined {
  return (micros) => {
    if (Math.abs(micros) > MAX_TOTAL_MICROS) return 'cost/total_range';
    const mayBeNegative = kind === 'energy' || kind === 'discount';
    return micros < 0 && !mayBeNegative ? 'cost/line_negative' : undefined;
  };
}

/** A discount takes away, whichever way it was typed. */
function signed(kind: LineChoice, micros: number): number {
  return kind === 'discount' && micros !== 0 ? -Math.abs(micros) : micros;
}

/** Kind, label and what this version does not know of the line it was. */
function contentOf({
  kind: choice,
  label,
  onTop,
  stored,
}: LineText): Pick<ReceiptLine, 'kind' | 'label' | 'included'> {
  const unknown: Record<string, unknown> = { ...stored };
  for (const field of KNOWN_FIELDS) Reflect.deleteProperty(unknown, field);
  const kind: LineKind = choice === 'subscription' ? 'session_fee' : choice;
  const informs = choice === 'subscription' || (choice === 'tax' && !onTop);
  const stays = stored?.included === true && stored.kind === kind && choice !== 'tax';
  const text = label.trim();
  return {
    ...unknown,
    kind,
    ...(text === '' ? {} : { label: text }),
    ...(informs || (stays && choice !== 'session_fee') ? { included: true } : {}),
  };
}

const KNOWN_FIELDS = [
  'kind',
  'amountMicros',
  'label',
  'energyWh',
  'timeS',
  'unitPriceMicros',
  'included',
  'split',
] as const;
