import type { OnBackupProgress } from '#lib/app/backups-port.ts';
import type {
  Sync,
  SyncAnswers,
  SyncFileOutcome,
  SyncRound,
  SyncStatus,
} from '#lib/app/sync-port.ts';
import { ok, type Result } from '#lib/domain/result.ts';

/** Switched off. */
export const OFF: SyncStatus = {
  access: 'none',
  isAutomatic: false,
  isRunning: false,
  devices: [],
  changesSince: 0,
  isOffAfterReplace: false,
};

/** On, over the folder "Charging"; only what differs is given. */
export const onFolder = (changes: Partial<SyncStatus> = {}): SyncStatus => ({
  ...OFF,
  way: 'folder',
  folderName: 'Charging',
  access: 'granted',
  ...changes,
});

export const onFiles = (changes: Partial<SyncStatus> = {}): SyncStatus => ({
  ...OFF,
  way: 'files',
  ...changes,
});

/** A round of 1 July 2026, 14:05 in London, that met nobody; only what differs is given. */
export const roundOf = (changes: Partial<SyncRound> = {}): SyncRound => ({
  at: Date.UTC(2026, 6, 1, 13, 5),
  files: [],
  ignored: 0,
  isOwnWritten: true,
  isDeviceIdDoubled: false,
  ...changes,
});

const ABOUT = {
  name: 'plugtrack-9f2c4e7a1b3d5f60-sync.zip',
  deviceId: '9f2c4e7a1b3d5f60',
  deviceLabel: 'Pixel',
  writtenAt: Date.UTC(2026, 5, 30, 8),
} as const;

/** The file of the device "Pixel", written on 30 June 2026; only what differs is given. */
export const fileOf = (changes: Partial<SyncFileOutcome> = {}): SyncFileOutcome => ({
  ...ABOUT,
  result: 'merged',
  counts: { new: 0, changed: 0, deleted: 0, conflicts: 0, setAside: 0 },
  ...changes,
});

/** A file of the same device that was not merged, and why. */
export const skipped = (
  code: string,
  details: Readonly<Record<string, string | number | boolean>> = {},
): SyncFileOutcome => ({ ...ABOUT, result: 'skipped', problem: { code, details } });

/** Sync, answering as it is told and remembering what it was asked. */
export class FakeSync implements Sync {
  readonly asked: { readonly name: string; readonly with: unknown }[] = [];
  canUseFolder = true;
  /** Answers, in turn; the last one stays. */
  rounds: Result<SyncRound>[] = [ok(roundOf())];
  chosen: Result<boolean> = ok(true);
  granted: Result<boolean> = ok(true);
  handed: Result<boolean> = ok(true);
  kept: Result<void> = ok();
  /** What takes long waits for this. */
  gate: Promise<void> = Promise.resolve();

  #status: SyncStatus;
  readonly #watching = new Set<(status: SyncStatus) => void>();

  constructor(status: SyncStatus = OFF) {
    this.#status = status;
  }

  change(changes: Partial<SyncStatus>): void {
    this.#status = { ...this.#status, ...changes };
    for (const next of this.#watching) next(this.#status);
  }

  watch(next: (status: SyncStatus) => void): () => void {
    this.#watching.add(next);
    next(this.#status);
    return () => {
      this.#watching.delete(next);
    };
  }
  chooseFolder(): Promise<Result<boolean>> {
    this.#note('chooseFolder');
    if (this.chosen.ok && this.chosen.value) this.change(onFolder());
    return Promise.resolve(this.chosen);
  }
  useFiles(): Promise<Result<void>> {
    this.#note('useFiles');
    this.change(onFiles());
    return Promise.resolve(ok());
  }
  grant(): Promise<Result<boolean>> {
    this.#note('grant');
    if (this.granted.ok && this.granted.value) this.change({ access: 'granted' });
    return Promise.resolve(this.granted);
  }
  switchOff(): Promise<Result<void>> {
    this.#note('switchOff');
    this.#status = OFF;
    this.change({});
    return Promise.resolve(ok());
  }
  remember(passphrase: string): Promise<Result<void>> {
    this.#note('remember', passphrase);
    if (this.kept.ok) this.change({ isAutomatic: true });
    return Promise.resolve(this.kept);
  }
  forgetPassphrase(): Promise<void> {
    this.#note('forgetPassphrase');
    this.change({ isAutomatic: false });
    return Promise.resolve();
  }
  async run(answers: SyncAnswers, onProgress: OnBackupProgress): Promise<Result<SyncRound>> {
    this.#note('run', answers);
    return this.#round(onProgress);
  }
  async takeIn(
    files: readonly File[],
    answers: SyncAnswers,
    onProgress: OnBackupProgress,
  ): Promise<Result<SyncRound>> {
    this.#note('takeIn', { files: files.map(({ name }) => name), ...answers });
    return this.#round(onProgress);
  }
  async handOver(
    how: 'share' | 'download',
    answers: Pick<SyncAnswers, 'passphrase'>,
  ): Promise<Result<boolean>> {
    this.#note('handOver', { how, ...answers });
    await this.gate;
    return this.handed;
  }
  cancel(): Promise<void> {
    this.#note('cancel');
    return Promise.resolve();
  }

  /** What a door was asked with, call by call. */
  askedOf(name: keyof Sync): unknown[] {
    return this.asked.filter((call) => call.name === name).map((call) => call.with);
  }

  #note(name: keyof Sync, given?: unknown): void {
    this.asked.push({ name, with: given });
  }

  async #round(onProgress: OnBackupProgress): Promise<Result<SyncRound>> {
    onProgress({ phase: 'merge', done: 1, total: 2 });
    await this.gate;
    const answer = this.rounds.length > 1 ? this.rounds.shift() : this.rounds[0];
    if (answer === undefined) throw new Error('no round was set');
    if (answer.ok) this.change({ last: answer.value });
    return answer;
  }
}
