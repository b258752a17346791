import type { StoredClock } from '#lib/app/engine-source.ts';
import type { TableName } from '#lib/app/facts.ts';
import type { Entity } from '#lib/domain/entity.ts';
import { readableRow } from '#lib/domain/unknown-choices.ts';

/**
 * A fact as stored. `seq` and `trashedAt` are local (an index needs them); the clocks, the
 * tombstone `_d` and the purge clock `_p` travel with the row.
 */
export interface StoredRow {
  readonly id: string;
  readonly seq: number;
  readonly _c?: StoredClock;
  readonly _d?: true;
  readonly _p?: string;
  readonly trashedAt?: number;
  readonly [field: string]: unknown;
}

/** The one row that counts changes and carries the merge clock. Both move with every commit. */
export interface ChangeRow {
  readonly key: 'change';
  readonly seq: number;
  /** The last stamp this device gave or took. */
  readonly hlc: string;
  /** The last one it gave; absent until its first change under a version that notes it. */
  readonly given?: string;
}

/** What this database is. Read before the first write and when a tab comes back. */
export interface IdentityRow {
  readonly key: 'identity';
  readonly schema: number;
  /** The oldest code that can read, and that may write, these rows. */
  readonly minReader: number;
  readonly minWriter: number;
  /** New when the database is made or replaced; the former ones are remembered. */
  readonly generation: string;
  readonly formerGenerations: readonly string[];
  readonly deviceId: string;
  readonly vaultId: string;
  readonly appVersion: string;
  /** Of the newest rows that were restored, when they are newer than this version's own. */
  readonly fieldsVersion?: number;
}

export interface SubmissionRow {
  readonly id: string;
  readonly at: number;
  readonly answer: unknown;
}

const LOCAL_FIELDS = new Set(['seq', '_c', '_d', '_p', 'trashedAt']);

/** The fact inside a stored row, without what storage added, as this version reads it. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- rows have no type at rest; whoever names the table names it
export function factOf<T extends Entity>(table: TableName, row: StoredRow): T {
  const fact: Record<string, unknown> = {};
  for (const key in row) if (!LOCAL_FIELDS.has(key)) fact[key] = row[key];
  return readableRow(table, fact) as unknown as T;
}

export const isLive = (row: StoredRow | undefined): row is StoredRow =>
  row !== undefined && row._d !== true && row._p === undefined;

export interface RowKey {
  readonly table: TableName;
  readonly id: string;
}
