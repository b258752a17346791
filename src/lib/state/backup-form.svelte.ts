import type { AppError } from '#lib/domain/result.ts';
import type { BackupProgress, Backups, CreatedBackup, PassphraseStrength } from './backup-types.ts';

type Doors = Pick<Backups, 'create' | 'handOver' | 'cancel' | 'passphrases'>;
export type HandOver = Parameters<Backups['handOver']>[1];

/** A new backup: how it is protected, its making, and where it went. Never kept as a draft. */
export class BackupForm {
  readonly #backups: Doors;

  #passphrase = $state('');
  #strength = $state.raw<PassphraseStrength>();
  #proposal = $state('');
  #issue = $state.raw<AppError | 'mismatch'>();
  #isRemembered = $state(false);
  #progress = $state.raw<BackupProgress>();
  #isWorking = $state(false);
  #failure = $state.raw<AppError>();
  #created = $state.raw<CreatedBackup>();
  #handed = $state(false);
  #wasLeft = $state(false);
  #rememberFailed = $state(false);
  /** Number of the newest question about strength: older answers are dropped. */
  #asked = 0;

  repeat = $state('');
  isShown = $state(false);
  isPlain = $state(false);
  includeLabel = $state(true);
  remember = $state(false);

  constructor(backups: Doors) {
    this.#backups = backups;
  }

  get passphrase(): string {
    return this.#passphrase;
  }
  get strength(): PassphraseStrength | undefined {
    return this.#strength;
  }
  /** Six words; empty until they are there. */
  get proposal(): string {
    return this.#proposal;
  }
  get isProposed(): boolean {
    return this.#proposal !== '' && this.#passphrase === this.#proposal;
  }
  /** What is wrong with the passphrase or its repetition. */
  get issue(): AppError | 'mismatch' | undefined {
    return this.#issue;
  }
  /** The passphrase is the one kept on this device. */
  get isRemembered(): boolean {
    return this.#isRemembered;
  }
  get isWorking(): boolean {
    return this.#isWorking;
  }
  get progress(): BackupProgress | undefined {
    return this.#progress;
  }
  get failure(): AppError | undefined {
    return this.#failure;
  }
  /** The finished file; it counts once it was handed over. */
  get created(): CreatedBackup | undefined {
    return this.#created;
  }
  get handed(): boolean {
    return this.#handed;
  }
  /** The person was asked for a place and chose none. */
  get wasLeft(): boolean {
    return this.#wasLeft;
  }
  get rememberFailed(): boolean {
    return this.#rememberFailed;
  }

  /** Fills in the passphrase kept on this device, or proposes one. */
  async begin(): Promise<void> {
    const kept = await this.#backups.passphrases.recall();
    if (this.#passphrase !== '') return;
    if (kept === undefined) await this.propose();
    else {
      this.type(kept);
      this.repeat = kept;
      this.#isRemembered = true;
    }
  }

  async propose(): Promise<void> {
    const wasUsed = this.isProposed;
    this.#proposal = await this.#backups.passphrases.generate();
    if (wasUsed) this.useProposal();
  }

  useProposal(): void {
    this.type(this.#proposal);
    this.repeat = this.#proposal;
    this.isShown = true;
  }

  type(text: string): void {
    this.#passphrase = text;
    this.#isRemembered = false;
    this.#issue = undefined;
    void this.#judge(text);
  }

  async forget(): Promise<void> {
    await this.#backups.passphrases.forget();
    this.type('');
    this.repeat = '';
    await this.propose();
  }

  /** Makes the file; `reduced` after a derivation ran out of memory. */
  async create(reduced = false): Promise<void> {
    if (this.#isWorking) return;
    this.#failure = undefined;
    if (!this.isPlain && !(await this.#isUsable(reduced))) return;
    this.#isWorking = true;
    const passphrase = this.#passphrase;
    const result = await this.#backups.create(
      {
        protection: this.isPlain ? { unencrypted: true } : { passphrase },
        includeLabel: this.includeLabel,
        ...(reduced && { reduced }),
      },
      (progress) => {
        this.#progress = progress;
      },
    );
    if (result.ok && this.remember && !this.isPlain) {
      this.#rememberFailed = !(await this.#backups.passphrases.remember(passphrase)).ok;
    }
    this.#isWorking = false;
    this.#progress = undefined;
    if (result.ok) this.#created = result.value;
    else if (result.error.code === 'backup/passphrase_invalid') this.#issue = result.error;
    else this.#failure = result.error;
  }

  async handOver(how: HandOver): Promise<void> {
    const created = this.#created;
    if (!created) return;
    this.#failure = undefined;
    this.#wasLeft = false;
    const result = await this.#backups.handOver(created, how);
    if (!result.ok) this.#failure = result.error;
    else if (result.value) this.#handed = true;
    else this.#wasLeft = !this.#handed;
  }

  cancel(): Promise<void> {
    return this.#backups.cancel();
  }

  /** Forgets the file and the passphrase; for another one, or when the screen is left. */
  reset(): void {
    this.#created = undefined;
    this.#handed = false;
    this.#wasLeft = false;
    this.#rememberFailed = false;
    this.#failure = undefined;
    this.#proposal = '';
    this.type('');
    this.repeat = '';
    this.isShown = false;
    this.isPlain = false;
    this.remember = false;
  }

  async #isUsable(reduced: boolean): Promise<boolean> {
    const check = await this.#backups.passphrases.check(this.#passphrase, reduced);
    if (!check.ok) this.#issue = check.error;
    else this.#issue = this.#passphrase === this.repeat ? undefined : 'mismatch';
    return this.#issue === undefined;
  }

  async #judge(text: string): Promise<void> {
    const asked = ++this.#asked;
    const strength = text === '' ? undefined : await this.#backups.passphrases.strength(text);
    if (asked === this.#asked) this.#strength = strength;
  }
}
