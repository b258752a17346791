import type { SortKey } from '#lib/worker/api.ts';
import { foldText } from './fold-text.ts';
import type { PlaceLookup } from './place-lookup.ts';
import type { SessionTable } from './session-table.ts';

/** All listed rows by a key, ascending; the last ones, from `known` on, have no value. */
export interface SortedRows {
  readonly rows: Uint32Array;
  readonly known: number;
}

/** Sorts the rows of `order` by a key. Equal values and unknown ones stay in session order. */
export function sortRows(
  table: SessionTable,
  lookup: PlaceLookup,
  order: Uint32Array,
  key: SortKey,
): SortedRows {
  if (key === 'date') return { rows: order, known: order.length };
  const values = keyValues(table, lookup, key);
  const known: number[] = [];
  const unknown: number[] = [];
  for (const slot of order) (Number.isNaN(values[slot] ?? NaN) ? unknown : known).push(slot);
  // The sort is stable, so ties keep their session order.
  known.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const rows = new Uint32Array(order.length);
  rows.set(known);
  rows.set(unknown, known.length);
  return { rows, known: known.length };
}

/** The rows to walk for a direction: unknown values come last either way. */
export function directed({ rows, known }: SortedRows, descending: boolean): Uint32Array {
  if (!descending) return rows;
  const turned = new Uint32Array(rows.length);
  turned.set(rows.subarray(0, known).slice().reverse());
  turned.set(rows.subarray(known).slice().reverse(), known);
  return turned;
}

function keyValues(
  table: SessionTable,
  lookup: PlaceLookup,
  key: Exclude<SortKey, 'date'>,
): Float64Array {
  const { columns } = table;
  switch (key) {
    case 'energy':
      return columns.energyWh;
    case 'cost':
      return columns.costMicros;
    case 'soc':
      return columns.socTo;
    case 'odometer':
      return columns.odometerM;
    case 'duration':
      return columns.durationS;
    case 'price':
      return priceValues(table);
    case 'place':
      return placeRanks(table, lookup);
  }
}

/** Micros per Wh; unknown without a cost or without energy to spread it over. */
function priceValues({ columns, size }: SessionTable): Float64Array {
  const prices = new Float64Array(size);
  for (let slot = 0; slot < size; slot += 1) {
    const energyWh = columns.energyWh[slot] ?? NaN;
    prices[slot] = energyWh > 0 ? (columns.costMicros[slot] ?? NaN) / energyWh : NaN;
  }
  return prices;
}

/** The rank of each row's shown place among all names, by folded text. */
function placeRanks(table: SessionTable, lookup: PlaceLookup): Float64Array {
  const { place, label } = table.columns;
  const names = new Map<number, string>();
  const labelCount = table.texts.labels.texts.length;
  const pairOf = (slot: number): number => (place[slot] ?? 0) * labelCount + (label[slot] ?? 0);
  for (let slot = 0; slot < table.size; slot += 1) {
    const pair = pairOf(slot);
    if (!names.has(pair)) {
      names.set(pair, foldText(lookup.placeText(table, place[slot] ?? 0, label[slot] ?? 0)));
    }
  }
  const sorted = [...new Set(names.values())].sort();
  const rankOf = new Map(sorted.map((name, rank) => [name, name === '' ? NaN : rank]));
  const ranks = new Float64Array(table.size);
  for (let slot = 0; slot < table.size; slot += 1) {
    ranks[slot] = rankOf.get(names.get(pairOf(slot)) ?? '') ?? NaN;
  }
  return ranks;
}
