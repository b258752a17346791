import type { Content, LocalDate } from '#lib/domain/entity.ts';
import type { CostBasis, Session, SessionStatus } from '#lib/domain/session.ts';
import type { ColumnMapping } from './mapping-types.ts';
import type { SheetWords } from './write-sheet.ts';

export type DateOrder = 'day-first' | 'month-first';
export type DecimalMark = '.' | ',';
export type DistanceUnit = 'km' | 'mi';

export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'iso-8859-2',
  'windows-1251',
] as const;
export type TextEncodingName = (typeof ENCODINGS)[number];

/** What the person (or the device) says about a file. Answers to questions go in here too. */
export interface ImportOptions {
  /** Id of a profile; absent: the best match by headers. */
  readonly profile?: string;
  /** Zone of times that carry none, and the zone sessions are shown in. */
  readonly timeZone: string;
  readonly currency: string;
  readonly locale?: string;
  /** Unit of an odometer column that does not say its own. */
  readonly distanceUnit?: DistanceUnit;
  readonly encoding?: TextEncodingName;
  readonly dateOrder?: DateOrder;
  readonly decimal?: DecimalMark;
  /** What a written 0 means in the classic file's preconditioning column. */
  readonly preconditioningZero?: 'no' | 'unknown';
  /** Keeps charges of 0 Wh without cost as cancelled sessions. */
  readonly includeZero?: boolean;
  /** Meaning of the offset in the v4 program's times: `wall` (default) ignores it. */
  readonly v4Times?: 'wall' | 'utc';
  /** Fuel codes of a fuel log that mean electricity. */
  readonly electricFuelCodes?: readonly string[];
  readonly mapping?: ColumnMapping;
  /** Headers of our own sheet in the person's language, besides the English ones. */
  readonly sheetWords?: SheetWords;
  /** Car id per value of `sourceCar`. Used when drafts are matched, not when they are read. */
  readonly carBySource?: Readonly<Record<string, string>>;
}

export interface ImportHooks {
  /** Civil date of today, for dates in the future. */
  readonly today: LocalDate;
  readonly signal?: AbortSignal;
  /** Characters read of all, then rows mapped of all; both run from 0 to `total`. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Record number counted from 1 from the top of the file; several when rows were joined. */
export type RowRef = number | readonly number[];

/**
 * Session content in storage units, as the file says it. The car is chosen later; `status`
 * absent means completed; `source` is the profile's id.
 */
export type DraftContent = Omit<Content<Session>, 'carId' | 'status' | 'importKey'> & {
  readonly status?: SessionStatus;
};

export interface Draft {
  readonly row: RowRef;
  /** Absent only in our own exact file, for sessions that never were imported. */
  readonly importKey?: string;
  /** The source's word for the car or the person; the preview asks once who is meant. */
  readonly sourceCar?: string;
  readonly sourceUser?: string;
  readonly content: DraftContent;
  /** Only in our own exact file: what a foreign file cannot know. */
  readonly own?: OwnRow;
  /** Only in our own sheet for people. */
  readonly sheet?: SheetRow;
}

/** What a row of our own sheet says that no foreign file does. */
export interface SheetRow {
  /** The session it was written from; absent in a row that a person added. */
  readonly id?: string;
  /** The cells as written: a date, and whole minutes of the session's wall clock since 1970. */
  readonly localDate?: LocalDate;
  readonly startMinute?: number;
  readonly endMinute?: number;
  readonly basis?: CostBasis;
}

export interface OwnRow {
  readonly id: string;
  readonly carId: string;
  readonly carName?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Fields of newer versions, kept as they are. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Something about one row. `text` is the raw cell, at most 80 characters. */
export interface RowReport {
  readonly row: number;
  readonly code: string;
  readonly column?: string;
  readonly text?: string;
}

/** Something about the whole file. */
export interface FileReport {
  readonly code: string;
  readonly column?: string;
  readonly dates?: readonly LocalDate[];
}

export interface DateRange {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** What one answer to a question would give. */
export interface ChoicePreview {
  readonly choice: string;
  /** A sample cell under this choice. */
  readonly text?: string;
  readonly range?: DateRange;
}

/** Something only the person can decide. While one is open nothing can be committed. */
export interface Question {
  readonly code: string;
  readonly column?: string;
  readonly choices: readonly string[];
  readonly proposed?: string;
  readonly previews?: readonly ChoicePreview[];
}

export interface ReadingCounts {
  readonly rows: number;
  readonly sessions: number;
  readonly rejected: number;
  readonly skipped: number;
  readonly warnings: number;
}

/** A value of `sourceCar` or `sourceUser` and how many drafts have it. */
export interface SourceName {
  readonly name: string;
  readonly sessions: number;
}

/** Everything a file says. Reading writes nothing. */
export interface ImportReading {
  readonly profile: string;
  /** Ids of all profiles whose headers are present, best first. */
  readonly profiles: readonly string[];
  /** The options as used, inferred ones included. */
  readonly options: ImportOptions;
  readonly questions: readonly Question[];
  readonly range?: DateRange;
  readonly counts: ReadingCounts;
  /** Empty while a question is open. */
  readonly drafts: readonly Draft[];
  readonly rejected: readonly RowReport[];
  readonly skipped: readonly RowReport[];
  readonly warnings: readonly RowReport[];
  readonly fileWarnings: readonly FileReport[];
  readonly columnsUnused: readonly string[];
  readonly sourceCars: readonly SourceName[];
  readonly sourceUsers: readonly SourceName[];
  readonly table: TableHead;
}

/** What the mapper screen shows of a file. */
export interface TableHead {
  readonly headers: readonly string[];
  /** Record number of the header, counted from 1. */
  readonly headerRow: number;
  readonly delimiter: string;
  readonly encoding: TextEncodingName;
  readonly records: readonly (readonly string[])[];
}

export const MATCH_STATUSES = ['new', 'changed', 'same', 'probablySame', 'deleted'] as const;
export type MatchStatus = (typeof MATCH_STATUSES)[number];

/** Clocks of a stored row: `b` for all present fields, `f` for those that differ. */
export interface RowClocks {
  readonly b: string;
  readonly f?: Readonly<Record<string, string>>;
}

export interface ExistingSession {
  readonly session: Session;
  readonly clocks?: RowClocks;
  readonly deleted?: boolean;
  /** It was undoing an import that removed it; importing again brings it back. */
  readonly deletedByUndo?: boolean;
}

/** One field that the file has otherwise. `keep`: the person edited it since the import. */
export interface FieldDifference {
  readonly field: string;
  readonly from?: unknown;
  /** `undefined` clears the field. */
  readonly to: unknown;
  readonly keep: boolean;
}

export interface DraftMatch {
  readonly status: MatchStatus;
  /** Id the session has or will have; absent while its car is not known. */
  readonly id?: string;
  readonly carId?: string;
  /** The session that is probably the same, or the changed, same or deleted one. */
  readonly existingId?: string;
  /** The place that a new row of our own sheet names. */
  readonly placeId?: string;
  /** For `changed` and `probablySame`. */
  readonly differences?: readonly FieldDifference[];
}

export interface MatchOptions {
  /** The car for drafts that name none. */
  readonly carId?: string;
  readonly carBySource?: Readonly<Record<string, string>>;
  /** Cars of the profile, for our own files: by id, else by exact name. */
  readonly cars?: readonly { readonly id: string; readonly name: string }[];
  /** Places of the profile, for our own sheet: by exact name. */
  readonly places?: readonly { readonly id: string; readonly name: string }[];
  /** Stamps under which imports wrote; a field with another clock was edited by the person. */
  readonly importStamps?: ReadonlySet<string>;
}

export type ReportCounts = ReadingCounts & Readonly<Record<MatchStatus, number>>;

export interface ReportedSession {
  readonly row: RowRef;
  readonly status: MatchStatus;
  readonly id?: string;
  readonly draft: Readonly<Record<string, unknown>>;
  readonly changed?: readonly string[];
}

/** The one shape of preview and result. */
export interface ImportReport {
  readonly ok: boolean;
  readonly dryRun: boolean;
  readonly file: string;
  readonly profile: string;
  readonly options: ImportOptions;
  readonly questions: readonly Question[];
  readonly range?: DateRange;
  readonly counts: ReportCounts;
  readonly rejected: readonly RowReport[];
  readonly skipped: readonly RowReport[];
  readonly warnings: readonly RowReport[];
  readonly fileWarnings: readonly FileReport[];
  readonly columnsUnused: readonly string[];
  readonly sessions: readonly ReportedSession[];
  readonly importId?: string;
}
