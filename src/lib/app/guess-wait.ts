const LONGEST_WAIT_S = 30;

/** Counts wrong guesses for one file: the wait before the next is 0, 1, 2, 4 … 30 seconds. */
export class GuessWait {
  #file = '';
  #wrong = 0;

  /** Seconds to wait after another wrong guess for this file. */
  wrong(file: string): number {
    this.#wrong = file === this.#file ? this.#wrong + 1 : 1;
    this.#file = file;
    return this.#wrong === 1 ? 0 : Math.min(2 ** (this.#wrong - 2), LONGEST_WAIT_S);
  }

  right(): void {
    this.#wrong = 0;
    this.#file = '';
  }
}
