const PORTION = 50;

/** Rows of a long list, read portion by portion as somebody asks for more. */
export class RowPortions<T> {
  readonly #load: (offset: number, limit: number) => Promise<readonly T[]>;
  rows = $state.raw<readonly T[]>([]);

  constructor(load: (offset: number, limit: number) => Promise<readonly T[]>) {
    this.#load = load;
    void this.more();
  }

  async more(): Promise<void> {
    const before = this.rows;
    const next = await this.#load(before.length, PORTION);
    // Asked twice at once: the first answer counts.
    if (this.rows === before) this.rows = [...before, ...next];
  }

  /** How many the next portion brings. */
  left(total: number): number {
    return Math.min(PORTION, total - this.rows.length);
  }
}
