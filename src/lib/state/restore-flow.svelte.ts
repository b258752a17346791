import type { AppError, Result } from '#lib/domain/result.ts';
import type {
  BackupProgress,
  Backups,
  PreviewOptions,
  RestoreMode,
  RestorePreview,
  RestoreReport,
} from './backup-types.ts';
import { GuessCountdown } from './guess-countdown.svelte.ts';

type Doors = Pick<
  Backups,
  'preview' | 'restore' | 'undoRestore' | 'saveSafety' | 'cancel' | 'passphrases'
>;
type Work = 'reading' | 'restoring' | 'undoing';

/** One file on its way back: opened, previewed, restored, perhaps taken back. */
export class RestoreFlow {
  readonly #backups: Doors;
  /** What home tariffs are called in a file where they have no name. */
  readonly #tariffName: () => string;

  #file = $state.raw<File>();
  #work = $state<Work>();
  #progress = $state.raw<BackupProgress>();
  #failure = $state.raw<AppError>();
  #needsPassphrase = $state(false);
  #passphraseIssue = $state.raw<AppError>();
  readonly #countdown = new GuessCountdown();
  #preview = $state.raw<RestorePreview>();
  #restored = $state.raw<RestoreReport>();
  #undone = $state(false);
  /** Answers to questions about the file so far. */
  #answers: Pick<PreviewOptions, 'sourceCar' | 'encoding'> = {};
  /** The passphrase that was tried last, for reading the file again with an answer. */
  #tried: string | undefined;

  passphrase = $state('');
  mode = $state<RestoreMode>('merge');
  /** So much may be deleted; asked each time. */
  allowsMassDelete = $state(false);

  constructor(backups: Doors, tariffName: () => string) {
    this.#backups = backups;
    this.#tariffName = tariffName;
  }

  get fileName(): string | undefined {
    return this.#file?.name;
  }
  get work(): Work | undefined {
    return this.#work;
  }
  get progress(): BackupProgress | undefined {
    return this.#progress;
  }
  get failure(): AppError | undefined {
    return this.#failure;
  }
  get needsPassphrase(): boolean {
    return this.#needsPassphrase;
  }
  get passphraseIssue(): AppError | undefined {
    return this.#passphraseIssue;
  }
  /** Seconds until the next guess. */
  get waitS(): number {
    return this.#countdown.leftS;
  }
  get preview(): RestorePreview | undefined {
    return this.#preview;
  }
  /** What the chosen way would do. */
  get report(): RestoreReport | undefined {
    return this.#preview?.[this.mode];
  }
  get restored(): RestoreReport | undefined {
    return this.#restored;
  }
  get undone(): boolean {
    return this.#undone;
  }
  /** Why nothing can be restored yet. */
  get obstacle(): 'question' | 'brake' | undefined {
    if ((this.#preview?.questions.length ?? 0) > 0) return 'question';
    return (this.report?.brakes.length ?? 0) > 0 && !this.allowsMassDelete ? 'brake' : undefined;
  }

  async choose(file: File): Promise<void> {
    this.reset();
    this.#file = file;
    await this.#read(undefined);
  }

  async unlock(): Promise<void> {
    if (this.waitS === 0) await this.#read(this.passphrase);
  }

  /** Answers a question about the file, which is then read again. */
  async answer(code: string, choice: string): Promise<void> {
    const said = code === 'import/encoding_unsure' ? { encoding: choice } : { sourceCar: choice };
    this.#answers = { ...this.#answers, ...said };
    await this.#read(this.#tried);
  }

  async restore(): Promise<void> {
    const preview = this.#preview;
    if (!preview || this.obstacle !== undefined || this.#work !== undefined) return;
    const result = await this.#run('restoring', (onProgress) =>
      this.#backups.restore(
        preview.previewId,
        { mode: this.mode, ...(this.allowsMassDelete && { allowMassDelete: true }) },
        onProgress,
      ),
    );
    this.allowsMassDelete = false;
    if (!result.ok) this.#failure = result.error;
    else {
      this.#restored = result.value.report;
      this.#forgetPassphrase();
    }
  }

  async undo(undoId: string): Promise<Result<void>> {
    const result = await this.#run('undoing', (onProgress) =>
      this.#backups.undoRestore(undoId, onProgress),
    );
    if (result.ok) this.#undone = true;
    else this.#failure = result.error;
    return result;
  }

  async saveSafety(undoId: string): Promise<boolean> {
    this.#failure = undefined;
    const result = await this.#backups.saveSafety(undoId);
    if (!result.ok) this.#failure = result.error;
    return result.ok && result.value;
  }

  cancel(): Promise<void> {
    return this.#backups.cancel();
  }

  /** Back to the start: for another file, or when the screen is left. */
  reset(): void {
    this.#countdown.stop();
    this.#file = undefined;
    this.#failure = undefined;
    this.#needsPassphrase = false;
    this.#passphraseIssue = undefined;
    this.#preview = undefined;
    this.#restored = undefined;
    this.#undone = false;
    this.#answers = {};
    this.mode = 'merge';
    this.allowsMassDelete = false;
    this.#forgetPassphrase();
  }

  async #read(passphrase: string | undefined): Promise<void> {
    const file = this.#file;
    if (!file || this.#work !== undefined) return;
    const answers = this.#answers;
    const result = await this.#run('reading', (onProgress) =>
      this.#backups.preview(
        file,
        {
          tariffName: this.#tariffName(),
          ...(passphrase !== undefined && { passphrase }),
          ...answers,
        },
        onProgress,
      ),
    );
    if (file !== this.#file) return;
    if (result.ok) {
      const isFirst = this.#preview === undefined;
      this.#preview = result.value;
      this.#tried = passphrase;
      this.#needsPassphrase = false;
      this.allowsMassDelete = false;
      // With nothing here the file can be taken as it is.
      if (isFirst) this.mode = result.value.isEmptyHere ? 'replace' : 'merge';
      return;
    }
    const { code } = result.error;
    if (code === 'backup/passphrase_needed') await this.#askPassphrase();
    else if (code === 'backup/wrong_passphrase' || code === 'backup/passphrase_invalid') {
      this.#needsPassphrase = true;
      this.#passphraseIssue = result.error;
      this.#countdown.start(Number(result.error.details?.['waitS'] ?? 0));
    } else if (code === 'backup/cancelled' && !this.#preview) {
      if (!this.#needsPassphrase) this.reset();
    } else this.#failure = result.error;
  }

  async #askPassphrase(): Promise<void> {
    this.passphrase = (await this.#backups.passphrases.recall()) ?? '';
    this.#needsPassphrase = true;
  }

  #forgetPassphrase(): void {
    this.passphrase = '';
    this.#tried = undefined;
  }

  async #run<T>(
    work: Work,
    job: (onProgress: (progress: BackupProgress) => void) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    this.#work = work;
    this.#progress = undefined;
    this.#failure = undefined;
    this.#passphraseIssue = undefined;
    const result = await job((progress) => {
      this.#progress = progress;
    });
    this.#work = undefined;
    this.#progress = undefined;
    return result;
  }
}
