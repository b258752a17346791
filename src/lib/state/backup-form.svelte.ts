import type { AppError } from '#lib/domain/result.ts';
import type { BackupProgress, Backups, CreatedBackup } from './backup-types.ts';
import { PassphraseForm } from './passphrase-form.svelte.ts';

type Doors = Pick<Backups, 'create' | 'handOver' | 'cancel' | 'passphrases'>;
export type HandOver = Parameters<Backups['handOver']>[1];

/** A new backup: how it is protected, its making, and where it went. Never kept as a draft. */
export class BackupForm {
  readonly #backups: Doors;
  readonly secret: PassphraseForm;

  /** The passphrase kept on this device. */
  #kept = $state<string>();
  #progress = $state.raw<BackupProgress>();
  #isWorking = $state(false);
  #failure = $state.raw<AppError>();
  #created = $state.raw<CreatedBackup>();
  #handed = $state(false);
  #wasLeft = $state(false);
  #rememberFailed = $state(false);

  isPlain = $state(false);
  includeLabel = $state(true);
  remember = $state(false);

  constructor(backups: Doors) {
    this.#backups = backups;
    this.secret = new PassphraseForm(backups.passphrases);
  }

  /** The passphrase is the one kept on this device. */
  get isRemembered(): boolean {
    return this.#kept !== undefined && this.secret.text === this.#kept;
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
    if (this.secret.text !== '') return;
    if (kept === undefined) await this.secret.propose();
    else {
      this.secret.fill(kept);
      this.#kept = kept;
    }
  }

  async forget(): Promise<void> {
    await this.#backups.passphrases.forget();
    this.#kept = undefined;
    this.secret.fill('');
    await this.secret.propose();
  }

  /** Makes the file; `reduced` after a derivation ran out of memory. */
  async create(reduced = false): Promise<void> {
    if (this.#isWorking) return;
    this.#failure = undefined;
    if (!this.isPlain && !(await this.secret.isUsable(reduced))) return;
    this.#isWorking = true;
    const passphrase = this.secret.text;
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
    else if (result.error.code === 'backup/passphrase_invalid') this.secret.refuse(result.error);
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
    this.#kept = undefined;
    this.secret.clear();
    this.isPlain = false;
    this.remember = false;
  }
}
