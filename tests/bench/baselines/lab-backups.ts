import { type Remote, wrap } from 'comlink';
import { databaseName } from '#lib/db/names.ts';
import { DatabaseOwner } from '#lib/db/lifecycle.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import type { BackupClient, RestoreJobRequest, WrittenBackup } from '#lib/worker/backup-api.ts';
import { createBackupClient } from '#lib/worker/client/backup-client.ts';
import filesWorkerUrl from './files.worker.ts?worker&url';
import type { FileTimes, PlainFiles } from './files.worker.ts';

/** The app's own backup worker, and plain code for the same files. Milliseconds are answered. */
export interface Backups {
  /** Everything of this browser's log into an encrypted file, which is kept for what follows. */
  write(): Promise<number>;
  /** Reads the written file back in a fresh worker. */
  verify(): Promise<number>;
  /** Puts the written file into a database without rows. Then the log can be merged with. */
  restore(): Promise<number>;
  /** Merges a file into what was restored. Answers with the rows that changed, too. */
  merge(file: Blob): Promise<{ readonly took: number; readonly changed: number }>;
  /** From a passphrase to what an encrypted file without sessions would change. */
  unlock(file: Blob): Promise<number>;
  /** The same by plain code in a fresh worker, up to the key. */
  plainUnlock(file: Blob): Promise<number>;
  /** Takes the written file apart for plain code. Answers its bytes and those inside of it. */
  load(): Promise<{ readonly file: number; readonly inflated: number }>;
  plainPack(): Promise<FileTimes>;
  plainOpen(): Promise<FileTimes>;
  plainAdd(): Promise<number>;
}

export interface BackupsOptions {
  readonly script: string;
  readonly passphrase: string;
  readonly today: string;
}

/** The log of this browser, and a second database for what is restored. */
const LOG = 'default';
const OTHER = 'bench';
const engine = { indexedDB, IDBKeyRange };

const noProgress = (): void => undefined;
const deviceId = (): string => crypto.randomUUID().replaceAll('-', '').slice(0, 16);

/** The generation of a database that is there. */
async function generationOf(profileId: string): Promise<string> {
  const owner = new DatabaseOwner({ name: databaseName(profileId), engine });
  await owner.open();
  const generation = owner.connection?.identity.generation;
  owner.close();
  if (generation === undefined) throw new Error(`there is no database of ${profileId}`);
  return generation;
}

async function emptyOther(): Promise<void> {
  const name = databaseName(OTHER);
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => {
      resolve();
    };
    request.onerror = () => {
      reject(request.error ?? new Error('a database cannot be deleted'));
    };
  });
  const seed = () => ({
    generation: crypto.randomUUID(),
    deviceId: deviceId(),
    vaultId: crypto.randomUUID(),
    deviceLabel: 'Bench',
    appVersion: 'bench',
    now: Date.now(),
  });
  const owner = new DatabaseOwner({ name, engine, seed });
  const status = await owner.open();
  owner.close();
  if (status.kind !== 'open') throw new Error(`the second database is ${status.kind}`);
}

async function timed<T>(work: () => Promise<T>): Promise<{ took: number; value: T }> {
  const started = performance.now();
  const value = await work();
  return { took: performance.now() - started, value };
}

export function openBackups({ script, passphrase, today }: BackupsOptions): Backups {
  const clientOf = (profileId: string): BackupClient =>
    createBackupClient({
      workerUrl: script,
      options: async () => ({
        profileId,
        generation: await generationOf(profileId),
        appVersion: 'bench',
        today,
        timeZone: 'Europe/London',
        currency: 'GBP',
      }),
    });
  const log = clientOf(LOG);
  const other = clientOf(OTHER);
  const request = (file: Blob, mode: RestoreJobRequest['mode']): RestoreJobRequest => ({
    file,
    passphrase,
    fileName: 'backup.zip',
    jobId: crypto.randomUUID(),
    mode,
    allowMassDelete: false,
    generation: crypto.randomUUID(),
    deviceId: deviceId(),
    safetyName: 'before.zip',
  });
  let written: WrittenBackup | undefined;
  const theWritten = (): WrittenBackup => {
    if (!written) throw new Error('nothing was written');
    return written;
  };
  const startPlain = (): { worker: Worker; files: Remote<PlainFiles> } => {
    const worker = new Worker(filesWorkerUrl, { type: 'module' });
    return { worker, files: wrap<PlainFiles>(worker) };
  };
  let loaded: ReturnType<typeof startPlain> | undefined;
  const plain = () => (loaded ??= startPlain()).files;

  return {
    async write() {
      const { took, value } = await timed(() =>
        log.write({ passphrase, includeLabel: true }, noProgress),
      );
      written = valueOrThrow(value);
      return took;
    },
    async verify() {
      const { file, expected } = theWritten();
      const { took, value } = await timed(() => log.verify({ file, passphrase, expected }));
      valueOrThrow(value);
      return took;
    },
    async restore() {
      const { file, counts } = theWritten();
      await emptyOther();
      const { took, value } = await timed(() =>
        other.restore(request(file, 'replace'), noProgress),
      );
      const { sessions } = valueOrThrow(value).tables;
      if (sessions?.new !== counts['sessions']) throw new Error('not all rows came back');
      return took;
    },
    async merge(file) {
      const { took, value } = await timed(() => other.restore(request(file, 'merge'), noProgress));
      return { took, changed: valueOrThrow(value).tables['sessions']?.changed ?? 0 };
    },
    async unlock(file) {
      await emptyOther();
      const { took, value } = await timed(() =>
        other.preview({ file, fileName: 'backup.zip', passphrase }, noProgress),
      );
      valueOrThrow(value);
      return took;
    },
    async plainUnlock(file) {
      const { took, value } = await timed(async () => {
        const { worker, files } = startPlain();
        await files.unlock(file, passphrase);
        return worker;
      });
      value.terminate();
      return took;
    },
    async load() {
      const { file } = theWritten();
      return { file: file.size, inflated: await plain().load(file, passphrase) };
    },
    plainPack: () => plain().pack(),
    plainOpen: () => plain().open(),
    plainAdd: () => plain().add(),
  };
}
