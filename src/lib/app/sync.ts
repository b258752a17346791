import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { BackupClient } from '#lib/worker/backup-api.ts';
import { BACKUP_TYPE } from './backup-handover.ts';
import type { OnBackupProgress, Passphrases } from './backups-port.ts';
import type { Clock, FileSaver, FileSharer } from './ports.ts';
import { SyncBoard } from './sync-board.ts';
import { README } from './sync-files.ts';
import type { FolderFile, SyncFolder, SyncFolders } from './sync-folder-port.ts';
import { makeOwn, type MadeFile, writeOwn } from './sync-own.ts';
import type { Sync, SyncAnswers, SyncRound } from './sync-port.ts';
import {
  devicesAfter,
  type Looked,
  problemOf,
  RoundOfFiles,
  type RoundPorts,
  type SyncFile,
} from './sync-round.ts';
import type { FolderKeeper, SyncMoment, SyncRecords, SyncState } from './sync-store.ts';

export interface SyncPorts extends Pick<RoundPorts, 'newJob'> {
  readonly client: Pick<BackupClient, 'takeIn' | 'write' | 'verify' | 'cancel'>;
  readonly records: SyncRecords;
  readonly folders: SyncFolders;
  readonly folderKeeper: FolderKeeper;
  readonly passphrases: Pick<Passphrases, 'remember' | 'recall' | 'forget'>;
  readonly files: FileSaver;
  readonly sharer: FileSharer;
  readonly clock: Clock;
  /** Work that one tab of this browser does at a time; false when it did not run. */
  readonly exclusive: (work: () => Promise<void>) => Promise<boolean>;
  /** What a failure of the storage is called. */
  readonly storageFailure: (error: unknown) => Result<never>;
}

const BUSY = 'backup/busy';
const OFF = 'sync/off';
const UNREACHABLE = 'sync/folder_unreachable';
const PASSPHRASE_NEEDED = 'sync/passphrase_needed';
const WRONG_PASSPHRASE = 'sync/wrong_passphrase';

/** Sync as screens ask for it; `runByItself` is for whoever keeps the time. */
export class SyncDoors implements Sync {
  readonly #ports: SyncPorts;
  readonly #board: SyncBoard;
  /** The passphrase that has opened a file of the folder, or written the first. */
  #proven: string | undefined;
  #isCancelled = false;
  /** Made, but the share sheet was not reached: sharing it again needs no other wait. */
  #ready: { readonly made: MadeFile; readonly passphrase: string } | undefined;

  constructor(ports: SyncPorts) {
    this.#ports = ports;
    this.#board = new SyncBoard({
      follow: (next) => ports.records.watch(next),
      look: async () => ({
        access: await this.#access(),
        isAutomatic: (await ports.passphrases.recall()) !== undefined,
      }),
    });
  }

  get canUseFolder(): boolean {
    return this.#ports.folders.isAvailable;
  }

  watch: Sync['watch'] = (next) => this.#board.watch(next);

  chooseFolder: Sync['chooseFolder'] = async () => {
    const { folders, folderKeeper, records } = this.#ports;
    let folder: SyncFolder | undefined;
    try {
      folder = await folders.pick();
    } catch {
      return fail(UNREACHABLE);
    }
    if (!folder) return ok(false);
    const { handle, name } = folder;
    return this.#changed(async () => {
      await folderKeeper.keep(handle);
      await records.switchOn('folder', name);
      return ok(true);
    });
  };

  useFiles: Sync['useFiles'] = () =>
    this.#changed(async () => {
      await this.#ports.folderKeeper.forget();
      await this.#ports.records.switchOn('files');
      return ok();
    });

  grant: Sync['grant'] = () =>
    this.#changed(async () => {
      const folder = await this.#folder();
      if (!folder) return fail(UNREACHABLE);
      return ok(await folder.request().catch(() => false));
    });

  switchOff: Sync['switchOff'] = () =>
    this.#changed(async () => {
      const { records, folderKeeper, passphrases } = this.#ports;
      await records.switchOff();
      await folderKeeper.forget();
      await passphrases.forget();
      return ok();
    });

  remember: Sync['remember'] = (passphrase) =>
    this.#changed(() => this.#ports.passphrases.remember(passphrase));

  forgetPassphrase: Sync['forgetPassphrase'] = async () => {
    await this.#ports.passphrases.forget();
    await this.#board.look();
  };

  run: Sync['run'] = (answers, onProgress) =>
    this.#alone(async () => {
      const moment = await this.#ports.records.read();
      const { state } = moment;
      if (state?.way !== 'folder') return fail(OFF);
      return this.#folderRound({ ...moment, state }, answers, onProgress);
    });

  takeIn: Sync['takeIn'] = (files, answers, onProgress) =>
    this.#alone(async () => {
      const moment = await this.#ports.records.read();
      const { state } = moment;
      if (state?.way === undefined) return fail(OFF);
      const passphrase = await this.#passphrase(answers);
      const picked = files.map((file) => ({ name: file.name, read: () => Promise.resolve(file) }));
      const looked = await this.#look(picked, moment, answers, passphrase, onProgress, false);
      const known = { files: looked.files, devices: this.#devices(moment, looked, false) };
      if (looked.stopped) return this.#stopped(looked.stopped.code, known);
      const isLocked = passphrase === undefined && hasWrong(looked);
      const problem = looked.problem ?? (isLocked ? { code: PASSPHRASE_NEEDED } : undefined);
      return this.#ended(this.#round(looked, false, problem), known);
    });

  handOver: Sync['handOver'] = (how, answers, onProgress) =>
    this.#alone(async () => {
      const passphrase = await this.#passphrase(answers);
      if (passphrase === undefined) return fail(PASSPHRASE_NEEDED);
      const made = await this.#madeFile(passphrase, onProgress);
      if (!made.ok) return made;
      const { name, file, own } = made.value;
      const outgoing = { name, type: BACKUP_TYPE, content: file };
      if (how === 'download') await this.#ports.files.save(outgoing);
      else {
        const isShared = await this.#share(outgoing);
        if (!isShared.ok || !isShared.value) return isShared;
      }
      this.#ready = undefined;
      const { state } = await this.#ports.records.read();
      if (state?.way === 'files') await this.#ports.records.keep({ own });
      return ok(true);
    });

  cancel: Sync['cancel'] = () => {
    this.#isCancelled = true;
    return this.#ports.client.cancel();
  };

  /** A round without anybody asking, where nobody needs to be asked anything. */
  async runByItself(): Promise<void> {
    const { records, passphrases } = this.#ports;
    if (this.#board.isRunning || (await this.#access()) !== 'granted') return;
    if ((await records.read()).state?.way !== 'folder') return;
    if ((await passphrases.recall()) === undefined) return;
    await this.run({}, () => undefined);
  }

  async #folderRound(
    moment: SyncMoment & { readonly state: SyncState },
    answers: SyncAnswers,
    onProgress: OnBackupProgress,
  ): Promise<Result<SyncRound>> {
    const nothing = (code: string) => this.#ended(this.#round(NOTHING, false, { code }), {});
    const folder = await this.#folder();
    const listed = folder && (await listOf(folder));
    if (!folder || !listed) return nothing(UNREACHABLE);
    const passphrase = await this.#passphrase(answers);
    if (passphrase === undefined) return nothing(PASSPHRASE_NEEDED);
    const looked = await this.#look(listed, moment, answers, passphrase, onProgress, true);
    if (looked.isPassphraseProven) this.#proven = passphrase;
    const isComplete = !looked.stopped && !looked.problem;
    const devices = this.#devices(moment, looked, isComplete);
    const known = { files: looked.files, devices };
    if (looked.stopped) return this.#stopped(looked.stopped.code, known);
    if (looked.problem) return this.#ended(this.#round(looked, false, looked.problem), known);
    const isEmpty = looked.outcomes.length === 0 && !looked.isOwnIntact;
    if (isEmpty && wasUsed(moment.state) && !answers.isEmptyFolderRight) {
      // What is known stays known: the next round, too, must see that the folder was not empty.
      return this.#ended(this.#round(looked, false, { code: 'sync/folder_empty' }), { devices });
    }
    if (!looked.isPassphraseProven && hasWrong(looked)) {
      return this.#ended(this.#round(looked, false, { code: WRONG_PASSPHRASE }), known);
    }
    await this.#ports.records.keep(known);
    const hasReadme = listed.some(({ name }) => name === README);
    return this.#writeOwn(folder, looked, { passphrase, hasReadme, onProgress });
  }

  /** The second half of a round: this device's file, if it is missing or says less than it could. */
  async #writeOwn(
    folder: SyncFolder,
    looked: Looked,
    run: { passphrase: string; hasReadme: boolean; onProgress: OnBackupProgress },
  ): Promise<Result<SyncRound>> {
    // Read again: what was taken in has changed the data, and perhaps the device's id.
    const { state, seq } = await this.#ports.records.read();
    const there = looked.isOwnIntact && !looked.isDeviceIdDoubled ? state?.own : undefined;
    if (there?.seq === seq) return this.#ended(this.#round(looked, false), {});
    const written = await writeOwn(this.#client(), folder, { ...run, ...(there && { there }) });
    if (!written.ok) {
      const { code } = written.error;
      if (code === 'backup/cancelled') return this.#stopped(code, {});
      return this.#ended(this.#round(looked, false, problemOf(written.error)), {});
    }
    this.#proven = run.passphrase;
    const { own, isWritten } = written.value;
    return this.#ended(this.#round(looked, isWritten), { own });
  }

  #look(
    files: readonly SyncFile[],
    moment: SyncMoment,
    answers: SyncAnswers,
    passphrase: string | undefined,
    onProgress: OnBackupProgress,
    isFolder: boolean,
  ): Promise<Looked> {
    const request = {
      moment,
      answers,
      ...(passphrase !== undefined && { passphrase }),
      isPassphraseProven: !isFolder || passphrase === this.#proven,
      isFolder,
      onProgress,
    };
    const { newJob } = this.#ports;
    return new RoundOfFiles({ client: this.#client(), newJob }, request).look(files);
  }

  #devices(
    { state, deviceId }: SyncMoment,
    looked: Looked,
    isComplete: boolean,
  ): SyncState['devices'] {
    return devicesAfter(state?.devices ?? [], looked, { ownId: deviceId, isComplete });
  }

  #round(looked: Looked, isOwnWritten: boolean, problem?: SyncRound['problem']): SyncRound {
    return {
      at: this.#ports.clock.now(),
      files: looked.outcomes,
      ignored: looked.ignored,
      isOwnWritten,
      isDeviceIdDoubled: looked.isDeviceIdDoubled,
      ...(problem && { problem }),
    };
  }

  async #ended(
    round: SyncRound,
    news: Parameters<SyncRecords['keep']>[0],
  ): Promise<Result<SyncRound>> {
    await this.#ports.records.keep({ ...news, last: round });
    return ok(round);
  }

  /** What was taken in before stays taken in. */
  async #stopped(
    code: string,
    news: Parameters<SyncRecords['keep']>[0],
  ): Promise<Result<SyncRound>> {
    await this.#ports.records.keep(news);
    return fail(code);
  }

  async #madeFile(passphrase: string, onProgress: OnBackupProgress): Promise<Result<MadeFile>> {
    const { seq } = await this.#ports.records.read();
    const ready = this.#ready;
    if (ready?.passphrase === passphrase && ready.made.own.seq === seq) return ok(ready.made);
    const client = this.#client();
    const made = await makeOwn(client, passphrase, onProgress);
    if (!made.ok) return made;
    const { file, expected } = made.value;
    onProgress({ phase: 'verify', done: 0, total: file.size });
    const verified = await client.verify({ file, expected, passphrase });
    if (!verified.ok) return verified;
    this.#ready = { made: made.value, passphrase };
    return made;
  }

  async #share(file: Parameters<FileSharer['share']>[0]): Promise<Result<boolean>> {
    try {
      return ok(await this.#ports.sharer.share(file));
    } catch {
      // The gesture is too long ago by now. The file is ready, so the next one is in time.
      return fail('sync/share_again');
    }
  }

  /** The client, until the person stops it. */
  #client(): Pick<BackupClient, 'takeIn' | 'write' | 'verify'> {
    const { client } = this.#ports;
    const unlessCancelled = <T>(ask: () => Promise<Result<T>>): Promise<Result<T>> =>
      this.#isCancelled ? Promise.resolve(fail('backup/cancelled')) : ask();
    return {
      takeIn: (request, tell) => unlessCancelled(() => client.takeIn(request, tell)),
      write: (request, tell) => unlessCancelled(() => client.write(request, tell)),
      verify: (request) => unlessCancelled(() => client.verify(request)),
    };
  }

  async #alone<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    if (this.#board.isRunning) return fail(BUSY);
    this.#isCancelled = false;
    this.#board.isRunning = true;
    let result: Result<T> = fail(BUSY);
    try {
      await this.#ports.exclusive(async () => {
        result = await work();
      });
    } catch (error) {
      result = this.#ports.storageFailure(error);
    } finally {
      this.#board.isRunning = false;
    }
    return result;
  }

  /** Runs a change of what sync is and looks at it again. */
  async #changed<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    this.#proven = undefined;
    try {
      const result = await work();
      await this.#board.look();
      return result;
    } catch (error) {
      return this.#ports.storageFailure(error);
    }
  }

  async #passphrase({ passphrase }: SyncAnswers): Promise<string | undefined> {
    return passphrase ?? this.#ports.passphrases.recall();
  }

  async #folder(): Promise<SyncFolder | undefined> {
    const { folders, folderKeeper } = this.#ports;
    return folders.of(await folderKeeper.recall());
  }

  async #access(): Promise<'granted' | 'ask' | 'none'> {
    try {
      return (await (await this.#folder())?.access()) ?? 'none';
    } catch {
      return 'none';
    }
  }
}

const NOTHING: Looked = {
  outcomes: [],
  ignored: 0,
  files: {},
  isOwnIntact: false,
  isPassphraseProven: false,
  isDeviceIdDoubled: false,
};

const wasUsed = ({ own, files }: SyncState): boolean =>
  own !== undefined || Object.keys(files).length > 0;

const hasWrong = ({ outcomes }: Looked): boolean =>
  outcomes.some(({ problem }) => problem?.code === WRONG_PASSPHRASE);

/** Absent when the folder cannot be reached. */
async function listOf(folder: SyncFolder): Promise<readonly FolderFile[] | undefined> {
  try {
    return (await folder.access()) === 'granted' ? await folder.list() : undefined;
  } catch {
    return undefined;
  }
}
