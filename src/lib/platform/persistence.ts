import type { StoragePersistence } from '#lib/app/ports.ts';

/** The parts of the storage manager, each of which some browser lacks. */
type StorageManagerParts = Partial<StorageManager>;

const manager = (): StorageManagerParts => ('storage' in navigator ? navigator.storage : {});

export const storagePersistence: StoragePersistence = {
  async request() {
    const storage = manager();
    if (!storage.persist) return 'unsupported';
    return (await storage.persist()) ? 'granted' : 'denied';
  },
  async state() {
    const storage = manager();
    const persisted = await storage.persisted?.();
    const estimate = await storage.estimate?.();
    return {
      ...(persisted !== undefined && { persisted }),
      ...(estimate?.usage !== undefined && { usageBytes: estimate.usage }),
      ...(estimate?.quota !== undefined && { quotaBytes: estimate.quota }),
    };
  },
};
