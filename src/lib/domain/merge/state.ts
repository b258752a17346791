import type { RowClock, Stamp } from '#lib/domain/clock.ts';

/** What a table holds decides how two copies of a row become one. */
export type TableKind = 'record' | 'entry' | 'event';

/** The tables of facts that travel in a file. Those of newer versions travel too, as they say. */
export const TABLE_KINDS: Readonly<Record<string, TableKind>> = {
  cars: 'record',
  places: 'record',
  tariffs: 'record',
  sessions: 'record',
  attachments: 'record',
  settings: 'record',
  imports: 'record',
  mappings: 'record',
  devices: 'record',
};

/**
 * A row as it travels: its fields, its clocks and its tombstones, without what is local to a
 * device. A purged row has only `id` and `_p`.
 */
export interface StateRow {
  readonly id: string;
  readonly _c?: RowClock;
  /** In the trash; the fields stay. */
  readonly _d?: true;
  /** Clock of the purge. */
  readonly _p?: Stamp;
  readonly [field: string]: unknown;
}

/** A row that is neither in the trash nor purged. */
export function isLiveRow(row: StateRow | undefined): row is StateRow {
  return row !== undefined && row._d !== true && row._p === undefined;
}

/** One table with its rows by id. */
export interface StateTable {
  readonly kind: TableKind;
  readonly rows: ReadonlyMap<string, StateRow>;
}

/** Everything that travels, by the name of its table. */
export type State = ReadonlyMap<string, StateTable>;
