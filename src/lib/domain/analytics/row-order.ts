import { at, type CarLog } from '#lib/domain/metrics/car-log.ts';

function compareKnown(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  return Number.isNaN(b) ? -1 : a - b;
}

/**
 * Session order of rows of two logs, negative when the first comes first: day, start, odometer,
 * start SoC, id, an absent value after all present ones.
 */
export function compareRows(a: CarLog, i: number, b: CarLog, j: number): number {
  const byColumns =
    at(a.day, i) - at(b.day, j) ||
    compareKnown(at(a.startedAt, i), at(b.startedAt, j)) ||
    compareKnown(at(a.odometerM, i), at(b.odometerM, j)) ||
    compareKnown(at(a.socFrom, i), at(b.socFrom, j));
  if (byColumns !== 0) return byColumns;
  const [first, second] = [a.id(i), b.id(j)];
  return first === second ? 0 : first < second ? -1 : 1;
}
