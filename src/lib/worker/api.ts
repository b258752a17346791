import type { Result } from '#lib/domain/result.ts';
import type { SessionSums } from '#lib/domain/rollups.ts';
import type { Session } from '#lib/domain/session.ts';
import type { SessionFilter, Undone } from '#lib/app/facts.ts';
import type { ImportOptions, ImportReport } from '#lib/formats/csv/report.ts';

export const SORT_KEYS = [
  'date',
  'place',
  'energy',
  'cost',
  'price',
  'soc',
  'odometer',
  'duration',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** A list of completed sessions: what is in it and in which order. */
export interface SessionQuery extends SessionFilter {
  readonly sort: SortKey;
  readonly descending: boolean;
}

/** Size, sums and month groups of a list. Groups only when it is sorted by date. */
export interface ListAnswer {
  readonly seq: number;
  readonly count: number;
  readonly sums: SessionSums;
  readonly groups: readonly {
    readonly month: string;
    readonly offset: number;
    readonly count: number;
    readonly sums: SessionSums;
  }[];
  /** Networks that occur, for the filter, most used first. */
  readonly networks: readonly string[];
}

/** A window of a list, true for the change number `seq`. */
export interface ListWindow {
  readonly seq: number;
  readonly offset: number;
  readonly rows: readonly Session[];
}

export type ExportFormat = 'exact' | 'classic';
export interface ExportedFile {
  readonly name: string;
  readonly content: Blob;
  readonly rows: number;
  readonly leftOut: readonly { readonly id: string; readonly reason: string }[];
}

export interface Progress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

/** What to do with a row that probably exists already. */
export type ProbablySame = 'keep' | 'fill' | 'take' | 'both';

/** The car the rows of a file go to: an existing one, or one that the import makes. */
export type ImportCar = { readonly id: string } | { readonly newName: string };

export interface PreviewRequest {
  readonly file: Blob;
  readonly fileName: string;
  readonly options: ImportOptions;
  /** Absent while the person has not chosen; then nothing can be committed. */
  readonly car?: ImportCar;
  /** For files with several cars: source car → car. */
  readonly carBySource?: Readonly<Record<string, ImportCar>>;
}

/** A preview. Lists are cut to the first rows; `previewRows` pages through the rest. */
export interface ImportPreview {
  readonly previewId: string;
  readonly report: ImportReport;
  /** Header cells and first records, for the column mapper. */
  readonly headers: readonly string[];
  readonly samples: readonly (readonly string[])[];
  readonly sourceCars: readonly string[];
}

export interface CommitRequest {
  readonly previewId: string;
  readonly commandId: string;
  readonly probablySame: ProbablySame;
  readonly includeDeleted: boolean;
  /** Work out the cost of rows without one from places and tariffs. */
  readonly priceFromTariffs: boolean;
}

/**
 * Questions to the engine. Every answer is a Result; a crash of the worker arrives as
 * `worker/crashed` and the next call starts it again. A newer call of `list` or `window`
 * does not cancel an older one: callers compare request order themselves.
 */
export interface EngineClient {
  list(query: SessionQuery): Promise<Result<ListAnswer>>;
  window(query: SessionQuery, offset: number, limit: number): Promise<Result<ListWindow>>;
  ids(query: SessionQuery): Promise<Result<readonly string[]>>;
  /** Calls back after the engine has taken in new facts. Returns the stop. */
  onChange(listener: (seq: number) => void): () => void;
  exportSessions(query: SessionQuery, format: ExportFormat): Promise<Result<ExportedFile>>;

  previewImport(
    request: PreviewRequest,
    onProgress: (progress: Progress) => void,
  ): Promise<Result<ImportPreview>>;
  previewRows(
    previewId: string,
    list: 'sessions' | 'rejected' | 'skipped' | 'warnings',
    offset: number,
    limit: number,
  ): Promise<Result<readonly unknown[]>>;
  commitImport(
    request: CommitRequest,
    onProgress: (progress: Progress) => void,
  ): Promise<Result<ImportReport>>;
  undoImport(importId: string, commandId: string): Promise<Result<Undone>>;
  /** Stops the running job; what it wrote is taken back. */
  cancel(): Promise<void>;
  /** Throws the derived tables away and computes them again from the facts. */
  rebuild(onProgress: (progress: Progress) => void): Promise<Result<void>>;
}

/** The database a worker is to open: the one that its page sees. */
export interface HostOptions {
  readonly profileId: string;
  readonly generation: string;
}

/** What the worker answers to its page. Functions arrive as proxies; all else is plain data. */
export interface HostApi {
  /** To be called first. Fails as the database does (`db/closed` …). */
  open(options: HostOptions, onChange: (seq: number) => void): Promise<Result<void>>;
  list(query: SessionQuery): Promise<Result<ListAnswer>>;
  window(query: SessionQuery, offset: number, limit: number): Promise<Result<ListWindow>>;
  ids(query: SessionQuery): Promise<Result<readonly string[]>>;
  exportSessions(query: SessionQuery, format: ExportFormat): Promise<Result<ExportedFile>>;
  previewImport(
    request: PreviewRequest,
    today: string,
    onProgress: (progress: Progress) => void,
  ): Promise<Result<ImportPreview>>;
  previewRows(
    previewId: string,
    list: 'sessions' | 'rejected' | 'skipped' | 'warnings',
    offset: number,
    limit: number,
  ): Promise<Result<readonly unknown[]>>;
  commitImport(
    request: CommitRequest,
    onProgress: (progress: Progress) => void,
  ): Promise<Result<ImportReport>>;
  undoImport(importId: string, commandId: string): Promise<Result<Undone>>;
  /** Asks a running commit to stop; it then takes back what it wrote. */
  cancelCommit(): Promise<void>;
  rebuild(onProgress: (progress: Progress) => void): Promise<Result<void>>;
}
