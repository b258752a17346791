/** The sessions a person has ticked, and whether ticking is going on. */
export class SessionSelection {
  #isOn = $state(false);
  #ids = $state.raw<ReadonlySet<string>>(new Set());

  get isOn(): boolean {
    return this.#isOn;
  }

  get size(): number {
    return this.#ids.size;
  }

  /** In the order they were ticked. */
  get ids(): readonly string[] {
    return [...this.#ids];
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  start(): void {
    this.#isOn = true;
  }

  end(): void {
    this.#isOn = false;
    this.#ids = new Set();
  }

  toggle(id: string): void {
    const ids = new Set(this.#ids);
    if (!ids.delete(id)) ids.add(id);
    this.#ids = ids;
  }

  replace(ids: Iterable<string>): void {
    this.#ids = new Set(ids);
  }
}
