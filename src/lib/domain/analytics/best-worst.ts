import { at, type CarLog } from '#lib/domain/metrics/car-log.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import {
  averagePowerWAt,
  isReliableAt,
  costPerMileMicrosAt,
} from '#lib/domain/metrics/row-figures.ts';
import { type BestWorst, EXTREME_KINDS, type Extreme, type ExtremeKind } from './figures.ts';
import { compareRows } from './row-order.ts';
import { forEachRow, type Scope } from './scope.ts';

/** Keeps the row with the greatest value; of equal ones the earlier session. */
class Leader {
  #log: CarLog | undefined;
  #row = -1;
  #value = -Infinity;

  offer(log: CarLog, row: number, value: number): void {
    // Written so that NaN fails.
    if (!(value >= this.#value)) return;
    const isTie = value === this.#value;
    if (isTie && this.#log && compareRows(log, row, this.#log, this.#row) > 0) return;
    this.#log = log;
    this.#row = row;
    this.#value = value;
  }

  /** The row, its value multiplied by `sign`; absent when nothing was offered. */
  extreme(sign: 1 | -1): Extreme | undefined {
    if (!this.#log) return undefined;
    return { sessionId: this.#log.id(this.#row), value: sign * this.#value };
  }
}

/** The extreme sessions of a scope; a kind without a candidate is absent. */
export function bestWorstOf(scope: Scope): BestWorst {
  const most = Object.fromEntries(EXTREME_KINDS.map((kind) => [kind, new Leader()])) as Record<
    ExtremeKind,
    Leader
  >;
  const offer = (high: ExtremeKind, low: ExtremeKind, log: CarLog, i: number, value: number) => {
    most[high].offer(log, i, value);
    most[low].offer(log, i, -value);
  };
  forEachRow(scope, (part, i) => {
    const { log, figures } = part;
    const energyWh = at(log.energyWh, i);
    if (energyWh > 0) offer('largest', 'smallest', log, i, energyWh);
    offer('fastest', 'slowest', log, i, averagePowerWAt(log, i));
    if (!isReliableAt(part.figures, i)) return;
    offer('mostEfficient', 'leastEfficient', log, i, at(figures.drivingMPerWh, i));
    if (!(at(log.costMicros, i) > 0)) return;
    offer('dearestPerMile', 'cheapestPerMile', log, i, costPerMileMicrosAt(part, i));
  });
  const lowest = new Set<ExtremeKind>(['cheapestPerMile', 'leastEfficient', 'slowest', 'smallest']);
  return knownMembers<BestWorst>(
    Object.fromEntries(
      EXTREME_KINDS.map((kind) => [kind, most[kind].extreme(lowest.has(kind) ? -1 : 1)]),
    ),
  );
}
