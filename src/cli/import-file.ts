import path from 'node:path';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { ImportOptions, ImportReport } from '#lib/formats/csv/report.ts';
import type { ProbablySame } from '#lib/worker/api.ts';
import { ImportJob } from '#lib/worker/jobs/import-job.ts';
import type { StateSource } from '#lib/worker/jobs/state-source.ts';
import type { Call } from './command.ts';
import { derivedId } from './derived-id.ts';
import { failure, failureWords } from './failure-words.ts';
import { failed, type Refusal } from './refusal.ts';
import { callDate, callNow } from './when.ts';

export interface ImportChoices {
  readonly options: ImportOptions;
  /** For rows that name no car. */
  readonly carId?: string;
  readonly probablySame: ProbablySame;
}

export interface ImportInput {
  readonly name: string;
  readonly file: Blob;
}

const ALL = Number.MAX_SAFE_INTEGER;
const silent = (): void => undefined;

/** The preview with all rows of its lists, not only the first. */
function wholeReport(job: ImportJob, previewId: string, report: ImportReport): ImportReport {
  const rows = (list: 'sessions' | 'rejected' | 'skipped' | 'warnings'): readonly never[] => {
    const found = job.rows(previewId, list, 0, ALL);
    return (found.ok ? found.value : []) as readonly never[];
  };
  return {
    ...report,
    sessions: rows('sessions'),
    rejected: rows('rejected'),
    skipped: rows('skipped'),
    warnings: rows('warnings'),
  };
}

/** A report with the question for the car, where some row has none. */
function withCarQuestion(report: ImportReport, cars: readonly string[]): ImportReport {
  if (report.questions.length > 0 || report.sessions.every(({ id }) => id !== undefined)) {
    return report;
  }
  return { ...report, ok: false, questions: [{ code: 'import/choose_car', choices: cars }] };
}

/**
 * Imports one file into a state in memory. The report is whole; with an open question nothing of
 * the file is taken in. Fails with the `import/…` codes of files that are refused.
 */
export async function importFile(
  call: Call,
  source: StateSource,
  { name, file }: ImportInput,
  { options, carId, probablySame }: ImportChoices,
): Promise<Result<ImportReport, Refusal>> {
  const { given, world } = call;
  let ids = 0;
  const job = new ImportJob({ source, newId: () => `preview-${String((ids += 1))}` });
  const fileName = path.basename(name);
  const preview = await job.preview(
    { file, fileName, options, ...(carId !== undefined && { car: { id: carId } }) },
    callDate(given, world),
    silent,
  );
  if (!preview.ok) return failure(preview.error, { file: fileName });
  const { previewId, headers, report } = preview.value;
  if (report.profile === '') {
    const code = 'import/unknown_format';
    return failed(code, failureWords({ code }), { file: fileName, headers });
  }
  const { cars } = await source.context();
  const asked = withCarQuestion(
    wholeReport(job, previewId, report),
    cars.map((car) => car.name).sort(),
  );
  if (asked.questions.length > 0) return ok(asked);
  const commandId = await derivedId(
    canonicalJson([source.stamp, await source.seq(), name]),
    callNow(given, world),
  );
  const committed = await job.commit(
    {
      previewId,
      commandId,
      probablySame,
      includeDeleted: given.has('include-deleted'),
      priceFromTariffs: given.has('price-from-tariffs'),
    },
    silent,
  );
  if (!committed.ok) return failure(committed.error, { file: fileName });
  if (given.has('dry-run')) return ok(asked);
  const { importId } = committed.value;
  return ok({ ...asked, dryRun: false, ...(importId !== undefined && { importId }) });
}
