import { firstNotBelow } from './row-search.ts';

/**
 * The median of numbers that come and go. All numbers are known beforehand and sorted once; then
 * the middle moves by a place or two with each change, whatever the size of the window.
 */
export class MovingMedian {
  readonly #sorted: Float64Array;
  /** Place in `#sorted` of each number; equal ones share it. */
  readonly #places: Int32Array;
  readonly #counts: Int32Array;
  #size = 0;
  /** Where the middle was last found, and how many numbers lie before that place. */
  #place = 0;
  #before = 0;

  constructor(values: Float64Array) {
    this.#sorted = values.slice().sort();
    // A plain loop: converting arrays by a function walks them by iterator, which is slow.
    this.#places = new Int32Array(values.length);
    for (let k = 0; k < values.length; k += 1) {
      this.#places[k] = firstNotBelow(this.#sorted, values[k] ?? NaN);
    }
    this.#counts = new Int32Array(values.length);
  }

  get size(): number {
    return this.#size;
  }

  /** Lets the k-th number in. */
  add(k: number): void {
    this.#count(k, 1);
  }

  /** Takes the k-th number out again. */
  remove(k: number): void {
    this.#count(k, -1);
  }

  /** The middle value, or the mean of the two middle ones; NaN when there is none. */
  get median(): number {
    if (this.#size === 0) return NaN;
    const lower = this.#ranked((this.#size - 1) >> 1);
    return this.#size % 2 === 1 ? lower : (lower + this.#ranked(this.#size >> 1)) / 2;
  }

  #count(k: number, by: 1 | -1): void {
    const place = this.#places[k] ?? 0;
    this.#counts[place] = (this.#counts[place] ?? 0) + by;
    this.#size += by;
    if (place < this.#place) this.#before += by;
  }

  #ranked(rank: number): number {
    while (rank < this.#before) {
      this.#place -= 1;
      this.#before -= this.#counts[this.#place] ?? 0;
    }
    for (;;) {
      const here = this.#counts[this.#place] ?? 0;
      if (rank < this.#before + here) return this.#sorted[this.#place] ?? NaN;
      this.#before += here;
      this.#place += 1;
    }
  }
}
