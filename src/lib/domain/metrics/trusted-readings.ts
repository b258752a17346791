import { NO_READING, SUSPECT, TRUSTED } from './car-figures.ts';
import { at, type CarLog } from './car-log.ts';
import { firstNotBelow } from './row-search.ts';

/**
 * For each row the longest chain of readings that ends there. Of equally long ones the one with
 * the greater first reading counts as better. A row says nothing about later ones, so chains of
 * earlier rows stay as they are when rows are added.
 */
export interface ReadingChains {
  /** Readings in the chain; 0 for a row without a reading. */
  readonly length: Int32Array;
  readonly firstM: Float64Array;
  /** The row before in the chain; −1 where it begins. */
  readonly before: Int32Array;
  /** The best chain that ends at the row or at an earlier one. */
  readonly bestLength: Int32Array;
  readonly bestFirstM: Float64Array;
}

/** A search that goes further back than this asks whether going on can help. */
const LONG_SEARCH = 64;

/**
 * Finds the chains in which no reading falls below the one before or rises faster than
 * `maxPerDayM` a day; with `former`, those of the rows before `from` are taken over.
 */
export function findChains(
  log: CarLog,
  maxPerDayM: number,
  former?: { readonly chains: ReadingChains; readonly from: number },
): ReadingChains {
  const chains = startChains(log.size, former);
  const { length, firstM, before, bestLength, bestFirstM } = chains;
  let upTo: BestUpTo | undefined;
  for (let row = former?.from ?? 0; row < log.size; row += 1) {
    const reading = at(log.odometerM, row);
    let [ownLength, ownFirstM] = [0, reading];
    if (reading === reading) {
      const day = log.day[row] ?? 0;
      // The nearest comes first, so that of equally good ones the later stays.
      for (let j = row - 1; j >= 0; j -= 1) {
        const bestBefore = bestLength[j] ?? 0;
        if (bestBefore < ownLength) break;
        if (bestBefore === ownLength && at(bestFirstM, j) <= ownFirstM) break;
        if ((row - j) % LONG_SEARCH === 0) {
          upTo ??= takenIn(log, chains, row);
          if (upTo.isReached(row, ownLength, ownFirstM)) break;
        }
        const step = reading - at(log.odometerM, j);
        // Written so that a row without a reading fails.
        if (!(step >= 0 && step <= maxPerDayM * Math.max(1, day - (log.day[j] ?? 0)))) continue;
        const otherLength = length[j] ?? 0;
        if (otherLength < ownLength) continue;
        if (otherLength === ownLength && at(firstM, j) <= ownFirstM) continue;
        ownLength = otherLength;
        ownFirstM = at(firstM, j);
        before[row] = j;
      }
      ownLength += 1;
      length[row] = ownLength;
      firstM[row] = ownFirstM;
      upTo?.add(row, ownLength, ownFirstM);
    }
    const [lastLength, lastFirstM] = [bestLength[row - 1] ?? 0, at(bestFirstM, row - 1)];
    const isBest = ownLength > lastLength || (ownLength === lastLength && ownFirstM > lastFirstM);
    bestLength[row] = isBest ? ownLength : lastLength;
    bestFirstM[row] = isBest ? ownFirstM : lastFirstM;
  }
  return chains;
}

/**
 * Marks each row `TRUSTED`, `SUSPECT` or `NO_READING`: the readings of the longest chain are
 * trusted; of equally long ones that of the shortest distance, then the one that ends first.
 */
export function trustReadings(log: CarLog, chains: ReadingChains): Uint8Array {
  const trust = new Uint8Array(log.size);
  let [end, distanceM] = [-1, 0];
  for (let row = 0; row < log.size; row += 1) {
    const length = chains.length[row] ?? 0;
    trust[row] = length > 0 ? SUSPECT : NO_READING;
    const longest = chains.length[end] ?? 0;
    const ownDistanceM = at(log.odometerM, row) - at(chains.firstM, row);
    if (length < longest || (length === longest && !(ownDistanceM < distanceM))) continue;
    if (length > 0) [end, distanceM] = [row, ownDistanceM];
  }
  for (let row = end; row >= 0; row = chains.before[row] ?? -1) trust[row] = TRUSTED;
  return trust;
}

function startChains(
  size: number,
  former: { readonly chains: ReadingChains; readonly from: number } | undefined,
): ReadingChains {
  const chains = {
    length: new Int32Array(size),
    firstM: new Float64Array(size),
    before: new Int32Array(size),
    bestLength: new Int32Array(size),
    bestFirstM: new Float64Array(size),
  };
  chains.before.fill(-1, former?.from ?? 0);
  if (!former) return chains;
  for (const name of Object.keys(chains) as (keyof ReadingChains)[]) {
    chains[name].set(former.chains[name].subarray(0, former.from));
  }
  return chains;
}

/**
 * The best chain among readings up to a value (a Fenwick tree of maxima over the sorted readings).
 * It tells when a search can stop although long chains that cannot be continued lie further back,
 * as after an exchanged odometer.
 */
class BestUpTo {
  readonly #places: Int32Array;
  readonly #length: Int32Array;
  readonly #firstM: Float64Array;

  constructor(log: CarLog) {
    const sorted = log.odometerM.slice().sort();
    this.#places = Int32Array.from(log.odometerM, (reading) => firstNotBelow(sorted, reading));
    this.#length = new Int32Array(log.size + 1);
    this.#firstM = new Float64Array(log.size + 1).fill(-1);
  }

  /** Takes in the chain that ends at a row. */
  add(row: number, length: number, firstM: number): void {
    for (
      let node = (this.#places[row] ?? 0) + 1;
      node < this.#length.length;
      node += node & -node
    ) {
      const known = this.#length[node] ?? 0;
      if (length < known || (length === known && firstM <= at(this.#firstM, node))) continue;
      this.#length[node] = length;
      this.#firstM[node] = firstM;
    }
  }

  /** Whether no chain that was taken in and ends at or below the row's reading is better. */
  isReached(row: number, length: number, firstM: number): boolean {
    for (let node = (this.#places[row] ?? 0) + 1; node > 0; node -= node & -node) {
      const known = this.#length[node] ?? 0;
      if (known > length || (known === length && known > 0 && at(this.#firstM, node) > firstM)) {
        return false;
      }
    }
    return true;
  }
}

function takenIn(log: CarLog, chains: ReadingChains, rows: number): BestUpTo {
  const upTo = new BestUpTo(log);
  for (let row = 0; row < rows; row += 1) {
    const length = chains.length[row] ?? 0;
    if (length > 0) upTo.add(row, length, at(chains.firstM, row));
  }
  return upTo;
}
