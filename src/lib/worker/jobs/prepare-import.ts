import type { EngineSource } from '#lib/app/engine-source.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { carOfDraft } from '#lib/formats/csv/finish-draft.ts';
import { matchDrafts } from '#lib/formats/csv/match.ts';
import { readImport } from '#lib/formats/csv/read-import.ts';
import type { DraftMatch, ImportReading, ImportReport } from '#lib/formats/csv/report.ts';
import { toReport } from '#lib/formats/csv/to-report.ts';
import type { PreviewRequest } from '#lib/worker/api.ts';
import { type ExistingSessions, readExisting } from './existing-sessions.ts';
import { chosenCars, type ImportCars } from './import-cars.ts';
import { readStamps } from './import-stamps.ts';

/** A file that was read and held against what is stored. Nothing was written. */
export interface PreparedImport {
  readonly request: PreviewRequest;
  readonly reading: ImportReading;
  readonly cars: ImportCars;
  /** Parallel to the drafts. */
  readonly matches: readonly DraftMatch[];
  readonly existing: ExistingSessions;
  /** The change number the matches are true for. */
  readonly seq: number;
  /** With the first rows of each list; the counts are of all. */
  readonly report: ImportReport;
}

/** Rows of each list that a report carries over the border; the rest is paged. */
const FIRST_ROWS = 50;

/** The report with the first rows of each list. */
export function shortReport(
  reading: ImportReading,
  matches: readonly DraftMatch[],
  run: { readonly file: string; readonly dryRun: boolean; readonly importId?: string },
): ImportReport {
  const { drafts, rejected, skipped, warnings } = reading;
  const report = toReport({ ...reading, drafts: drafts.slice(0, FIRST_ROWS) }, matches, run);
  return {
    ...report,
    rejected: rejected.slice(0, FIRST_ROWS),
    skipped: skipped.slice(0, FIRST_ROWS),
    warnings: warnings.slice(0, FIRST_ROWS),
  };
}

/** A part of the sessions of a preview, as its report has them. */
export function reportedSessions(
  { reading, matches, request }: PreparedImport,
  offset: number,
  limit: number,
): ImportReport['sessions'] {
  const part = { ...reading, drafts: reading.drafts.slice(offset, offset + limit) };
  const run = { file: request.fileName, dryRun: true };
  return toReport(part, matches.slice(offset, offset + limit), run).sessions;
}

/** Holds the drafts of a reading against the stored sessions of their cars, as they are now. */
export async function matchImport(
  source: EngineSource,
  request: PreviewRequest,
  reading: ImportReading,
  cars: ImportCars,
): Promise<PreparedImport> {
  const context = await source.context();
  const options = {
    ...(cars.carId !== undefined && { carId: cars.carId }),
    carBySource: cars.carBySource,
    cars: [...context.cars, ...cars.newCars.map(({ id, content }) => ({ id, name: content.name }))],
    places: context.places,
  };
  const carIds = new Set<string>();
  const ids = new Set<string>();
  for (const draft of reading.drafts) {
    const carId = carOfDraft(draft, options);
    if (carId !== undefined) carIds.add(carId);
    if (draft.sheet?.id !== undefined) ids.add(draft.sheet.id);
  }
  const stamps = await readStamps(source);
  const existing =
    carIds.size + ids.size > 0
      ? await readExisting(source, carIds, stamps, ids)
      : { sessions: [], purged: new Set<string>() };
  const matched = matchDrafts(reading.drafts, existing.sessions, {
    ...options,
    importStamps: stamps.written,
  });
  // An id that was emptied for good is taken for ever, though no row shows it.
  const matches = matched.map((match): DraftMatch =>
    match.status === 'new' && match.id !== undefined && existing.purged.has(match.id)
      ? { ...match, status: 'deleted' }
      : match,
  );
  const report = shortReport(reading, matches, { file: request.fileName, dryRun: true });
  return { request, reading, cars, matches, existing, seq: context.seq, report };
}

/** Reads a file and matches it. Fails as the readers do (`import/unknown_format` …). */
export async function prepareImport(
  source: EngineSource,
  request: PreviewRequest,
  hooks: {
    readonly today: string;
    readonly onProgress: (done: number, total: number) => void;
  },
): Promise<Result<PreparedImport>> {
  const cars = chosenCars(request, hooks.today);
  if (!cars.ok) return cars;
  const bytes = new Uint8Array(await request.file.arrayBuffer());
  const read = await readImport(bytes, request.options, hooks);
  if (!read.ok) return read;
  return ok(await matchImport(source, request, read.value, cars.value));
}
