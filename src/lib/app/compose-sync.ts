import { createSyncRecords } from '#lib/db/backup/sync-records.ts';
import { storageFailure } from '#lib/db/failure.ts';
import type { DatabaseOwner } from '#lib/db/lifecycle.ts';
import { vaultFileName } from '#lib/formats/backup/vault-file-name.ts';
import { fileSaver } from '#lib/platform/files.ts';
import { randomHex } from '#lib/platform/ids.ts';
import { fileSharer } from '#lib/platform/share.ts';
import { syncFolders } from '#lib/platform/sync-folder.ts';
import { exclusiveLock } from '#lib/worker/exclusive-lock.ts';
import type { Clock, Ids } from './ports.ts';
import type { Sync } from './sync-port.ts';
import { scheduleSync } from './sync-schedule.ts';
import { SyncDoors, type SyncPorts } from './sync.ts';

export interface SyncSurroundings extends Pick<
  SyncPorts,
  'client' | 'folderKeeper' | 'passphrases'
> {
  readonly owner: DatabaseOwner;
  readonly profileId: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly deviceLabel: () => Promise<string | undefined>;
}

/** Wires sync. `schedule`: from then on it also runs by itself. */
export function composeSync(surroundings: SyncSurroundings): {
  readonly sync: Sync;
  readonly schedule: () => void;
} {
  const { owner, profileId, clock, ids, deviceLabel, ...rest } = surroundings;
  const records = createSyncRecords(owner);
  const doors = new SyncDoors({
    ...rest,
    records,
    folders: syncFolders,
    files: fileSaver,
    sharer: fileSharer,
    clock,
    newJob: async () => ({
      jobId: ids.next(),
      deviceId: randomHex(8),
      safetyName: vaultFileName(await deviceLabel(), clock.today()),
    }),
    exclusive: exclusiveLock(`plugtrack-${profileId}-sync`, {
      takesOver: false,
      now: () => performance.now(),
    }),
    storageFailure,
  });
  return {
    sync: doors,
    schedule: () => {
      scheduleSync({
        now: clock.now,
        follow: (next) => records.watch(next),
        whenIdle,
        after: (ms, work) => {
          const timer = setTimeout(work, ms);
          return () => {
            clearTimeout(timer);
          };
        },
        onVisible: (work) => {
          document.addEventListener('visibilitychange', () => {
            if (document.visibilityState === 'visible') work();
          });
        },
        // What went wrong is in the status; there is nobody here to tell.
        round: () => doors.runByItself().catch(() => undefined),
      });
    },
  };
}

const IDLE_MS = 5_000;

/** Not every browser tells when it is idle. */
function whenIdle(work: () => void): void {
  const { requestIdleCallback: ask } = globalThis as Partial<Pick<Window, 'requestIdleCallback'>>;
  if (ask) ask(work, { timeout: IDLE_MS });
  else setTimeout(work, IDLE_MS);
}
