const FIRST_CAPACITY = 64;

/** Numbers kept in ascending order, for the median of a moving window. Holds no NaN. */
export class SortedWindow {
  #values = new Float64Array(FIRST_CAPACITY);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The middle value, or the mean of the two middle ones; NaN when empty. */
  get median(): number {
    const middle = this.#size >> 1;
    const upper = this.#values[middle] ?? NaN;
    if (this.#size === 0) return NaN;
    return this.#size % 2 === 1 ? upper : ((this.#values[middle - 1] ?? NaN) + upper) / 2;
  }

  add(value: number): void {
    if (this.#size === this.#values.length) {
      const grown = new Float64Array(this.#size * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    const place = this.#firstNotBelow(value);
    this.#values.copyWithin(place + 1, place, this.#size);
    this.#values[place] = value;
    this.#size += 1;
  }

  /** Takes out one value that was added. */
  remove(value: number): void {
    const place = this.#firstNotBelow(value);
    if (place === this.#size || this.#values[place] !== value) return;
    this.#values.copyWithin(place, place + 1, this.#size);
    this.#size -= 1;
  }

  #firstNotBelow(value: number): number {
    let [low, high] = [0, this.#size];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#values[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
