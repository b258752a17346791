import type { Conflict, SetAsideRow, TablePlan } from '#lib/domain/merge/plan.ts';
import type { StateRow } from '#lib/domain/merge/state.ts';
import type { Result } from '#lib/domain/result.ts';
import type { RestoreMode } from './backups-port.ts';

/** What the data is at one moment. */
export interface StateDescription {
  readonly seq: number;
  /** The last stamp this device gave or took. */
  readonly hlc: string;
  readonly deviceId: string;
  readonly deviceLabel?: string;
  readonly vaultId: string;
  /** The version of the fields of rows; not that of the database. */
  readonly fieldsVersion: number;
  /** Nothing was entered yet: there are no rows but this device's own. */
  readonly isEmpty: boolean;
}

export interface TravellingTable {
  readonly name: string;
  readonly kind: string;
}

/** A restore under way or its last outcome. */
export interface RestoreJob {
  readonly jobId: string;
  readonly mode: RestoreMode;
  /** UTC milliseconds. */
  readonly at: number;
  readonly fileName: string;
  readonly state: 'running' | 'done' | 'interrupted';
}

/** The state before a restore, kept in parts beside this description. */
export interface KeptState {
  readonly name: string;
  readonly bytes: number;
  readonly parts: number;
  readonly deviceId: string;
  readonly conflicts: readonly StoredConflict[];
}

/** A restore that can be taken back. `jobId` is its undo id. */
export interface UndoRecord {
  readonly jobId: string;
  readonly mode: RestoreMode;
  readonly at: number;
  /** The change number of the restore. */
  readonly seq: number;
  readonly kept: KeptState;
}

export interface StoredConflict extends Conflict {
  readonly at: number;
}

/** A merge as one step. */
export interface MergeChange {
  readonly jobId: string;
  /** The plan holds for this change number only. */
  readonly expectedSeq: number;
  readonly now: number;
  readonly tables: readonly Pick<TablePlan, 'name' | 'kind' | 'rows'>[];
  readonly setAside: readonly SetAsideRow[];
  readonly conflicts: readonly Conflict[];
  /** This device's clock afterwards, with what it received. */
  readonly clock: string;
  readonly vaultId: string;
  readonly fieldsVersion: number;
  /** Set when another copy uses this device's id. */
  readonly newDeviceId?: string;
  /** A round of sync: without a kept state the last restore can still be taken back. */
  readonly isSync?: boolean;
  /** Absent when there was nothing before. */
  readonly kept?: KeptState;
}

/** Putting what was staged in the place of everything, as one step. */
export interface SwapChange {
  readonly jobId: string;
  readonly expectedSeq: number;
  readonly now: number;
  /** Live, deleted and purged rows that must have been staged. */
  readonly stagedRows: number;
  readonly setAside: readonly SetAsideRow[];
  readonly clock: string;
  readonly vaultId: string;
  readonly fieldsVersion: number;
  readonly generation: string;
  readonly deviceId: string;
  /** Devices that write no more, as their rows are then. */
  readonly closedDevices: readonly string[];
  /** What the list of conflicts is then. */
  readonly conflicts: readonly StoredConflict[];
  readonly isUndo?: boolean;
  /** Absent when nothing was before, and for an undo. */
  readonly kept?: KeptState;
}

/** Set-aside rows that come in, as one step. A restore can still be taken back afterwards. */
export interface SetAsideChange extends Pick<
  MergeChange,
  'expectedSeq' | 'now' | 'tables' | 'setAside' | 'conflicts' | 'clock'
> {
  /** Ids on the list of set-aside rows that come off it. */
  readonly takenOff: readonly string[];
}

/**
 * All rows as they travel, and the steps of a restore. Every step is one strict transaction; a
 * failed one throws as the storage does, and nothing of it was written.
 */
export interface BackupStore {
  describe(): Promise<StateDescription>;
  /** Tables with their kinds, in code-unit order of their names; those of newer versions too. */
  tables(): Promise<readonly TravellingTable[]>;
  /** Rows with an id after this one, in code-unit order; fewer than `limit` at the end. */
  rows(table: string, after: string | undefined, limit: number): Promise<readonly StateRow[]>;
  rowsById(table: string, ids: readonly string[]): Promise<ReadonlyMap<string, StateRow>>;
  /** Before a file is written: makes this device's row say that it has seen all it wrote. */
  stampOwnDevice(now: number): Promise<void>;

  readonly job: {
    read(): Promise<RestoreJob | undefined>;
    write(job: RestoreJob): Promise<void>;
    /**
     * Empties what a job that is not done left, and answers with the last job as it was. The data
     * is as before. A job that nobody was told about is remembered as interrupted.
     */
    recover(isTold: boolean): Promise<RestoreJob | undefined>;
  };
  /** One chunk of rows that a replacement is going to bring. */
  stage(
    jobId: string,
    part: number,
    table: TravellingTable,
    rows: readonly StateRow[],
  ): Promise<void>;
  clearStaging(): Promise<void>;
  readonly snapshots: {
    put(jobId: string, part: number, bytes: Uint8Array): Promise<void>;
    read(jobId: string, part: number): Promise<Uint8Array | undefined>;
    clear(jobId: string): Promise<void>;
  };
  undoable(): Promise<UndoRecord | undefined>;
  conflicts(): Promise<readonly StoredConflict[]>;
  /** These fail with `backup/changed` when the data is not the expected one any more. */
  merge(change: MergeChange): Promise<Result<void>>;
  takeSetAside(change: SetAsideChange): Promise<Result<void>>;
  swap(change: SwapChange): Promise<Result<void>>;
}
