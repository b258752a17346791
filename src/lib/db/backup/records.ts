import type { Dexie } from 'dexie';
import type { RestoreJob, StoredConflict, UndoRecord } from '#lib/app/backup-store.ts';
import type {
  BackupRecord,
  BackupRecords,
  BackupStatus,
  ConflictEntry,
  SetAsideRow,
} from '#lib/app/backups-port.ts';
import { isDueAgain } from '#lib/domain/merge/due-again.ts';
import { SET_ASIDE_RANGE } from '#lib/domain/merge/set-aside-rows.ts';
import type { DatabaseOwner } from '#lib/db/lifecycle.ts';
import type { ChangeRow, StoredRow } from '#lib/db/stored.ts';
import type { DeferredRow } from './deferred-rows.ts';
import { setAsideFrom } from './set-aside-list.ts';
import { watchOpen } from './watch-open.ts';

/** The number under which a new database is made: nothing was entered yet. */
const FIRST_SEQ = 1;

type StoredRecord = BackupRecord & { readonly seq: number };
type ConflictRow = StoredConflict & { readonly rowId: string };

/** What is remembered of backups and restores, for screens. */
export function createBackupRecords(owner: DatabaseOwner): BackupRecords {
  const conflictOf = ({ at, rowId, ...conflict }: ConflictRow): ConflictEntry => ({
    ...conflict,
    rowId,
    at,
  });
  return {
    watch: (next) => watchOpen(owner, readStatus, next),
    names: () =>
      owner.use(async ({ facts }) =>
        (await facts.table<StoredRecord>('backups').toArray()).map(({ name }) => name),
      ),
    isUnderWay: () =>
      owner.use(async ({ facts }) => {
        const job = (await facts.table('meta').get('restore')) as RestoreJob | undefined;
        return job?.state === 'running';
      }),
    record: (backup, seq) =>
      owner.use(({ facts }) =>
        facts.transaction('rw', ['backups', 'snapshots', 'meta'], async () => {
          await facts.table('backups').put({ ...backup, seq });
          await facts.table('snapshots').clear();
          await facts.table('meta').delete('restore-undo');
        }),
      ),
    dismissUnfinished: () =>
      owner.use(({ facts }) =>
        facts.transaction('rw', 'meta', async () => {
          const job = (await facts.table('meta').get('restore')) as RestoreJob | undefined;
          if (job?.state === 'interrupted') await facts.table('meta').delete('restore');
        }),
      ),
    conflicts: (limit) =>
      owner.use(async ({ facts }) => {
        const rows = facts.table<ConflictRow>('conflicts').orderBy('at').reverse().limit(limit);
        return (await rows.toArray()).map(conflictOf);
      }),
    conflict: (id) =>
      owner.use(async ({ facts }) => {
        const row = await facts.table<ConflictRow>('conflicts').get(id);
        return row && conflictOf(row);
      }),
    dismissConflict: (id) => owner.use(({ facts }) => facts.table('conflicts').delete(id)),
    forgetConflictsBefore: (at) =>
      owner.use(async ({ facts }) => {
        await facts.table('conflicts').where('at').below(at).delete();
      }),
    hasDueSetAside: (nowMs) =>
      owner.use(async ({ facts }) =>
        (await asides(facts).toArray()).some((row) => isDueAgain(setAsideFrom(row), { nowMs })),
      ),
    setAside: (limit) => owner.use(({ facts }) => listSetAside(facts, limit)),
  };
}

/** The newest of the rows that were set aside, with the names of the devices they are of. */
async function listSetAside(facts: Dexie, limit: number): Promise<SetAsideRow[]> {
  const rows = await asides(facts).toArray();
  const devices = [
    // A device whose clock is ahead has its own row among those that wait.
    ...rows.filter(({ table }) => table === 'devices').map(({ row }) => row),
    ...(await facts.table<StoredRow>('devices').toArray()),
  ];
  const labels = new Map(devices.map(({ id, label }) => [id, label]));
  return rows
    .sort((a, b) => b.at - a.at)
    .slice(0, limit)
    .map(({ id, table, row, code, at, device, hours }) => {
      const label = device === undefined ? undefined : labels.get(device);
      return {
        id,
        table,
        rowId: row.id,
        code: code === 'sync/clock_ahead' ? code : 'merge/bad_row',
        at,
        ...(device !== undefined && { device }),
        ...(typeof label === 'string' && label !== '' && { deviceLabel: label }),
        ...(hours !== undefined && { hours }),
      };
    });
}

const asides = (db: Dexie) =>
  db
    .table<DeferredRow>('deferred')
    .where('id')
    .between(...SET_ASIDE_RANGE);

async function readStatus(db: Dexie): Promise<BackupStatus> {
  return db.transaction('r', ['backups', 'meta', 'conflicts', 'deferred'], async () => {
    const meta = db.table('meta');
    const history = await db.table<StoredRecord>('backups').orderBy('at').reverse().toArray();
    const change = (await meta.get('change')) as ChangeRow | undefined;
    const job = (await meta.get('restore')) as RestoreJob | undefined;
    const undo = (await meta.get('restore-undo')) as UndoRecord | undefined;
    const seq = change?.seq ?? FIRST_SEQ;
    const records = history.map(({ seq: _seq, ...record }) => record);
    const [last] = records;
    return {
      ...(last && { last }),
      changesSince: Math.max(0, seq - (history[0]?.seq ?? FIRST_SEQ)),
      history: records,
      ...(undo && {
        undo: {
          undoId: undo.jobId,
          at: undo.at,
          mode: undo.mode,
          changesSince: seq - undo.seq,
          safetyBackup: { name: undo.kept.name, bytes: undo.kept.bytes },
        },
      }),
      ...(job?.state === 'interrupted' && {
        unfinished: { at: job.at, mode: job.mode, fileName: job.fileName },
      }),
      conflicts: await db.table('conflicts').count(),
      setAside: await asides(db).count(),
    };
  });
}
