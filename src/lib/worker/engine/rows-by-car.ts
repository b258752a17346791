import type { SessionIndex } from './session-index.ts';

/** The listed rows of cars in session order, by the code of the car; of some, or of all. */
export function rowsByCar(
  { table, order }: Pick<SessionIndex, 'table' | 'order'>,
  wanted?: ReadonlySet<number>,
): ReadonlyMap<number, Uint32Array> {
  const { car } = table.columns;
  const counts = new Uint32Array(table.texts.cars.texts.length);
  for (const slot of order) {
    const code = car[slot] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  const rows = new Map<number, Uint32Array>();
  counts.forEach((count, code) => {
    if (wanted ? wanted.has(code) : count > 0) rows.set(code, new Uint32Array(count));
  });
  const into = Array.from(counts, (_, code) => rows.get(code));
  const filled = new Uint32Array(counts.length);
  for (const slot of order) {
    const code = car[slot] ?? 0;
    const target = into[code];
    if (!target) continue;
    const place = filled[code] ?? 0;
    target[place] = slot;
    filled[code] = place + 1;
  }
  return rows;
}

/** The first position at which a car's rows are not what they were, or were touched. */
export function firstChange(
  former: Uint32Array,
  rows: Uint32Array,
  touched: ReadonlySet<number>,
): number {
  const end = Math.min(former.length, rows.length);
  let at = 0;
  while (at < end && former[at] === rows[at] && !touched.has(rows[at] ?? 0)) at += 1;
  return at;
}
