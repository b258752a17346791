import type Dexie from 'dexie';
import type { Transaction } from 'dexie';
import { clockOf, stampMs } from '#lib/domain/clock.ts';
import { type DeferredRow, rangeOf } from '#lib/db/backup/deferred-rows.ts';
import type { ChangeRow, StoredRow } from '#lib/db/stored.ts';

/**
 * One step of the schema. Steps are only ever added: stores may gain indexes, rows may gain
 * fields, nothing is renamed or typed anew. `row` is pure and synchronous, because anything
 * but Dexie awaited inside an upgrade commits the new version with old rows.
 */
export interface SchemaStep {
  readonly version: number;
  readonly stores: Readonly<Record<string, string | null>>;
  readonly row?: (table: string, row: StoredRow) => StoredRow;
  /** The oldest code version that can still read, and write, rows of this step. */
  readonly minReader: number;
  readonly minWriter: number;
  /** Tables of facts that begin here: what came of them from newer versions moves in. */
  readonly adopts?: readonly string[];
}

const FIRST_STEP: SchemaStep = {
  version: 1,
  stores: {
    cars: 'id, seq, trashedAt',
    places: 'id, seq, trashedAt',
    tariffs: 'id, seq, trashedAt',
    // By date for the newest, by car and date for neighbours, readings and overlaps.
    sessions: 'id, seq, trashedAt, localDate, [carId+localDate]',
    settings: 'id, seq, trashedAt',
    imports: 'id, seq, trashedAt',
    mappings: 'id, seq, trashedAt',
    devices: 'id, seq, trashedAt',
    meta: 'key',
    submissions: 'id, at',
    journals: 'id, jobId',
    drafts: 'key',
    derived: 'key',
  },
  minReader: 1,
  minWriter: 1,
};

/** Backup and restore: what is being put in place, what was before, and what was not merged. */
const BACKUP_STEP: SchemaStep = {
  version: 2,
  stores: {
    staging: 'id, jobId',
    snapshots: 'id, jobId',
    backups: 'id, at',
    conflicts: 'id, at',
    deferred: 'id, table, at',
  },
  minReader: 1,
  minWriter: 1,
};

/** At the charger: charges that run are found without a scan, and charges have pictures. */
const CHARGER_STEP: SchemaStep = {
  version: 3,
  stores: {
    sessions: 'id, seq, trashedAt, localDate, [carId+localDate], live.since',
    attachments: 'id, seq, trashedAt, sessionId',
  },
  adopts: ['attachments'],
  minReader: 1,
  // An older version would write backups without the pictures.
  minWriter: 3,
};

export const SCHEMA_STEPS: readonly SchemaStep[] = [FIRST_STEP, BACKUP_STEP, CHARGER_STEP];

export const LATEST_STEP: SchemaStep = SCHEMA_STEPS.at(-1) ?? FIRST_STEP;

/** Declares all steps on a database. */
export function declareSchema(db: Dexie, steps: readonly SchemaStep[]): void {
  for (const step of steps) {
    const version = db.version(step.version).stores({ ...step.stores });
    if (step.version > FIRST_STEP.version) version.upgrade((tx) => migrate(tx, step));
  }
}

async function migrate(tx: Transaction, step: SchemaStep): Promise<void> {
  const { row: change } = step;
  const tables = change ? tx.storeNames.filter((name) => !LOCAL_TABLES.has(name)) : [];
  for (const table of tables) {
    await tx
      .table<StoredRow>(table)
      .toCollection()
      .modify((row, ref) => {
        ref.value = change?.(table, row) ?? row;
      });
  }
  for (const table of step.adopts ?? []) await adoptRows(tx, table);
  await tx.table('meta').update('identity', {
    schema: step.version,
    minReader: step.minReader,
    minWriter: step.minWriter,
  });
}

/**
 * Takes over the rows that files of a newer version brought before there was a table for them,
 * which were kept as they travel.
 */
async function adoptRows(tx: Transaction, table: string): Promise<void> {
  const change = (await tx.table('meta').get('change')) as ChangeRow;
  const [from, to] = rangeOf(table);
  const waiting = tx.table<DeferredRow, string>('deferred').where('id').between(from, to);
  const rows = (await waiting.toArray()).map(({ row }) => {
    const stamp = row._d === true ? clockOf(row, '_d') : undefined;
    const trash = stamp === undefined ? {} : { trashedAt: stampMs(stamp) };
    return { ...row, seq: change.seq, ...trash };
  });
  await tx.table(table).bulkPut(rows);
  await waiting.delete();
}

const LOCAL_TABLES = new Set([
  'meta',
  'submissions',
  'journals',
  'drafts',
  'derived',
  'staging',
  'snapshots',
  'backups',
  'conflicts',
  'deferred',
]);
