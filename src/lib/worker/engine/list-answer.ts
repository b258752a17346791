import { nameKey } from '#lib/domain/name-key.ts';
import type { ListAnswer } from '#lib/worker/api.ts';
import { SumsTally } from '#lib/domain/rollup-tally.ts';
import { FOREIGN } from './flags.ts';
import type { SessionTable } from './session-table.ts';

/** `YYYY-MM` of a month number (year × 12 + month − 1). */
export function monthText(month: number): string {
  const year = Math.floor(month / 12);
  return `${String(year).padStart(4, '0')}-${String(month - year * 12 + 1).padStart(2, '0')}`;
}

type Sums = Pick<ListAnswer, 'sums' | 'groups'>;

/** Sums of a list, and of each run of equal months when the list is sorted by date. */
export function sumRows(table: SessionTable, rows: Uint32Array, byMonth: boolean): Sums {
  const { columns } = table;
  const { energyWh, costMicros, flags, month } = columns;
  const all = new SumsTally();
  const groups: { month: string; offset: number; count: number; sums: ListAnswer['sums'] }[] = [];
  let tally = new SumsTally();
  let start = 0;
  const close = (end: number): void => {
    if (!byMonth || end === start) return;
    const text = monthText(month[rows[start] ?? 0] ?? 0);
    groups.push({ month: text, offset: start, count: end - start, sums: tally.sums() });
    tally = new SumsTally();
    start = end;
  };
  for (let at = 0; at < rows.length; at += 1) {
    const slot = rows[at] ?? 0;
    if (byMonth && month[slot] !== month[rows[start] ?? 0]) close(at);
    const energy = energyWh[slot] ?? NaN;
    const cost = costMicros[slot] ?? NaN;
    const foreign = ((flags[slot] ?? 0) & FOREIGN) !== 0;
    all.add(energy, cost, foreign);
    if (byMonth) tally.add(energy, cost, foreign);
  }
  close(rows.length);
  return { sums: all.sums(), groups };
}

/**
 * The networks of all listed sessions, most used first. Spellings that differ in case or spaces
 * are one, shown as the newest session has it.
 */
export function networksOf(table: SessionTable, order: Uint32Array): readonly string[] {
  const { texts, columns } = table;
  const keys = texts.networks.texts.map(nameKey);
  const uses = new Map<string, { name: string; count: number }>();
  // Codes are counted first: normalising a hundred thousand texts is what takes time.
  const counts = new Uint32Array(keys.length);
  const newest = new Int32Array(keys.length).fill(-1);
  for (let at = 0; at < order.length; at += 1) {
    const code = columns.network[order[at] ?? 0] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
    newest[code] = at;
  }
  const codes = keys.map((_, code) => code).filter((code) => (counts[code] ?? 0) > 0);
  for (const code of codes.sort((a, b) => (newest[b] ?? 0) - (newest[a] ?? 0))) {
    const key = keys[code] ?? '';
    if (key === '') continue;
    const use = uses.get(key) ?? { name: texts.networks.text(code).trim(), count: 0 };
    use.count += counts[code] ?? 0;
    uses.set(key, use);
  }
  return [...uses.values()].sort((a, b) => b.count - a.count).map(({ name }) => name);
}
