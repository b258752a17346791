import type { Car } from '#lib/domain/car.ts';
import type { AppError, Result } from '#lib/domain/result.ts';
import { ok } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import { csvStyle, type CsvStyle, PLAIN_STYLE } from '#lib/formats/csv/csv-style.ts';
import { type ExportFormat, exportPieces } from '#lib/formats/csv/export-formats.ts';
import { collectExport, type ExportedText } from '#lib/formats/csv/export-rows.ts';
import { ENGLISH_EMPLOYER_WORDS } from '#lib/formats/csv/write-employer.ts';
import { ENGLISH_SHEET_WORDS } from '#lib/formats/csv/write-sheet.ts';
import type { Dataset } from '#lib/formats/dataset.ts';
import { exportSourceOf } from '#lib/worker/jobs/dataset-diary.ts';
import { failure } from './failure-words.ts';
import type { Given } from './options.ts';
import { misused, type Refusal } from './refusal.ts';

export interface ExportInput {
  readonly given: Given;
  /** All data: figures come from the whole history. */
  readonly dataset: Dataset;
  /** Those to write. */
  readonly sessions: readonly Session[];
  /** Absent without --car. */
  readonly car?: Car;
}

const WORDS = { sheet: ENGLISH_SHEET_WORDS, employer: ENGLISH_EMPLOYER_WORDS };

function styleOf(given: Given): CsvStyle {
  const locale = given.get('locale');
  const bom = given.has('bom') ? true : undefined;
  return locale === undefined ? { ...PLAIN_STYLE, bom: bom ?? false } : csvStyle(locale, bom);
}

/** The one month of an employer's file, from --from and --to-date: `YYYY-MM`, or absent. */
function oneMonth(given: Given): string | undefined {
  const [from, to] = [given.get('from')?.slice(0, 7), given.get('to-date')?.slice(0, 7)];
  return to !== undefined && from !== undefined && to !== from ? undefined : (from ?? to);
}

/** What the call left open about a file of this format. */
function refused(format: ExportFormat, error: AppError): { ok: false; error: Refusal } {
  if (error.code === 'export/choose_car') {
    return misused(`--format ${format} is about one car: --car is missing`);
  }
  if (error.code === 'export/choose_month') {
    return misused(`--format ${format} is about one month: give --from and --to-date in it`);
  }
  return failure(error);
}

/** Sessions as a file of a format. Fails when the format needs to be told more. */
export function exportText(
  format: ExportFormat,
  { given, dataset, sessions, car }: ExportInput,
): Result<ExportedText, Refusal> {
  const source = exportSourceOf(dataset);
  const unit = given.get('unit');
  const month = oneMonth(given);
  const pieces = exportPieces(
    { ...source, dataset: { ...dataset, sessions } },
    {
      format,
      ...(car && { car }),
      ...(month !== undefined && { month }),
      distanceUnit: unit === 'mi' || unit === 'km' ? unit : source.settings.distanceUnit,
      style: styleOf(given),
      words: WORDS,
    },
  );
  return pieces.ok ? ok(collectExport(pieces.value)) : refused(format, pieces.error);
}
