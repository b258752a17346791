import type { Attachment } from '#lib/domain/attachment.ts';
import type { Car } from '#lib/domain/car.ts';
import type { Changes, Content, Entity, LocalDate } from '#lib/domain/entity.ts';
import type { Place } from '#lib/domain/place.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Current, Session } from '#lib/domain/session.ts';
import type { Tariff } from '#lib/domain/tariff.ts';

/** One setting; `id` is its key. A cleared setting holds null. */
export interface SettingFact extends Entity {
  readonly value: unknown;
}

/** One import, kept so that it can be undone. */
export interface ImportBatch extends Entity {
  readonly profile: string;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly fileBytes: number;
  readonly importedAt: number;
  readonly options: Readonly<Record<string, unknown>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly undoneAt?: number;
}

/** A saved column mapping of the importer. */
export interface SavedMapping extends Entity {
  readonly name: string;
  readonly value: unknown;
}

/** A device that has written to this data. */
export interface Device extends Entity {
  readonly label: string;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  readonly closed?: boolean;
}

/** The tables of facts and what their rows hold. */
export interface FactRows {
  cars: Car;
  places: Place;
  tariffs: Tariff;
  sessions: Session;
  attachments: Attachment;
  settings: SettingFact;
  imports: ImportBatch;
  mappings: SavedMapping;
  devices: Device;
}
export type TableName = keyof FactRows;
/** Tables small enough to be read whole. */
export type SmallTable = Exclude<TableName, 'sessions' | 'attachments'>;

export const TABLE_NAMES = [
  'cars',
  'places',
  'tariffs',
  'sessions',
  'attachments',
  'settings',
  'imports',
  'mappings',
  'devices',
] as const satisfies readonly TableName[];

export interface TrashItem {
  readonly table: TableName;
  readonly row: Entity & Readonly<Record<string, unknown>>;
  readonly trashedAt: number;
}

/** Reads of live facts (not those in the trash). Rows are shared: never change them. */
export interface FactReader {
  get<T extends TableName>(table: T, id: string): Promise<FactRows[T] | undefined>;
  getMany<T extends TableName>(
    table: T,
    ids: readonly string[],
  ): Promise<(FactRows[T] | undefined)[]>;
  all<T extends SmallTable>(table: T): Promise<FactRows[T][]>;
  /** Completed sessions, newest first in session order. Reads little more than it returns, plus one day. */
  newestSessions(filter: {
    readonly carId?: string;
    /** The last day to look at; absent: also what is dated ahead. */
    readonly until?: LocalDate;
    readonly limit: number;
  }): Promise<Session[]>;
  /** All sessions of a car with a date in the range, both ends included, in session order. */
  sessionsBetween(carId: string, from: LocalDate, to: LocalDate): Promise<Session[]>;
  /** The completed session before and after this one in session order of its car. */
  neighbours(session: Session): Promise<{ previous?: Session; next?: Session }>;
  /** The nearest completed sessions with an odometer before and after this one. */
  readingsAround(session: Session): Promise<{ previous?: Session; next?: Session }>;
  hasSessions(carId: string): Promise<boolean>;
  /** The ids of all sessions at a place, whatever their status. Reads all sessions. */
  sessionIdsAt(placeId: string): Promise<string[]>;
  /** Charges that were started and not ended, oldest start first. */
  activeSessions(): Promise<Session[]>;
  /** The pictures of a session, oldest first. */
  attachmentsOf(sessionId: string): Promise<Attachment[]>;
  /** The pictures of sessions by their ids, also those in the trash. */
  pictureIdsOf(sessionIds: readonly string[]): Promise<string[]>;
  /** The pictures that went to the trash in the same moment as their session. */
  picturesTrashedWith(sessionIds: readonly string[]): Promise<string[]>;
  /** How many pictures there are and how many bytes they take. Reads all of them. */
  pictureUse(): Promise<{ readonly count: number; readonly bytes: number }>;
  /** Newest first; without pictures that went there together with their session. */
  trash(limit: number): Promise<TrashItem[]>;
  /** What went to the trash before an instant, at most so many rows of each table. */
  trashedBefore(
    instant: number,
    limit: number,
  ): Promise<{ readonly table: TableName; readonly id: string }[]>;
}

/** Writes of one command: all or none. Every write is stamped with the change number and clock. */
export interface FactWriter extends FactReader {
  /** The instant of this command. */
  readonly now: number;
  /** Adds a row. Adding an id that exists, also in the trash, ends the command with `db/row_exists`. */
  insert<T extends TableName>(table: T, id: string, content: Content<FactRows[T]>): FactRows[T];
  insertMany<T extends TableName>(
    table: T,
    rows: readonly { readonly id: string; readonly content: Content<FactRows[T]> }[],
  ): void;
  /** Changes fields of a live row; unchanged values get no new clock. Absent row: undefined. */
  change<T extends TableName>(
    table: T,
    id: string,
    changes: Changes<FactRows[T]>,
  ): Promise<FactRows[T] | undefined>;
  /** Moves rows to the trash; ids that are not live are passed over. Returns how many moved. */
  remove(table: TableName, ids: readonly string[]): Promise<number>;
  /** Takes rows out of the trash, with further changes if given. */
  restore(table: TableName, ids: readonly string[]): Promise<number>;
  /** Empties rows that are in the trash for good; only their id and clock stay. */
  purge(table: TableName, ids: readonly string[]): Promise<number>;
}

/** One submission. The same id again has no second effect and gives the first answer. */
export interface Command {
  readonly id: string;
  readonly name: string;
}

/** What takes one command back: the former values of the fields it wrote. Plain data. */
export interface UndoStep {
  readonly stamp: string;
  readonly rows: readonly UndoRow[];
}
export interface UndoRow {
  readonly table: TableName;
  readonly id: string;
  /** True when the command made the row: undo moves it to the trash. */
  readonly created?: true;
  /** Former values of the changed fields; a field listed in `cleared` was absent. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly cleared?: readonly string[];
}

/** A command that has committed. Nothing else counts as saved. */
export interface Done<T> {
  readonly value: T;
  readonly seq: number;
  readonly undo: UndoStep;
}

/** What was taken back and which rows stay because they were edited since. */
export interface Undone {
  readonly undone: number;
  readonly kept: readonly { readonly table: TableName; readonly id: string }[];
}

export interface Facts {
  readonly read: FactReader;
  /** Calls `next` now and after every change that touches what the query read. Returns the stop. */
  watch<T>(
    query: (read: FactReader) => Promise<T>,
    next: (value: T) => void,
    failed?: (error: unknown) => void,
  ): () => void;
  /** Runs check and write in one strict transaction and answers after its commit. */
  commit<T>(
    command: Command,
    work: (write: FactWriter) => Promise<Result<T>> | Result<T>,
  ): Promise<Result<Done<T>>>;
  /** Takes commands back, newest first, where the fields were not written again since. */
  undo(
    command: Command,
    steps: readonly UndoStep[],
    /** Looks at what comes out, in the same transaction; nothing is taken back when it refuses. */
    check?: (write: FactWriter) => Promise<Result<void>>,
  ): Promise<Result<Done<Undone>>>;
}

/** What a session list shows of its filters. All members narrow; absent ones do not. */
export interface SessionFilter {
  readonly search?: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly carId?: string;
  readonly current?: Current | 'unknown';
  readonly homeClass?: 'home' | 'public' | 'unknown';
  readonly network?: string;
  readonly placeId?: string;
  readonly free?: boolean;
  /** Sessions that lack energy, cost or end SoC. */
  readonly toComplete?: boolean;
}
