import { NO_READING, SUSPECT, TRUSTED } from './car-figures.ts';
import { at, type CarLog } from './car-log.ts';

/** The longest chain that ends at some reading: its length, then its first reading, decide. */
interface Chains {
  readonly length: Int32Array;
  readonly firstM: Float64Array;
}

/**
 * The best chain among readings up to a value (a Fenwick tree of maxima over the sorted readings).
 * It tells when the search for a predecessor can stop, which is at once for a sound log.
 */
class BestUpTo {
  readonly #length: Int32Array;
  readonly #firstM: Float64Array;

  constructor(size: number) {
    this.#length = new Int32Array(size + 1);
    this.#firstM = new Float64Array(size + 1).fill(-1);
  }

  add(rank: number, length: number, firstM: number): void {
    for (let node = rank + 1; node < this.#length.length; node += node & -node) {
      const known = this.#length[node] ?? 0;
      if (length < known || (length === known && firstM <= at(this.#firstM, node))) continue;
      this.#length[node] = length;
      this.#firstM[node] = firstM;
    }
  }

  /** Whether no chain that ends at or below this rank is better. */
  isReached(rank: number, length: number, firstM: number): boolean {
    for (let node = rank + 1; node > 0; node -= node & -node) {
      const known = this.#length[node] ?? 0;
      if (known > length || (known === length && known > 0 && at(this.#firstM, node) > firstM)) {
        return false;
      }
    }
    return true;
  }
}

/**
 * Marks each row `TRUSTED`, `SUSPECT` or `NO_READING`. The trusted readings are the longest chain
 * in which no reading falls below the one before or rises faster than `maxPerDayM` a day.
 */
export function trustReadings(log: CarLog, maxPerDayM: number): Uint8Array {
  const rows = rowsWithReading(log);
  const readings = Float64Array.from(rows, (row) => at(log.odometerM, row));
  const days = Int32Array.from(rows, (row) => log.day[row] ?? 0);
  const { chains, before } = findChains(readings, days, maxPerDayM);
  const trust = new Uint8Array(log.size).fill(NO_READING);
  for (const row of rows) trust[row] = SUSPECT;
  for (let i = bestEnd(readings, chains); i >= 0; i = before[i] ?? -1) {
    trust[rows[i] ?? 0] = TRUSTED;
  }
  return trust;
}

function rowsWithReading(log: CarLog): number[] {
  const rows: number[] = [];
  for (let row = 0; row < log.size; row += 1) {
    if (!Number.isNaN(at(log.odometerM, row))) rows.push(row);
  }
  return rows;
}

/** Rank of each reading in ascending order; equal readings share one. */
function ranksOf(readings: Float64Array): Int32Array {
  const sorted = readings.slice().sort();
  const rank = new Map<number, number>();
  // Equal readings share the highest rank, so that "up to this value" holds all of them.
  sorted.forEach((reading, place) => rank.set(reading, place));
  return Int32Array.from(readings, (reading) => rank.get(reading) ?? 0);
}

function findChains(readings: Float64Array, days: Int32Array, maxPerDayM: number) {
  const size = readings.length;
  const chains: Chains = { length: new Int32Array(size), firstM: new Float64Array(size) };
  const before = new Int32Array(size).fill(-1);
  const ranks = ranksOf(readings);
  const best = new BestUpTo(size);
  for (let i = 0; i < size; i += 1) {
    const reading = at(readings, i);
    const day = days[i] ?? 0;
    let length = 0;
    let firstM = reading;
    // The nearest comes first, so that of equally good ones the later stays.
    for (let j = i - 1; j >= 0 && !best.isReached(ranks[i] ?? 0, length, firstM); j -= 1) {
      const step = reading - at(readings, j);
      if (step < 0 || step > maxPerDayM * Math.max(1, day - (days[j] ?? 0))) continue;
      const otherLength = chains.length[j] ?? 0;
      const otherFirst = at(chains.firstM, j);
      if (otherLength < length || (otherLength === length && otherFirst <= firstM)) continue;
      length = otherLength;
      firstM = otherFirst;
      before[i] = j;
    }
    chains.length[i] = length + 1;
    chains.firstM[i] = firstM;
    best.add(ranks[i] ?? 0, length + 1, firstM);
  }
  return { chains, before };
}

/** The end of the longest chain; of equally long ones the shortest distance, then the earliest. */
function bestEnd(readings: Float64Array, chains: Chains): number {
  let end = -1;
  let length = 0;
  let distance = 0;
  for (let i = 0; i < readings.length; i += 1) {
    const own = chains.length[i] ?? 0;
    const ownDistance = at(readings, i) - at(chains.firstM, i);
    if (own < length || (own === length && ownDistance >= distance)) continue;
    [end, length, distance] = [i, own, ownDistance];
  }
  return end;
}
