import type { Result } from '#lib/domain/result.ts';
import type { SessionSums } from '#lib/domain/rollups.ts';
import type { Session } from '#lib/domain/session.ts';
import type { SessionFilter, Undone } from '#lib/app/facts.ts';
import type { PlaceFigures } from '#lib/domain/analytics/place-figures.ts';
import type { HintFinding } from '#lib/domain/coach/findings.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { PlannerCar } from '#lib/domain/planner/planner-car.ts';
import type { SessionMetrics, ShownChip } from '#lib/domain/metrics/session-metrics.ts';
import type { HomeClass } from '#lib/domain/home.ts';
import type { RepricingCounts, RepricingRow } from '#lib/domain/repricing-preview.ts';
import type { MileageYear, RoadTax, Totals } from '#lib/domain/analytics/figures.ts';
import type { PastYear } from '#lib/domain/analytics/past-years.ts';
import type { ExportChoice, ExportFormat } from '#lib/formats/csv/export-formats.ts';
import type { LeftOut } from '#lib/formats/csv/export-rows.ts';
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
  /** For each row its chips, the most telling first. */
  readonly chips: readonly (readonly ShownChip[])[];
}

/** Another session that one is compared with. */
export interface ComparedSession {
  readonly sessionId: string;
  readonly localDate: LocalDate;
  /** The place's name, else the label. */
  readonly placeName?: string;
  readonly costPerMileMicros?: number;
  readonly averagePowerW?: number;
  readonly socPerKwh?: number;
}

/** The figures of one session with what explains them. */
export interface SessionInsight {
  readonly seq: number;
  readonly metrics: SessionMetrics;
  /** The chips with what they show. */
  readonly chips: readonly ShownChip[];
  /** Every hint that fires, those put away included. */
  readonly hints: readonly HintFinding[];
  /** The newest of the similar earlier sessions. */
  readonly similar?: ComparedSession;
  /** Date of the session at which the drive cycle began. */
  readonly cycleFromDate?: LocalDate;
  /** Dates of the session whose odometer `metrics.previous` names. */
  readonly previousDate?: LocalDate;
  /** What home charging cost per mile in the days before: the base of the home delta. */
  readonly homePerMileMicros?: number;
  /** The odometer reading does not fit those around it and is left out of totals. */
  readonly odometerSuspect?: true;
}

/** What plans need of a car, as of `today`, true for the change number `seq`. */
export interface PlannerCarAnswer {
  readonly seq: number;
  readonly today: LocalDate;
  readonly car: PlannerCar;
}

/** What there is to say about a car over all its time, as of `today`, true for the number `seq`. */
export interface CarAnswer {
  readonly seq: number;
  readonly today: LocalDate;
  readonly totals: Totals;
  /** The newest session up to today. */
  readonly newest?: {
    readonly sessionId: string;
    readonly localDate: LocalDate;
    readonly socTo?: number;
  };
  /** The newest odometer reading up to today. */
  readonly reading?: {
    readonly sessionId: string;
    readonly localDate: LocalDate;
    readonly odometerM: number;
  };
  /** Absent without mileage tracking, or before it starts. */
  readonly mileage?: MileageYear;
  readonly roadTax?: RoadTax;
  /** The mileage years before the current one, the newest first. */
  readonly pastYears: readonly PastYear[];
}

/** What was charged at each place, by its id, true for the change number `seq`. */
export interface PlacesAnswer {
  readonly seq: number;
  readonly figures: ReadonlyMap<string, PlaceFigures>;
}

export type { ExportFormat };
/** A file to be made of a list, with what the person said about it. */
export interface ExportRequest {
  readonly format: ExportFormat;
  /** Of files about one car; absent: the only one there is. */
  readonly carId?: string;
  /** `YYYY-MM`, places and driver of a statement. */
  readonly month?: string;
  readonly homeClass?: HomeClass;
  readonly person?: string;
  /** The words in the file, in the person's language. */
  readonly words: ExportChoice['words'];
}
export interface ExportedFile {
  readonly name: string;
  /** With its type. */
  readonly content: Blob;
  readonly rows: number;
  readonly leftOut: readonly LeftOut[];
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

/** Whose costs are to be worked out again. */
export type RepriceScope =
  | { readonly kind: 'sessions'; readonly ids: readonly string[] }
  /** Sessions that a tariff has or had a say in. */
  | { readonly kind: 'tariff'; readonly tariffId: string }
  | { readonly kind: 'place'; readonly placeId: string }
  /** Sessions without a cost. */
  | { readonly kind: 'unknown' };

/** What re-pricing would do. Its rows are read page by page. */
export interface RepricePreview extends RepricingCounts {
  readonly previewId: string;
}
export type RepriceList = 'changing' | 'unpriced';

export interface RepriceRequest {
  readonly previewId: string;
  readonly commandId: string;
  /** Ids of sessions that stay as they are. */
  readonly leaveOut: readonly string[];
  /** Sessions that would lose their cost keep it. */
  readonly keepLosing: boolean;
}

export interface Repriced {
  /** What undo is asked with. */
  readonly jobId: string;
  readonly changed: number;
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
  /** The figures of a completed session as of today. `session/not_found` when there is none. */
  session(id: string): Promise<Result<SessionInsight>>;
  /** What plans and estimates need of a car as of today. `plan/car` when there is none. */
  plannerCar(carId: string): Promise<Result<PlannerCarAnswer>>;
  /** The figures of all places that were charged at, of all cars as of today. */
  places(): Promise<Result<PlacesAnswer>>;
  /** The figures of a car over all its time as of today. `car/unknown` when there is none. */
  car(carId: string): Promise<Result<CarAnswer>>;
  /** Makes what is said today be of today: to be called when the app is looked at. */
  lookAt(today: LocalDate): Promise<Result<void>>;
  /** Calls back after the engine has taken in new facts. Returns the stop. */
  onChange(listener: (seq: number) => void): () => void;
  /** Makes a file of a list. Fails with `export/choose_car`, `export/choose_month`. */
  exportSessions(
    query: SessionQuery,
    request: ExportRequest,
    onProgress: (progress: Progress) => void,
  ): Promise<Result<ExportedFile>>;

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

  /** Works out what re-pricing would do; writes nothing. `tariff/unknown`, `place/unknown`. */
  previewReprice(
    scope: RepriceScope,
    onProgress: (progress: Progress) => void,
  ): Promise<Result<RepricePreview>>;
  repriceRows(
    previewId: string,
    list: RepriceList,
    offset: number,
    limit: number,
  ): Promise<Result<readonly RepricingRow[]>>;
  /** Writes a preview, all of it or nothing. `reprice/outdated` when facts changed since. */
  reprice(
    request: RepriceRequest,
    onProgress: (progress: Progress) => void,
  ): Promise<Result<Repriced>>;
  /** Takes the last re-pricing back, in one step. */
  undoReprice(jobId: string, commandId: string): Promise<Result<Undone>>;
  /** Stops the running job; what it wrote is taken back. */
  cancel(): Promise<void>;
  /** Throws the derived tables away and computes them again from the facts. */
  rebuild(onProgress: (progress: Progress) => void): Promise<Result<void>>;
}

/** The database a worker is to open: the one that its page sees. */
export interface HostOptions {
  readonly profileId: string;
  readonly generation: string;
  readonly today: LocalDate;
}

/** What the worker answers to its page. Functions arrive as proxies; all else is plain data. */
export interface HostApi {
  /** To be called first. Fails as the database does (`db/closed` …). */
  open(options: HostOptions, onChange: (seq: number) => void): Promise<Result<void>>;
  list(query: SessionQuery): Promise<Result<ListAnswer>>;
  window(query: SessionQuery, offset: number, limit: number): Promise<Result<ListWindow>>;
  ids(query: SessionQuery): Promise<Result<readonly string[]>>;
  session(id: string, today: LocalDate): Promise<Result<SessionInsight>>;
  plannerCar(carId: string, today: LocalDate): Promise<Result<PlannerCarAnswer>>;
  places(today: LocalDate): Promise<Result<PlacesAnswer>>;
  car(carId: string, today: LocalDate): Promise<Result<CarAnswer>>;
  lookAt(today: LocalDate): Promise<Result<void>>;
  exportSessions(
    query: SessionQuery,
    request: ExportRequest,
    today: LocalDate,
    onProgress: (progress: Progress) => void,
  ): Promise<Result<ExportedFile>>;
  previewImport(
    request: PreviewRequest,
    today: LocalDate,
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
  previewReprice(
    scope: RepriceScope,
    onProgress: (progress: Progress) => void,
  ): Promise<Result<RepricePreview>>;
  repriceRows(
    previewId: string,
    list: RepriceList,
    offset: number,
    limit: number,
  ): Promise<Result<readonly RepricingRow[]>>;
  reprice(
    request: RepriceRequest,
    onProgress: (progress: Progress) => void,
  ): Promise<Result<Repriced>>;
  undoReprice(jobId: string, commandId: string): Promise<Result<Undone>>;
  /** Asks a running commit to stop; it then takes back what it wrote. */
  cancelCommit(): Promise<void>;
  rebuild(onProgress: (progress: Progress) => void): Promise<Result<void>>;
}
