import { canonicalJson } from './canonical-json.ts';
import { energyCostMicros } from './money.ts';
import type { Cost, ReceiptLine, Session } from './session.ts';

/** No total and no price is greater, in either direction. */
export const MAX_TOTAL_MICROS = 10_000_000_000_000;
export const MAX_PRICE_MICROS = 1_000_000_000_000;

/** What a person typed about the cost of a session. 0 is a typed value. */
export interface TypedCost {
  readonly totalMicros?: number;
  readonly pricePerKwhMicros?: number;
  readonly lines?: readonly ReceiptLine[];
  /** The currency of what was typed; absent = the one of the settings. */
  readonly currency?: string;
  /** The typed total in the person's own currency. */
  readonly inHomeCurrency?: Cost['inHomeCurrency'];
  /** The total was taken over from the household meter. */
  readonly fromMeter?: boolean;
}

/** The cost used in figures. `foreignCost`: there is a total, but in no usable currency. */
export interface UsableCost {
  readonly totalCostMicros?: number;
  readonly foreignCost?: true;
}

/** The cost of a session in a currency; empty when there is no total. Nothing is converted. */
export function costInCurrency(cost: Cost | undefined, currency: string): UsableCost {
  if (cost?.totalMicros === undefined) return {};
  if (cost.currency === currency) return { totalCostMicros: cost.totalMicros };
  const converted = cost.inHomeCurrency;
  if (converted?.currency === currency) return { totalCostMicros: converted.totalMicros };
  return { foreignCost: true };
}

/** Σ of the lines that are added, so without those marked `included`. */
export function sumLines(lines: readonly ReceiptLine[]): number {
  return lines.reduce((sum, line) => (line.included ? sum : sum + line.amountMicros), 0);
}

/**
 * What the typed amounts come to: the total, else the sum of lines with energy, else the price of
 * the energy with the lines. Absent without them, or when the energy is missing.
 */
export function typedTotalOf(
  { totalMicros, pricePerKwhMicros, lines = [] }: TypedCost,
  energyWh: number | undefined,
): number | undefined {
  if (totalMicros !== undefined) return totalMicros;
  const sum = sumLines(lines);
  if (lines.some((line) => line.kind === 'energy')) return sum;
  if (pricePerKwhMicros === undefined || energyWh === undefined) return undefined;
  return energyCostMicros(energyWh, pricePerKwhMicros) + sum;
}

/** Whether the cost came from what a person said, which nothing but an edit of it may change. */
export function isTypedCost(cost: Cost): boolean {
  return cost.basis === 'typed_total' || cost.basis === 'typed_price' || cost.basis === 'meter';
}

/**
 * What was typed for a stored cost, so that it can be derived again. A total that is only the sum
 * of typed lines with an energy line is left to the lines.
 */
export function typedOf(cost: Cost | undefined): TypedCost {
  if (!cost) return {};
  const typedLines = cost.lines?.filter((line) => line.typed) ?? [];
  const lines = typedLines.length > 0 ? { lines: typedLines } : {};
  if (!isTypedCost(cost)) return lines;
  const typed = {
    ...lines,
    currency: cost.currency,
    ...(cost.inHomeCurrency ? { inHomeCurrency: cost.inHomeCurrency } : {}),
  };
  if (cost.basis === 'typed_price') {
    return cost.pricePerKwhMicros === undefined
      ? typed
      : { ...typed, pricePerKwhMicros: cost.pricePerKwhMicros };
  }
  const isSum =
    typedLines.some((line) => line.kind === 'energy') && sumLines(typedLines) === cost.totalMicros;
  return {
    ...typed,
    ...(cost.totalMicros === undefined || isSum ? {} : { totalMicros: cost.totalMicros }),
    ...(cost.basis === 'meter' ? { fromMeter: true } : {}),
  };
}

/** A session with what was typed about its cost. */
export interface CostInputs {
  readonly session: Pick<
    Session,
    'energyWh' | 'placeId' | 'placeLabel' | 'localDate' | 'startedAt' | 'endedAt' | 'chargingS'
  >;
  readonly typed: TypedCost;
}

const PRICED_FIELDS = [
  'energyWh',
  'placeId',
  'placeLabel',
  'localDate',
  'startedAt',
  'endedAt',
  'chargingS',
] as const;

/** The comparable text of what was typed, without marks that storing adds. */
function typedText(typed: TypedCost): string {
  const { totalMicros, pricePerKwhMicros, inHomeCurrency } = typed;
  const lines = (typed.lines ?? []).map((line) => ({ ...line, typed: true }));
  return canonicalJson({ totalMicros, pricePerKwhMicros, inHomeCurrency, lines });
}

/**
 * Whether an edit makes the cost be derived again: only if the value of an input of the price
 * changed. Without it the frozen cost stays, whatever became of tariffs, places and settings.
 */
export function costInputsChanged(before: CostInputs, after: CostInputs): boolean {
  if (PRICED_FIELDS.some((field) => before.session[field] !== after.session[field])) return true;
  if (typedText(before.typed) !== typedText(after.typed)) return true;
  // What does not name a currency keeps the one it had.
  const currency = after.typed.currency ?? before.typed.currency;
  return before.typed.currency !== undefined && currency !== before.typed.currency;
}
