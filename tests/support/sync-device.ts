import type { OutgoingFile } from '#lib/app/ports.ts';
import { SyncDoors } from '#lib/app/sync.ts';
import type { SyncFolder, SyncFolders } from '#lib/app/sync-folder-port.ts';
import type { Sync, SyncAnswers, SyncRound, SyncStatus } from '#lib/app/sync-port.ts';
import { createPassphrases } from '#lib/app/passphrases.ts';
import { createSyncRecords } from '#lib/db/backup/sync-records.ts';
import { deviceKeepers } from '#lib/db/device-keepers.ts';
import { storageFailure } from '#lib/db/failure.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import * as rules from '#lib/formats/backup/passphrase.ts';
import type { BackupClient } from '#lib/worker/backup-api.ts';
import { backupOn, verifyFresh } from './backup.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { fixedClock, type SettableClock } from './clock.ts';

export const PASSPHRASE = 'seven small birds';
const VAULT = '0197c3a1-b2f4-7000-8000-00000000a11e';

/** What is tried here is not how hard a passphrase is to guess. */
const LITTLE_WORK = 4;

const unseen = (): void => undefined;

/** A folder as a cloud service would mirror it: the same files on every device. */
export class CloudFolder implements SyncFolders {
  readonly files = new Map<string, Blob>();
  readonly isAvailable = true;
  /** As when the drive is not there. */
  isGone = false;
  access: 'granted' | 'ask' | 'none' = 'granted';
  /** Cuts off what is written, as a full disk of the service does. */
  cutsOff = false;
  writes: string[] = [];

  pick = () => Promise.resolve(this.#folder());
  of = (handle: unknown): SyncFolder | undefined =>
    handle === undefined ? undefined : this.#folder();

  /** The file of a device, by the number its id is made of. */
  fileOf(device: number): Blob {
    return this.files.get(nameOf(device)) ?? new Blob();
  }

  #folder(): SyncFolder {
    const there = <T>(work: () => T): Promise<T> =>
      this.isGone
        ? Promise.reject(new DOMException('gone', 'NotFoundError'))
        : Promise.resolve(work());
    const read = (name: string) => {
      const content = this.files.get(name);
      if (!content) throw new DOMException('gone', 'NotFoundError');
      return new File([content], name);
    };
    return {
      name: 'Cloud',
      handle: { of: 'Cloud' },
      access: () => Promise.resolve(this.access),
      request: () => {
        this.access = 'granted';
        return Promise.resolve(true);
      },
      list: () =>
        there(() =>
          [...this.files.keys()]
            .sort()
            .map((name) => ({ name, read: () => there(() => read(name)) })),
        ),
      read: (name) => there(() => read(name)),
      write: (name, content) =>
        there(() => {
          this.writes.push(name);
          this.files.set(name, this.cutsOff ? content.slice(0, content.size - 9) : content);
        }),
    };
  }
}

const idOf = (device: number): string => device.toString(16).repeat(16).slice(0, 16);
export const nameOf = (device: number): string => `plugtrack-${idOf(device)}-sync.zip`;

export interface SyncDeviceOptions {
  readonly vaultId?: string;
  readonly clock?: SettableClock;
  readonly db?: TestDatabase;
}

/** One device with a database of its own, syncing over a folder that others see, too. */
export async function syncDevice(
  folders: CloudFolder,
  device: number,
  { vaultId = VAULT, clock = fixedClock(), db: given }: SyncDeviceOptions = {},
) {
  const seed = () => ({
    generation: `g${String(device)}`,
    deviceId: idOf(device),
    vaultId,
    deviceLabel: `Device ${String(device)}`,
    appVersion: 'test',
    now: clock.now(),
  });
  const db = given ?? (await openTestDatabase({ seed, clock, openTimeoutMs: 30_000 }));
  const { service, store } = backupOn(db, { workFactor: LITTLE_WORK });
  const keepers = deviceKeepers('test', db.engine);
  const records = createSyncRecords(db.owner);
  const saved: OutgoingFile[] = [];
  const asked: string[] = [];
  const share = { isLate: false };
  let jobs = 0;
  const client: Pick<BackupClient, 'takeIn' | 'write' | 'verify' | 'cancel'> = {
    takeIn: (request, tell) => {
      asked.push(request.fileName);
      return service.takeIn(request, verifyFresh, tell);
    },
    write: (request, tell) => service.write(request, tell),
    verify: verifyFresh,
    cancel: () => Promise.resolve(),
  };
  const doors = new SyncDoors({
    client,
    records,
    folders,
    folderKeeper: keepers.folder,
    passphrases: createPassphrases({
      rules: () => Promise.resolve(rules),
      keeper: keepers.sync,
      randomBytes: (count) => new Uint8Array(count),
    }),
    files: {
      save: (file) => {
        saved.push(file);
        return Promise.resolve();
      },
    },
    sharer: {
      canShare: () => true,
      share: (file) => {
        if (share.isLate) return Promise.reject(new DOMException('late', 'NotAllowedError'));
        saved.push(file);
        return Promise.resolve(true);
      },
    },
    clock,
    newJob: () => {
      jobs += 1;
      return Promise.resolve({
        jobId: `job-${idOf(device)}-${String(jobs)}`,
        deviceId: `${device.toString(16)}${jobs.toString(16).padStart(15, 'c')}`,
        safetyName: 'before.zip',
      });
    },
    exclusive: async (work) => {
      await work();
      return true;
    },
    storageFailure,
  });
  const sync: Sync = doors;
  return {
    db,
    store,
    service,
    records,
    doors,
    sync,
    saved,
    share,
    /** Names of the files whose content was looked at. */
    asked,
    /** Switches sync over the folder on, with its passphrase remembered. */
    async join(passphrase = PASSPHRASE): Promise<void> {
      valueOrThrow(await sync.chooseFolder());
      valueOrThrow(await sync.remember(passphrase));
    },
    async round(answers: SyncAnswers = {}): Promise<SyncRound> {
      clock.advance(1000);
      return valueOrThrow(await sync.run(answers, unseen));
    },
    status: () => statusOf(sync),
  };
}

export type SyncingDevice = Awaited<ReturnType<typeof syncDevice>>;

function statusOf(sync: Sync): Promise<SyncStatus> {
  return new Promise((resolve) => {
    const stop = sync.watch((status) => {
      resolve(status);
      queueMicrotask(() => {
        stop();
      });
    });
  });
}
