import type { AppError } from '#lib/domain/result.ts';
import type { PassphraseStrength, Passphrases } from './backup-types.ts';

/** A passphrase as it is typed: judged, proposed, repeated. Never kept as a draft. */
export class PassphraseForm {
  readonly #rules: Pick<Passphrases, 'generate' | 'strength' | 'check'>;

  #text = $state('');
  #strength = $state.raw<PassphraseStrength>();
  #proposal = $state('');
  #issue = $state.raw<AppError | 'mismatch'>();
  /** Number of the newest question about strength: older answers are dropped. */
  #asked = 0;

  repeat = $state('');
  isShown = $state(false);

  constructor(rules: Pick<Passphrases, 'generate' | 'strength' | 'check'>) {
    this.#rules = rules;
  }

  get text(): string {
    return this.#text;
  }
  get strength(): PassphraseStrength | undefined {
    return this.#strength;
  }
  /** Six words; empty until they are there. */
  get proposal(): string {
    return this.#proposal;
  }
  get isProposed(): boolean {
    return this.#proposal !== '' && this.#text === this.#proposal;
  }
  /** What is wrong with the passphrase or its repetition. */
  get issue(): AppError | 'mismatch' | undefined {
    return this.#issue;
  }

  async propose(): Promise<void> {
    const wasUsed = this.isProposed;
    this.#proposal = await this.#rules.generate();
    if (wasUsed) this.useProposal();
  }

  useProposal(): void {
    this.fill(this.#proposal);
    this.isShown = true;
  }

  type(text: string): void {
    this.#text = text;
    this.#issue = undefined;
    void this.#judge(text);
  }

  /** Both fields at once. */
  fill(text: string): void {
    this.type(text);
    this.repeat = text;
  }

  /** Why it was not taken. */
  refuse(issue: AppError): void {
    this.#issue = issue;
  }

  /** Whether a new file can be written with it; `issue` says why not. */
  async isUsable(reduced = false): Promise<boolean> {
    const check = await this.#rules.check(this.#text, reduced);
    if (!check.ok) this.#issue = check.error;
    else this.#issue = this.#text === this.repeat ? undefined : 'mismatch';
    return this.#issue === undefined;
  }

  /** Whether anything was typed; `issue` says so when not. For one that exists already. */
  isGiven(): boolean {
    this.#issue =
      this.#text === ''
        ? { code: 'backup/passphrase_invalid', details: { reason: 'empty' } }
        : undefined;
    return this.#issue === undefined;
  }

  clear(): void {
    this.#proposal = '';
    this.fill('');
    this.isShown = false;
  }

  async #judge(text: string): Promise<void> {
    const asked = ++this.#asked;
    const strength = text === '' ? undefined : await this.#rules.strength(text);
    if (asked === this.#asked) this.#strength = strength;
  }
}
