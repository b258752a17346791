import type { Dexie } from 'dexie';
import type { SwapChange } from '#lib/app/backup-store.ts';
import type { SyncState } from '#lib/app/sync-store.ts';

const KEY = 'sync';

interface SyncRow {
  readonly key: typeof KEY;
  readonly state: SyncState;
}

export async function readSyncState(facts: Dexie): Promise<SyncState | undefined> {
  return ((await facts.table('meta').get(KEY)) as SyncRow | undefined)?.state;
}

/** Undefined forgets it. */
export async function putSyncState(facts: Dexie, state: SyncState | undefined): Promise<void> {
  if (state) await facts.table('meta').put({ key: KEY, state } satisfies SyncRow);
  else await facts.table('meta').delete(KEY);
}

/**
 * Sync after other data took the place of everything, in the same transaction: off, because the
 * next round would bring back what was replaced. Taking a replacement back brings sync back, too.
 */
export async function syncAfterSwap(
  facts: Dexie,
  { kept, isUndo = false }: Pick<SwapChange, 'kept' | 'isUndo'>,
): Promise<void> {
  const state = await readSyncState(facts);
  if (!state) return;
  const { way, before } = state;
  if (isUndo && before) {
    await putSyncState(facts, before);
  } else if (!isUndo && !kept && way !== undefined) {
    // Nothing was there that a round could bring back; but all files are news to what is there now.
    await putSyncState(facts, { ...withoutOwn(state), files: {} });
  } else {
    const canComeBack = !isUndo && way !== undefined;
    await putSyncState(facts, {
      isOffAfterReplace: true,
      files: {},
      devices: [],
      ...(canComeBack && { before: state }),
    });
  }
}

const withoutOwn = ({ own: _own, ...rest }: SyncState): SyncState => rest;
