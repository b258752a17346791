import { type IdSet, idSet, toggled } from './id-set.ts';

/** The sessions a person has ticked, and whether ticking is going on. */
export class SessionSelection {
  #isOn = $state(false);
  #ids = $state.raw<IdSet>(idSet());

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
    this.#ids = idSet();
  }

  toggle(id: string): void {
    this.#ids = toggled(this.#ids, id);
  }

  replace(ids: Iterable<string>): void {
    this.#ids = idSet(ids);
  }
}
