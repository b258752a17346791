const SECOND_MS = 1000;

/** The seconds until the next guess of a passphrase, as they pass. */
export class GuessCountdown {
  #leftS = $state(0);
  #ticking: ReturnType<typeof setInterval> | undefined;

  get leftS(): number {
    return this.#leftS;
  }

  start(seconds: number): void {
    this.stop();
    this.#leftS = Math.ceil(seconds);
    if (this.#leftS === 0) return;
    this.#ticking = setInterval(() => {
      this.#leftS -= 1;
      if (this.#leftS <= 0) clearInterval(this.#ticking);
    }, SECOND_MS);
  }

  stop(): void {
    clearInterval(this.#ticking);
    this.#leftS = 0;
  }
}
