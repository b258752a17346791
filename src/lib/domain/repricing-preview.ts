import type { UnknownCost } from './pricing.ts';
import { costAfter, isRepriced, type Repricing } from './repricing.ts';
import type { Cost, Session } from './session.ts';

/** A total with its currency. */
export interface Amount {
  readonly currency: string;
  readonly totalMicros: number;
}

/** What becomes of the cost of one session. */
export interface RepricingRow extends Pick<
  Session,
  'id' | 'localDate' | 'carId' | 'placeId' | 'placeLabel' | 'energyWh'
> {
  /** Absent: unknown. */
  readonly before?: Amount;
  readonly after?: Amount;
  /** Why there is no cost afterwards. */
  readonly unknown?: UnknownCost;
}

/** Totals of one currency before and after. A session without a cost adds nothing. */
export interface AmountSums {
  readonly currency: string;
  readonly beforeMicros: number;
  readonly afterMicros: number;
}

/** What re-pricing would do to many sessions. */
export interface RepricingCounts {
  /** Looked at. */
  readonly sessions: number;
  /** Typed costs stay. */
  readonly typed: number;
  /** The same comes out again. */
  readonly same: number;
  /** Get another cost, those that lose theirs included. */
  readonly changing: number;
  /** Lose the cost they have. */
  readonly losing: number;
  /** Have no cost and get none. */
  readonly unpriced: number;
  /** Of those that change, by currency. */
  readonly sums: readonly AmountSums[];
  /** Of those that lose their cost. */
  readonly losingSums: readonly AmountSums[];
}

/** The row of a session in the preview. */
export function repricingRow(session: Session, repricing: Repricing): RepricingRow {
  const { id, localDate, carId, placeId, placeLabel, energyWh, cost } = session;
  const before = amountOf(cost);
  const after = amountOf(costAfter(repricing));
  return {
    id,
    localDate,
    carId,
    ...(placeId !== undefined && { placeId }),
    ...(placeLabel !== undefined && { placeLabel }),
    ...(energyWh !== undefined && { energyWh }),
    ...(before && { before }),
    ...(after && { after }),
    ...('unknown' in repricing && { unknown: repricing.unknown }),
  };
}

function amountOf(cost: Cost | undefined): Amount | undefined {
  if (cost?.totalMicros === undefined) return undefined;
  return { currency: cost.currency, totalMicros: cost.totalMicros };
}

/** Adds rows up, by currency in the order in which they come. */
export function sumsOf(rows: Iterable<Pick<RepricingRow, 'before' | 'after'>>): AmountSums[] {
  const sums = new SumsByCurrency();
  for (const row of rows) sums.add(row);
  return sums.list();
}

/** One list of sums less another, currency by currency. */
export function sumsWithout(
  sums: readonly AmountSums[],
  taken: readonly AmountSums[],
): AmountSums[] {
  return sums.map(({ currency, beforeMicros, afterMicros }) => {
    const less = taken.find((one) => one.currency === currency);
    return {
      currency,
      beforeMicros: beforeMicros - (less?.beforeMicros ?? 0),
      afterMicros: afterMicros - (less?.afterMicros ?? 0),
    };
  });
}

class SumsByCurrency {
  readonly #sums = new Map<string, { before: number; after: number }>();

  add({ before, after }: Pick<RepricingRow, 'before' | 'after'>): void {
    if (before) this.#of(before.currency).before += before.totalMicros;
    if (after) this.#of(after.currency).after += after.totalMicros;
  }

  list(): AmountSums[] {
    return [...this.#sums].map(([currency, { before, after }]) => ({
      currency,
      beforeMicros: before,
      afterMicros: after,
    }));
  }

  #of(currency: string): { before: number; after: number } {
    const sums = this.#sums.get(currency) ?? { before: 0, after: 0 };
    this.#sums.set(currency, sums);
    return sums;
  }
}

/** Collects what re-pricing would do, session by session. */
export class RepricingTally {
  readonly changing: RepricingRow[] = [];
  readonly unpriced: RepricingRow[] = [];
  readonly #sums = new SumsByCurrency();
  readonly #losingSums = new SumsByCurrency();
  #sessions = 0;
  #typed = 0;
  #losing = 0;

  add(session: Session, repricing: Repricing): void {
    this.#sessions += 1;
    if ('kept' in repricing) {
      this.#typed += 1;
      return;
    }
    const isUnknown = 'unknown' in repricing;
    if (!isRepriced(repricing)) {
      if (isUnknown) this.unpriced.push(repricingRow(session, repricing));
      return;
    }
    const row = repricingRow(session, repricing);
    this.changing.push(row);
    this.#sums.add(row);
    if (!isUnknown) return;
    this.#losing += 1;
    this.#losingSums.add(row);
  }

  counts(): RepricingCounts {
    const [changing, unpriced] = [this.changing.length, this.unpriced.length];
    return {
      sessions: this.#sessions,
      typed: this.#typed,
      same: this.#sessions - this.#typed - changing - unpriced,
      changing,
      losing: this.#losing,
      unpriced,
      sums: this.#sums.list(),
      losingSums: this.#losingSums.list(),
    };
  }
}
