import { nameKey } from '#lib/domain/name-key.ts';
import { compareRows } from '#lib/domain/analytics/row-order.ts';
import { at, type CarLog } from '#lib/domain/metrics/car-log.ts';
import type { AccountCode } from './achievement-codes.ts';

/** One session among those of all cars. */
export interface RowOf {
  readonly log: CarLog;
  readonly row: number;
}

/** Looks through the sessions of all cars. */
export type AccountRule = (logs: readonly CarLog[]) => RowOf | undefined;

const NETWORKS = 10;

function compare(a: RowOf, b: RowOf): number {
  return compareRows(a.log, a.row, b.log, b.row);
}

/** The sessions of all cars in session order. */
function* inOrder(logs: readonly CarLog[]): Generator<RowOf> {
  const next = logs.map((log) => ({ log, row: 0 }));
  for (;;) {
    let earliest: { log: CarLog; row: number } | undefined;
    for (const head of next) {
      if (head.row >= head.log.size) continue;
      if (!earliest || compare(head, earliest) < 0) earliest = head;
    }
    if (!earliest) return;
    yield { ...earliest };
    earliest.row += 1;
  }
}

/** The session with which all charges together reach so many Wh. */
function reach(limitWh: number): AccountRule {
  return (logs) => {
    let sumWh = 0;
    for (const { log, row } of inOrder(logs)) {
      const energyWh = at(log.energyWh, row);
      if (!Number.isNaN(energyWh)) sumWh += energyWh;
      if (sumWh >= limitWh) return { log, row };
    }
    return undefined;
  };
}

/** The first session with each network, by the network's key. */
function firstOfNetworks(logs: readonly CarLog[]): Map<string, RowOf> {
  const firsts = new Map<string, RowOf>();
  for (const log of logs) {
    // Spellings are compared first: making keys of a hundred thousand texts is what takes time.
    const seen = new Set<string | undefined>([undefined]);
    for (let row = 0; row < log.size; row += 1) {
      const network = log.network(row);
      if (seen.has(network)) continue;
      seen.add(network);
      const key = nameKey(network ?? '');
      const known = firsts.get(key);
      if (!known || compare({ log, row }, known) < 0) firsts.set(key, { log, row });
    }
  }
  // A blank name is none.
  firsts.delete('');
  return firsts;
}

/** What each achievement of all cars together asks for. */
export const ACCOUNT_RULES: Readonly<Record<AccountCode, AccountRule>> = {
  club_1000_kwh: reach(1_000_000),
  club_10000_kwh: reach(10_000_000),
  explorer: (logs) => [...firstOfNetworks(logs).values()].sort(compare)[NETWORKS - 1],
};
