import { sumLines } from '#lib/domain/cost.ts';
import { currencyDecimals } from '#lib/domain/currency.ts';
import { energyCostMicros } from '#lib/domain/money.ts';
import type { ReceiptLine, Session } from '#lib/domain/session.ts';

/** A frozen cost as a receipt: what adds up to the total, and what is only told. */
export interface ReceiptView {
  readonly currency: string;
  readonly added: readonly ReceiptLine[];
  /** Contained in the total, or beside it: never added. */
  readonly apart: readonly ReceiptLine[];
  /** What the lines leave open of a total that was typed; absent when they are all of it. */
  readonly restMicros?: number;
  readonly totalMicros?: number;
  /** The total has more decimals than the currency shows. */
  readonly isFiner: boolean;
}

/** The receipt of a charge; absent when nothing is known but a total. */
export function receiptOf({ cost, energyWh }: Session): ReceiptView | undefined {
  if (!cost) return undefined;
  const { totalMicros, currency } = cost;
  const lines = cost.lines ?? flatLine(cost.pricePerKwhMicros, energyWh, totalMicros);
  if (lines.length === 0) return undefined;
  const rest = totalMicros === undefined ? 0 : totalMicros - sumLines(lines);
  const smallest = 10 ** (6 - currencyDecimals(currency));
  return {
    currency,
    added: lines.filter((line) => !line.included),
    apart: lines.filter((line) => line.included),
    ...(rest === 0 ? {} : { restMicros: rest }),
    ...(totalMicros === undefined ? {} : { totalMicros }),
    isFiner: (totalMicros ?? 0) % smallest !== 0,
  };
}

/** One price for all energy is stored without a line. */
function flatLine(
  unitPriceMicros: number | undefined,
  energyWh: number | undefined,
  totalMicros: number | undefined,
): readonly ReceiptLine[] {
  if (unitPriceMicros === undefined || energyWh === undefined) return [];
  const amountMicros = energyCostMicros(energyWh, unitPriceMicros);
  if (amountMicros !== totalMicros) return [];
  return [{ kind: 'energy', energyWh, unitPriceMicros, amountMicros }];
}
