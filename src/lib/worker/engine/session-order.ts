import type { SessionTable } from './session-table.ts';

function absentLast(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return (Number.isNaN(a) ? 1 : 0) - (Number.isNaN(b) ? 1 : 0);
}

/** Session order of two slots: date, start, odometer, start SoC, id; absent values come last. */
function slotComparer(table: SessionTable): (a: number, b: number) => number {
  const { day, startedAt, odometerM, socFrom } = table.columns;
  return (a, b) => {
    const byDay = (day[a] ?? 0) - (day[b] ?? 0);
    if (byDay !== 0) return byDay;
    const byStart = absentLast(startedAt[a] ?? NaN, startedAt[b] ?? NaN);
    if (byStart !== 0) return byStart;
    const byOdometer = absentLast(odometerM[a] ?? NaN, odometerM[b] ?? NaN);
    if (byOdometer !== 0) return byOdometer;
    const bySoc = absentLast(socFrom[a] ?? NaN, socFrom[b] ?? NaN);
    if (bySoc !== 0) return bySoc;
    const [idA, idB] = [table.idAt(a), table.idAt(b)];
    if (idA === idB) return 0;
    return idA < idB ? -1 : 1;
  };
}

/**
 * The listed slots in session order after some slots changed: the unchanged ones keep their
 * order, so that a single save costs one pass and no sort.
 */
export function reorder(
  table: SessionTable,
  order: Uint32Array,
  touched: ReadonlySet<number>,
): Uint32Array {
  const compare = slotComparer(table);
  const isTouched = new Uint8Array(table.size);
  const added: number[] = [];
  for (const slot of touched) {
    isTouched[slot] = 1;
    if (table.isListed(slot)) added.push(slot);
  }
  const rest = new Uint32Array(order.length);
  let size = 0;
  for (const slot of order) {
    if (isTouched[slot] !== 1) rest[size++] = slot;
  }
  const merged = new Uint32Array(size + added.length);
  let taken = 0;
  let filled = 0;
  for (const slot of added.sort(compare)) {
    const place = firstAfter(rest, taken, size, slot, compare);
    merged.set(rest.subarray(taken, place), filled);
    filled += place - taken;
    taken = place;
    merged[filled++] = slot;
  }
  merged.set(rest.subarray(taken, size), filled);
  return merged;
}

/** The first position in [from, end) whose row comes after `slot`. */
function firstAfter(
  rows: Uint32Array,
  from: number,
  end: number,
  slot: number,
  compare: (a: number, b: number) => number,
): number {
  let [low, high] = [from, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(rows[middle] ?? 0, slot) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The part of the order whose rows are in a month: [first, end). */
export function monthRange(
  table: SessionTable,
  order: Uint32Array,
  month: number,
): readonly [number, number] {
  const firstFrom = (wanted: number): number => {
    let [low, high] = [0, order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((table.columns.month[order[middle] ?? 0] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return [firstFrom(month), firstFrom(month + 1)];
}
