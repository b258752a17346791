import { type Stamp, stampDevice } from '#lib/domain/clock.ts';
import { stampsOf } from './canonical-row.ts';
import type { StateRow } from './state.ts';

/**
 * What a state has seen of each device: everything up to the greatest of its stamps there. States
 * merge whole, so a later stamp of a device tells that the earlier ones came along. What was seen
 * and then overwritten everywhere is not known, unless the device's own row, which nobody else
 * writes, has a later stamp.
 */
export class KnownStamps {
  readonly #latest = new Map<string, Stamp>();
  readonly #limit: Stamp;
  #last: Stamp | undefined;
  #greatest: Stamp | undefined;

  readonly #owner: string | undefined;

  /**
   * Stamps above the limit are not believed and tell nothing. The owner is the device whose state
   * it is, which has seen all of its own; absent when that is not known.
   */
  constructor(limit: Stamp, owner: string | undefined) {
    this.#limit = limit;
    this.#owner = owner;
  }

  note(row: StateRow): void {
    for (const stamp of stampsOf(row)) {
      // Neighbouring rows often share a stamp.
      if (stamp === this.#last || stamp > this.#limit) continue;
      this.#last = stamp;
      if (this.#greatest === undefined || stamp > this.#greatest) this.#greatest = stamp;
      const device = stampDevice(stamp);
      const latest = this.#latest.get(device);
      if (latest === undefined || stamp > latest) this.#latest.set(device, stamp);
    }
  }

  /** The greatest believed stamp; absent when there was none. */
  get greatest(): Stamp | undefined {
    return this.#greatest;
  }

  knows(stamp: Stamp): boolean {
    const device = stampDevice(stamp);
    if (device === this.#owner) return true;
    const latest = this.#latest.get(device);
    return latest !== undefined && latest >= stamp;
  }
}
