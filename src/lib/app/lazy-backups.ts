import type { BackupClient } from '#lib/worker/backup-api.ts';
import type { Backups } from './backups-port.ts';
import { lazily } from './lazily.ts';

/** Backup and restore as the app wires them. */
export interface BackupPart {
  readonly backups: Backups;
  /** Backup and restore in another profile of this browser. */
  readonly clientOf: (profileId: string, generation: string) => BackupClient;
  /** Ends what a closed tab left unfinished, and forgets what is too old. */
  readonly settleIn: () => Promise<void>;
}

/** The same, fetched when it is first asked for: nothing of it is needed for the first screen. */
export function lazyBackupPart(
  load: () => Promise<BackupPart>,
  targets: Backups['targets'],
): BackupPart {
  let loading: Promise<BackupPart> | undefined;
  const part = (): Promise<BackupPart> =>
    (loading ??= load().catch((error: unknown) => {
      // Offline in the middle of an update, say: the next call asks again.
      loading = undefined;
      throw error;
    }));
  const later = lazily(async () => (await part()).backups);
  const atOnce: Pick<Backups, 'watch' | 'targets' | 'passphrases'> = {
    targets,
    passphrases: lazily(async () => (await part()).backups.passphrases),
    watch(next) {
      let stop: (() => void) | undefined;
      let isOver = false;
      part().then(
        ({ backups }) => {
          if (!isOver) stop = backups.watch(next);
        },
        // Without the part there is nothing to say of backups; asking for one tells why.
        () => undefined,
      );
      return () => {
        isOver = true;
        stop?.();
      };
    },
  };
  return {
    backups: new Proxy(later, {
      get: (rest, name) =>
        Reflect.get(Object.hasOwn(atOnce, name) ? atOnce : rest, name) as unknown,
    }),
    clientOf: (profileId, generation) =>
      lazily(async () => (await part()).clientOf(profileId, generation)),
    settleIn: async () => (await part()).settleIn(),
  };
}
