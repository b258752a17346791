/** A sum over a sum, as weighted means are; NaN while the lower sum is 0. */
export class Ratio {
  #above = 0;
  #below = 0;

  /** Adds a pair if both are known. */
  add(above: number, below: number): void {
    const sum = above + below;
    if (sum !== sum) return;
    this.#above += above;
    this.#below += below;
  }

  get value(): number {
    return this.#below > 0 ? this.#above / this.#below : NaN;
  }
}
