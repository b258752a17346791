import type { SyncMoment, SyncRecords, SyncState } from '#lib/app/sync-store.ts';
import type { DatabaseOwner } from '#lib/db/lifecycle.ts';
import type { Dexie } from 'dexie';
import { readStateMeta } from './state-meta.ts';
import { putSyncState, readSyncState } from './sync-state.ts';
import { watchOpen } from './watch-open.ts';

/** What this device remembers of sync, in its own database. */
export function createSyncRecords(owner: DatabaseOwner): SyncRecords {
  const put = (state: SyncState | undefined): Promise<void> =>
    owner.use(({ facts }) => putSyncState(facts, state));
  return {
    watch: (next) => watchOpen(owner, readMoment, next),
    read: () => owner.use(({ facts }) => readMoment(facts)),
    switchOn: (way, folderName) =>
      put({ way, ...(folderName !== undefined && { folderName }), files: {}, devices: [] }),
    switchOff: () => put(undefined),
    keep: (news) =>
      owner.use(({ facts }) =>
        facts.transaction('rw', 'meta', async () => {
          const state = await readSyncState(facts);
          if (state?.way !== undefined) await putSyncState(facts, { ...state, ...news });
        }),
      ),
  };
}

const readMoment = (facts: Dexie): Promise<SyncMoment> =>
  facts.transaction('r', 'meta', async () => {
    const { identity, change } = await readStateMeta(facts);
    const state = await readSyncState(facts);
    return { seq: change.seq, deviceId: identity.deviceId, ...(state && { state }) };
  });
