import { FOREIGN, FREE, OWN_BITS } from './flags.ts';
import type { PlaceLookup } from './place-lookup.ts';
import type { SessionTable } from './session-table.ts';

/** Fills what follows from places and settings: class bits and the cost in the user's currency. */
export function deriveRow(table: SessionTable, lookup: PlaceLookup, slot: number): void {
  const { columns, texts } = table;
  // A currency that no row has gets no code and matches none.
  const home = texts.currencies.find(lookup.currency) ?? -1;
  const total = columns.totalMicros[slot] ?? NaN;
  const converted = columns.homeTotalMicros[slot] ?? NaN;
  let cost = NaN;
  if (columns.currency[slot] === home) cost = total;
  else if (columns.homeCurrency[slot] === home && !Number.isNaN(total)) cost = converted;
  columns.costMicros[slot] = cost;
  const known = !Number.isNaN(cost);
  columns.flags[slot] =
    ((columns.flags[slot] ?? 0) & OWN_BITS) |
    lookup.classBits(table, columns.place[slot] ?? 0, columns.label[slot] ?? 0) |
    (!known && !Number.isNaN(total) ? FOREIGN : 0) |
    (known && cost === 0 ? FREE : 0);
}

/** The same for every row; needed at the start and when a place or a setting changed. */
export function deriveAll(table: SessionTable, lookup: PlaceLookup): void {
  for (let slot = 0; slot < table.size; slot += 1) deriveRow(table, lookup, slot);
}
