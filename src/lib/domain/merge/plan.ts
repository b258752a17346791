import type { Stamp } from '#lib/domain/clock.ts';
import type { FieldIssue } from '#lib/domain/result.ts';
import type { StateRow } from './state.ts';

/** What a merge or a replacement has to know of this device and this version of the app. */
export interface MergeContext {
  /** This device's time, UTC milliseconds. */
  readonly nowMs: number;
  readonly deviceId: string;
  /** The last stamp this device gave or took; absent before its first change. */
  readonly clock: Stamp | undefined;
  /** The writer and its clock as the file tells them. */
  readonly sourceDeviceId?: string | undefined;
  readonly sourceClock?: Stamp | undefined;
  /** The rule a row of the file breaks; absent when it is sound. Purged rows are not asked about. */
  readonly validate?: (table: string, row: StateRow) => FieldIssue | undefined;
  /** Tables and fields this version knows; those of `known-fields.ts` when absent. */
  readonly isKnownTable?: (table: string) => boolean;
  readonly isKnownField?: (table: string, field: string) => boolean;
  /** The person confirmed that this device's clock is wrong: stamps far ahead are believed. */
  readonly isOwnClockWrong?: boolean;
}

/**
 * Rows of one table. All rows here are `changed`, `same` or, when a file replaces them, gone.
 * `new` ones have an id that was not here; `deleted`, `restored` and `purged` tell how rows that
 * were here end.
 */
export interface TableCounts {
  /** Rows of the file, in the trash and purged ones included. */
  readonly file: number;
  /** Rows here before, in the trash and purged ones included. */
  readonly here: number;
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  /** From live to the trash; when a file replaces the data, also those it does not have. */
  readonly deleted: number;
  readonly restored: number;
  /** Merge: rows with a newer value here. Replace: rows that belong to this device and stay. */
  readonly keptHere: number;
  readonly purged: number;
  readonly setAside: number;
}

export interface TablePlan {
  readonly name: string;
  /** As declared; kinds this version does not know are merged like records. */
  readonly kind: string;
  /** New and changed rows as they are to be stored, each id once. */
  readonly rows: readonly StateRow[];
  readonly counts: TableCounts;
}

/** A row of the file that is kept as it came, outside its table. */
export interface SetAsideRow {
  readonly table: string;
  readonly kind: string;
  readonly row: StateRow;
  readonly code: 'sync/clock_ahead' | 'merge/bad_row';
  /** Bad rows: the broken rule. */
  readonly issue?: FieldIssue;
  /** Clock ahead: whose, and by how many whole hours. */
  readonly device?: string;
  readonly hours?: number;
}

/** A value that lost against one made without knowing it. A side without value was cleared. */
export interface Conflict {
  readonly table: string;
  readonly id: string;
  readonly field: string;
  readonly kept?: unknown;
  readonly lost?: unknown;
  /** Of a purged row: the clock of the purge. */
  readonly keptStamp: Stamp;
  readonly lostStamp: Stamp;
}

/** Different values under one stamp, which correct writers cannot make. */
export interface Collision {
  readonly table: string;
  readonly id: string;
  readonly field: string;
  readonly stamp: Stamp;
}

/** A merge that would hide unusually much. Nothing may be written until the person agrees. */
export interface Brake {
  readonly code: 'merge/mass_delete';
  readonly table: string;
  readonly rows: number;
  /** Of the live rows of the table, rounded up. */
  readonly percent: number;
  readonly ids: readonly string[];
}

/** Over live sessions. */
export interface MergeTotals {
  readonly sessions: number;
  /** Sum of those that are known. */
  readonly energyWh: number;
}

/** What a merge does, before it does anything. */
export interface MergePlan {
  readonly mode: 'merge' | 'replace';
  /** By name, in code-unit order. */
  readonly tables: readonly TablePlan[];
  readonly setAside: readonly SetAsideRow[];
  readonly conflicts: readonly Conflict[];
  readonly collisions: readonly Collision[];
  readonly brakes: readonly Brake[];
  readonly unknownTables: readonly string[];
  /** By table; tables without any are left out. */
  readonly unknownFields: Readonly<Record<string, readonly string[]>>;
  /** This device's clock afterwards; absent if it had none and none was received. */
  readonly clock: Stamp | undefined;
  /** The file holds stamps of this device that it never gave: two copies share one id. */
  readonly isDeviceIdDoubled: boolean;
  readonly totalsBefore: MergeTotals;
  readonly totalsAfter: MergeTotals;
}
