import type { BackupStore, RestoreJob, StoredConflict, UndoRecord } from '#lib/app/backup-store.ts';
import type { Result } from '#lib/domain/result.ts';
import { storageFailure } from '#lib/db/failure.ts';
import type { Connection, DatabaseOwner } from '#lib/db/lifecycle.ts';
import { stampOwnDevice } from './own-device.ts';
import { describeState, rowsAfter, rowsById, travellingTables } from './read-rows.ts';
import { mergeStep, type StagedPart, swapStep } from './restore-steps.ts';
import { setAsideStep } from './set-aside-step.ts';

/** Keeps parts of a job in the order they were made. */
const partId = (jobId: string, part: number): string => `${jobId}#${String(part).padStart(6, '0')}`;

interface SnapshotPart {
  readonly id: string;
  readonly jobId: string;
  readonly bytes: Uint8Array;
}

/** Rows as they travel and the steps of a restore, on an open database. */
export function createBackupStore(owner: DatabaseOwner): BackupStore {
  const step = async (
    work: (connection: Connection) => PromiseLike<Result<void>>,
  ): Promise<Result<void>> => {
    try {
      return await owner.use(work);
    } catch (error) {
      return storageFailure(error);
    }
  };
  const meta = <T>(key: string): Promise<T | undefined> =>
    owner.use(async ({ facts }) => (await facts.table('meta').get(key)) as T | undefined);

  return {
    describe: () => owner.use(describeState),
    tables: () => owner.use(travellingTables),
    rows: (table, after, limit) => owner.use((open) => rowsAfter(open, table, after, limit)),
    rowsById: (table, ids) => owner.use((open) => rowsById(open, table, ids)),
    stampOwnDevice: (now) => owner.use((open) => stampOwnDevice(open, now)),
    job: {
      read: () => meta<RestoreJob>('restore'),
      write: (job) =>
        owner.use(async ({ facts }) => {
          await facts.table('meta').put({ key: 'restore', ...job });
        }),
      recover: (isTold) => owner.use((open) => recover(open, isTold)),
    },
    stage: (jobId, part, { name, kind }, rows) =>
      owner.use(async ({ facts }) => {
        const staged: StagedPart = { id: partId(jobId, part), jobId, table: name, kind, rows };
        await facts.table('staging').put(staged);
      }),
    clearStaging: () => owner.use(({ facts }) => facts.table('staging').clear()),
    snapshots: {
      put: (jobId, part, bytes) =>
        owner.use(async ({ facts }) => {
          const kept: SnapshotPart = { id: partId(jobId, part), jobId, bytes };
          await facts.table('snapshots').put(kept);
        }),
      read: (jobId, part) =>
        owner.use(async ({ facts }) => {
          const kept = await facts.table<SnapshotPart>('snapshots').get(partId(jobId, part));
          return kept?.bytes;
        }),
      clear: (jobId) =>
        owner.use(async ({ facts }) => {
          await facts.table('snapshots').where('jobId').equals(jobId).delete();
        }),
    },
    undoable: () => meta<UndoRecord>('restore-undo'),
    conflicts: () =>
      owner.use(({ facts }) => facts.table<StoredConflict>('conflicts').orderBy('at').toArray()),
    merge: (change) => step((open) => mergeStep(open, change)),
    takeSetAside: (change) => step((open) => setAsideStep(open, change)),
    swap: (change) => step((open) => swapStep(open, change)),
  };
}

function recover({ facts }: Connection, isTold: boolean): PromiseLike<RestoreJob | undefined> {
  return facts.transaction('rw', ['meta', 'staging', 'snapshots'], async () => {
    const meta = facts.table('meta');
    const job = (await meta.get('restore')) as (RestoreJob & { key: string }) | undefined;
    if (job?.state !== 'running') return job;
    const undo = (await meta.get('restore-undo')) as UndoRecord | undefined;
    await facts.table('staging').clear();
    await facts
      .table('snapshots')
      .where('jobId')
      .notEqual(undo?.jobId ?? '')
      .delete();
    if (isTold) await meta.delete('restore');
    else await meta.put({ ...job, state: 'interrupted' });
    return job;
  });
}
