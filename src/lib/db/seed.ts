import type { Transaction } from 'dexie';
import { tickClock } from '#lib/domain/clock.ts';
import type { ChangeRow, IdentityRow } from './stored.ts';
import { LATEST_STEP } from './versions/schema.ts';

/** What a new database is given: random names and the first instant. */
export interface Seed {
  readonly generation: string;
  readonly deviceId: string;
  readonly vaultId: string;
  readonly deviceLabel: string;
  readonly appVersion: string;
  readonly now: number;
}

/** Writes identity, counter and this device inside the transaction that makes the database. */
export function seed(tx: Transaction, values: Seed): void {
  const identity: IdentityRow = {
    key: 'identity',
    schema: LATEST_STEP.version,
    minReader: LATEST_STEP.minReader,
    minWriter: LATEST_STEP.minWriter,
    generation: values.generation,
    formerGenerations: [],
    deviceId: values.deviceId,
    vaultId: values.vaultId,
    appVersion: values.appVersion,
  };
  const stamp = tickClock(undefined, values.now, values.deviceId);
  const change: ChangeRow = { key: 'change', seq: 1, hlc: stamp };
  void tx.table('meta').bulkAdd([identity, change]);
  void tx.table('devices').add({
    id: values.deviceId,
    label: values.deviceLabel,
    firstSeenAt: values.now,
    lastSeenAt: values.now,
    createdAt: values.now,
    updatedAt: values.now,
    seq: 1,
    _c: { b: stamp },
  });
}
