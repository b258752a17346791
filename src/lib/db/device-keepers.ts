import type { SecretKeeper } from '#lib/app/ports.ts';
import type { FolderKeeper } from '#lib/app/sync-store.ts';
import { deviceStore } from './device-database.ts';
import type { DatabaseEngine } from './handle.ts';
import { createSecretKeeper } from './secret-keeper.ts';

/** What this device keeps for one profile outside of its database. */
export interface DeviceKeepers {
  /** The passphrase of backups. */
  readonly backup: SecretKeeper;
  /** The passphrase of the sync folder. */
  readonly sync: SecretKeeper;
  readonly folder: FolderKeeper;
}

export function deviceKeepers(profileId: string, engine: DatabaseEngine): DeviceKeepers {
  const folders = deviceStore<{ readonly id: string; readonly handle: unknown }>('folders', engine);
  return {
    backup: createSecretKeeper(profileId, engine),
    sync: createSecretKeeper(`${profileId}/sync`, engine),
    folder: {
      keep: (handle) => folders.put({ id: profileId, handle }),
      async recall() {
        return (await folders.get(profileId))?.handle;
      },
      forget: () => folders.delete(profileId),
    },
  };
}

/** Forgets all of it, together with the profile. */
export async function forgetKept(profileId: string, engine: DatabaseEngine): Promise<void> {
  const keepers = deviceKeepers(profileId, engine);
  for (const keeper of Object.values(keepers) as readonly Pick<SecretKeeper, 'forget'>[]) {
    await keeper.forget();
  }
}
