import type { BackupClient } from '#lib/worker/backup-api.ts';
import type { Backups } from './backups-port.ts';
import { lazily, onceLoaded } from './lazily.ts';
import type { Sync } from './sync-port.ts';

/** Backup and restore as the app wires them. */
export interface BackupPart {
  readonly backups: Backups;
  readonly sync: Sync;
  /** Backup and restore in another profile of this browser. */
  readonly clientOf: (profileId: string, generation: string) => BackupClient;
  /** Ends what a closed tab left unfinished, and forgets what is too old. */
  readonly settleIn: () => Promise<void>;
}

/** What can be told before the part is there. */
export interface KnownBefore {
  readonly targets: Backups['targets'];
  readonly canUseFolder: boolean;
}

/** The same, fetched when it is first asked for: nothing of it is needed for the first screen. */
export function lazyBackupPart(
  load: () => Promise<BackupPart>,
  { targets, canUseFolder }: KnownBefore,
): BackupPart {
  const part = onceLoaded(load);
  const backups = async () => (await part()).backups;
  const sync = async () => (await part()).sync;
  return {
    backups: withAtOnce<Backups>(backups, {
      targets,
      passphrases: lazily(async () => (await part()).backups.passphrases),
      watch: watchLater(backups),
    }),
    sync: withAtOnce<Sync>(sync, { canUseFolder, watch: watchLater(sync) }),
    clientOf: (profileId, generation) =>
      lazily(async () => (await part()).clientOf(profileId, generation)),
    settleIn: async () => (await part()).settleIn(),
  };
}

/** All else waits for the part. */
function withAtOnce<T extends object>(load: () => Promise<T>, atOnce: Partial<T>): T {
  return new Proxy(lazily(load), {
    get: (later, name) =>
      Reflect.get(Object.hasOwn(atOnce, name) ? atOnce : later, name) as unknown,
  });
}

function watchLater<S>(
  load: () => Promise<{ watch(next: (status: S) => void): () => void }>,
): (next: (status: S) => void) => () => void {
  return (next) => {
    let stop: (() => void) | undefined;
    let isOver = false;
    load().then(
      (part) => {
        if (!isOver) stop = part.watch(next);
      },
      // Without the part there is nothing to say; asking it for something tells why.
      () => undefined,
    );
    return () => {
      isOver = true;
      stop?.();
    };
  };
}
