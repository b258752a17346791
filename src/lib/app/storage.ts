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

/** Resolves once it is known whether the database opens: at once, unless it is just being tried. */
export function whenSettled(owner: StatusOwner): Promise<void> {
  const isSettled = (): boolean => !['opening', 'blocked'].includes(owner.status.kind);
  return new Promise((resolve) => {
    if (isSettled()) {
      resolve();
      return;
    }
    const stop = owner.subscribe(() => {
      if (!isSettled()) return;
      stop();
      resolve();
    });
  });
}
