import type { AppError, Result } from '#lib/domain/result.ts';
import { GuessCountdown } from './guess-countdown.svelte.ts';

/** What was brought into the new log. */
export interface RescuedCounts {
  readonly cars: number;
  readonly sessions: number;
}
type Restore = (file: File, passphrase?: string) => Promise<Result<RescuedCounts>>;

const LONGEST_WAIT_S = 30;

/** A file on its way into a new log while the present one does not open. */
export class RescueRestore {
  readonly #restore: Restore;
  readonly #countdown = new GuessCountdown();
  #file: File | undefined;
  #wrong = 0;
  #needsPassphrase = $state(false);
  #issue = $state.raw<AppError>();
  #outcome = $state.raw<Result<RescuedCounts>>();
  #isWorking = $state(false);

  passphrase = $state('');

  constructor(restore: Restore) {
    this.#restore = restore;
  }

  get needsPassphrase(): boolean {
    return this.#needsPassphrase;
  }
  /** Why the last passphrase did not open the file. */
  get issue(): AppError | undefined {
    return this.#issue;
  }
  get waitS(): number {
    return this.#countdown.leftS;
  }
  get isWorking(): boolean {
    return this.#isWorking;
  }
  /** How it ended; absent until then. */
  get outcome(): Result<RescuedCounts> | undefined {
    return this.#outcome;
  }

  async choose(file: File): Promise<void> {
    this.reset();
    this.#file = file;
    await this.#run(undefined);
  }

  async unlock(): Promise<void> {
    if (this.waitS === 0) await this.#run(this.passphrase);
  }

  reset(): void {
    this.#countdown.stop();
    this.#file = undefined;
    this.#wrong = 0;
    this.#needsPassphrase = false;
    this.#issue = undefined;
    this.#outcome = undefined;
    this.passphrase = '';
  }

  async #run(passphrase: string | undefined): Promise<void> {
    const file = this.#file;
    if (!file || this.#isWorking) return;
    this.#isWorking = true;
    this.#issue = undefined;
    const result = await this.#restore(file, passphrase);
    this.#isWorking = false;
    const code = result.ok ? undefined : result.error.code;
    if (code === 'backup/passphrase_needed') this.#needsPassphrase = true;
    else if (code === 'backup/wrong_passphrase' || code === 'backup/passphrase_invalid') {
      this.#issue = result.ok ? undefined : result.error;
      this.#wrong += 1;
      // 0, 1, 2, 4 … 30 seconds.
      this.#countdown.start(
        this.#wrong === 1 ? 0 : Math.min(2 ** (this.#wrong - 2), LONGEST_WAIT_S),
      );
    } else {
      this.#needsPassphrase = false;
      this.passphrase = '';
      this.#outcome = result;
    }
  }
}
