const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;

/** Runs work later; returns what calls it off. */
export type Schedule = (work: () => void, delayMs: number) => () => void;

interface DerivedValueParts {
  /** Stores the value as it is now; false when it has to be tried again. Never throws. */
  readonly write: () => Promise<boolean>;
  readonly schedule: Schedule;
  /** How long to wait for more changes before it is computed. */
  readonly delayMs: number;
}

/** When one derived value is written: some time after it is due, and again until that worked. */
export class DerivedValue {
  readonly #parts: DerivedValueParts;
  #retryMs = FIRST_RETRY_MS;
  #callOff: (() => void) | undefined;

  constructor(parts: DerivedValueParts) {
    this.#parts = parts;
  }

  /** Has it written soon; one call for several changes in a row. */
  soon(): void {
    this.#later(this.#parts.delayMs);
  }

  /** Writes it now, or later when that is not possible. */
  async now(): Promise<void> {
    this.callOff();
    if (await this.#parts.write()) {
      this.#retryMs = FIRST_RETRY_MS;
      return;
    }
    this.#later(this.#retryMs);
    this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2);
  }

  callOff(): void {
    this.#callOff?.();
    this.#callOff = undefined;
  }

  #later(delayMs: number): void {
    this.callOff();
    this.#callOff = this.#parts.schedule(() => void this.now(), delayMs);
  }
}
