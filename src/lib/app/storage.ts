import type { Storage } from './app.ts';
import type { Sentinel, StoragePersistence, StorageStatus } from './ports.ts';

/** The part of the database's owner that screens may use. */
interface StatusOwner {
  readonly status: StorageStatus;
  subscribe(listener: (status: StorageStatus) => void): () => void;
  open(): Promise<StorageStatus>;
}

export function storageOf(
  owner: StatusOwner,
  sentinel: Sentinel,
  persistence: StoragePersistence,
): Storage {
  return {
    get status() {
      return owner.status;
    },
    subscribe: (listener) => owner.subscribe(listener),
    async retry() {
      await owner.open();
    },
    async startFresh() {
      sentinel.clear();
      await owner.open();
    },
    persistence,
  };
}
