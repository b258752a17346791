import type { AppError, Result } from '#lib/domain/result.ts';
import type { BackupProgress, Passphrases } from './backup-types.ts';
import { GuessCountdown } from './guess-countdown.svelte.ts';
import { PassphraseForm } from './passphrase-form.svelte.ts';
import { hasFamily, isPassphraseRefused } from './sync-questions.ts';
import type { Sync, SyncAnswers, SyncRound, SyncStatus } from './sync-types.ts';

type Work = 'syncing' | 'takingIn' | 'writing';
/** What was done, or not, besides a round. */
type Note = 'accessRefused' | 'notHanded' | 'saved' | 'shared' | 'notRemembered';
type Place = 'top' | 'result';
type Passphrase = Pick<SyncAnswers, 'passphrase'>;

const OF_PASSPHRASE = new Set([
  'backup/passphrase_invalid',
  'backup/passphrase_needed',
  'backup/wrong_passphrase',
  'sync/passphrase_needed',
  'sync/wrong_passphrase',
]);

/** Sync as a person sets it up, starts it and answers what it asks. */
export class SyncFlow {
  readonly #sync: Sync;
  readonly secret: PassphraseForm;
  readonly #countdown = new GuessCountdown();

  #status = $state.raw<SyncStatus>();
  #work = $state<Work>();
  #progress = $state.raw<BackupProgress>();
  #failure = $state.raw<AppError>();
  #note = $state<Note>();
  #round = $state.raw<SyncRound>();
  #files = $state.raw<readonly File[]>([]);
  #declined = $state.raw<readonly string[]>([]);
  #isFirst = $state<boolean>();
  #isUnsaid = $state(false);
  #remembers = $state(false);
  /** Collections the person agreed to; kept while a round asks more. */
  #joined: readonly string[] = [];
  /** The passphrase a round went well with. */
  #proven = $state<string>();
  #startAt: Place | undefined;

  constructor(sync: Sync, passphrases: Pick<Passphrases, 'generate' | 'strength' | 'check'>) {
    this.#sync = sync;
    this.secret = new PassphraseForm(passphrases);
  }

  get canUseFolder(): boolean {
    return this.#sync.canUseFolder;
  }
  /** Absent until the first answer. */
  get status(): SyncStatus | undefined {
    return this.#status;
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
  get note(): Note | undefined {
    return this.#note;
  }
  /** The newest round, whoever started it. */
  get round(): SyncRound | undefined {
    const [own, last] = [this.#round, this.#status?.last];
    return own && (!last || own.at >= last.at) ? own : last;
  }
  /** Files that were passed by hand and not all taken in. */
  get files(): readonly File[] {
    return this.#files;
  }
  /** Whether a question can be answered: what it is about is still at hand. */
  get canAnswer(): boolean {
    return this.#status?.way === 'folder' || this.#files.length > 0;
  }
  /** Collections that are to stay apart. */
  get declined(): readonly string[] {
    return this.#declined;
  }
  /** Whether a passphrase is to be made up here; absent until that is known. */
  get isFirst(): boolean | undefined {
    return this.#isFirst ?? (this.asksFirst ? undefined : false);
  }
  /** Whether the person is asked if this is the first device. */
  get asksFirst(): boolean {
    const status = this.#status;
    return status !== undefined && !status.isAutomatic && !hasFamily(status) && !this.#proven;
  }
  /** Whether it has to be said first if this is the first device. */
  get isUnsaid(): boolean {
    return this.#isUnsaid;
  }
  get remembers(): boolean {
    return this.#remembers || this.#status?.isAutomatic === true;
  }
  /** Seconds until the next guess. */
  get waitS(): number {
    return this.#countdown.leftS;
  }
  /** Where a reader goes on after the last press. Does not change what is shown. */
  get startAt(): Place | undefined {
    return this.#startAt;
  }

  /** Follows how sync stands. Returns the stop, which also forgets what was typed. */
  follow(): () => void {
    const stop = this.#sync.watch((status) => {
      this.#status = status;
    });
    return () => {
      stop();
      this.#reset();
    };
  }

  sayFirst(isFirst: boolean): void {
    this.#isFirst = isFirst;
    this.#isUnsaid = false;
    if (isFirst && this.secret.proposal === '') void this.secret.propose();
  }

  chooseFolder(): Promise<void> {
    return this.#switch(() => this.#sync.chooseFolder());
  }

  useFiles(): Promise<void> {
    return this.#switch(() => this.#sync.useFiles());
  }

  async grant(): Promise<void> {
    this.#clear();
    const result = await this.#sync.grant();
    if (!result.ok) this.#failure = result.error;
    else if (!result.value) this.#note = 'accessRefused';
  }

  async switchOff(): Promise<void> {
    await this.#switch(() => this.#sync.switchOff());
    if (!this.#failure) this.#reset();
  }

  /** Keeps the passphrase on this device, as soon as a round went well with it, or forgets it. */
  async remember(on: boolean): Promise<void> {
    this.#clear();
    this.#remembers = on;
    if (!on) await this.#sync.forgetPassphrase();
    else if (this.#proven !== undefined) await this.#keep(this.#proven);
  }

  /** A round over the folder. */
  async syncNow(): Promise<void> {
    this.#forgetAnswers();
    if (await this.#isReady()) await this.#roundOf({});
  }

  async takeIn(files: readonly File[]): Promise<void> {
    this.#forgetAnswers();
    this.#files = files;
    await this.#roundOf({});
  }

  /** The files that were passed again, with what was typed since. */
  async takeInAgain(): Promise<void> {
    if (await this.#isReady()) await this.#roundOf({});
  }

  async handOver(how: 'share' | 'download'): Promise<void> {
    this.#clear();
    if (!(await this.#isReady())) return;
    const given = this.#given();
    await this.#run('writing', async (onProgress) => {
      const result = await this.#sync.handOver(how, given, onProgress);
      if (!result.ok) this.#refuse(result.error);
      else if (!result.value) this.#note = 'notHanded';
      else {
        this.#note = how === 'share' ? 'shared' : 'saved';
        await this.#prove(given);
      }
    });
  }

  /** One collection is made of that one and this one; the round is then made again. */
  async join(vaultId: string): Promise<void> {
    this.#joined = [...this.#joined, vaultId];
    await this.#roundOf({});
  }

  decline(vaultId: string): void {
    this.#declined = [...this.#declined, vaultId];
  }

  /** This once. */
  async allowMassDelete(): Promise<void> {
    await this.#roundOf({ allowMassDelete: true });
  }

  async useEmptyFolder(): Promise<void> {
    await this.#roundOf({ isEmptyFolderRight: true });
  }

  cancel(): Promise<void> {
    return this.#sync.cancel();
  }

  async #switch(change: () => Promise<Result<unknown>>): Promise<void> {
    this.#clear();
    this.#startAt = 'top';
    const result = await change();
    if (!result.ok) this.#failure = result.error;
  }

  async #roundOf(answers: SyncAnswers): Promise<void> {
    this.#clear();
    const given = this.#given();
    const all: SyncAnswers = {
      ...answers,
      ...given,
      ...(this.#joined.length > 0 && { joinVaults: this.#joined }),
    };
    if (this.#status?.way === 'files') {
      await this.#run('takingIn', async (onProgress) => {
        await this.#took(await this.#sync.takeIn(this.#files, all, onProgress), given);
      });
    } else {
      await this.#run('syncing', async (onProgress) => {
        await this.#took(await this.#sync.run(all, onProgress), given);
      });
    }
  }

  async #took(result: Result<SyncRound>, given: Passphrase): Promise<void> {
    if (!result.ok) {
      this.#refuse(result.error);
      return;
    }
    const round = result.value;
    this.#round = round;
    if (isPassphraseRefused(round)) {
      this.#refuse({ code: round.problem?.code ?? 'sync/wrong_passphrase' });
      return;
    }
    this.#startAt = 'result';
    if (round.files.every(({ problem }) => !problem)) this.#files = [];
    if (!round.problem) await this.#prove(given);
  }

  #given(): Passphrase {
    return this.secret.text === '' ? {} : { passphrase: this.secret.text };
  }

  /** Whether there is a passphrase to work with; what is missing is said at its field. */
  async #isReady(): Promise<boolean> {
    if (this.waitS > 0) return false;
    if (this.#status?.isAutomatic && this.secret.text === '') return true;
    const { isFirst } = this;
    this.#isUnsaid = isFirst === undefined;
    if (isFirst === undefined) return false;
    return isFirst ? this.secret.isUsable() : this.secret.isGiven();
  }

  #refuse(error: AppError): void {
    if (!OF_PASSPHRASE.has(error.code)) {
      this.#failure = error;
      return;
    }
    // There are files of others: their passphrase is the one that counts.
    if (error.code !== 'backup/passphrase_invalid') this.#isFirst = false;
    this.secret.refuse(error);
    this.#countdown.start(Number(error.details?.['waitS'] ?? 0));
  }

  async #prove({ passphrase }: Passphrase): Promise<void> {
    this.#isFirst = false;
    if (passphrase === undefined) return;
    this.#proven = passphrase;
    if (this.#remembers) await this.#keep(passphrase);
  }

  async #keep(passphrase: string): Promise<void> {
    const result = await this.#sync.remember(passphrase);
    this.#remembers = result.ok;
    if (!result.ok) this.#note = 'notRemembered';
  }

  #clear(): void {
    this.#failure = undefined;
    this.#note = undefined;
    this.#startAt = undefined;
  }

  #forgetAnswers(): void {
    this.#joined = [];
    this.#declined = [];
  }

  #reset(): void {
    this.#countdown.stop();
    this.#forgetAnswers();
    this.secret.clear();
    this.#round = undefined;
    this.#files = [];
    this.#isFirst = undefined;
    this.#isUnsaid = false;
    this.#remembers = false;
    this.#proven = undefined;
  }

  /** The work is shown until its outcome is known to the last. */
  async #run(
    work: Work,
    job: (onProgress: (progress: BackupProgress) => void) => Promise<void>,
  ): Promise<void> {
    this.#work = work;
    this.#progress = undefined;
    await job((progress) => {
      this.#progress = progress;
    });
    this.#work = undefined;
    this.#progress = undefined;
  }
}
