import type { EngineSource } from '#lib/app/engine-source.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { SessionMetrics } from '#lib/domain/metrics/session-metrics.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import { csvStyle } from '#lib/formats/csv/csv-style.ts';
import { type ExportFormat, exportPieces } from '#lib/formats/csv/export-formats.ts';
import type { ExportSource } from '#lib/formats/csv/export-source.ts';
import { yieldToOthers } from '#lib/formats/csv/yield.ts';
import type { ExportedFile, ExportRequest, Progress } from '#lib/worker/api.ts';
import { settingsOf } from './dataset-diary.ts';

/** Sessions read at a time. */
const PAGE = 5_000;
const CSV = 'text/csv;charset=utf-8';

interface ExportParts {
  readonly source: EngineSource;
  readonly metricsOf: (id: string) => SessionMetrics | undefined;
  readonly today: LocalDate;
}

type OnProgress = (progress: Progress) => void;

/**
 * Writes sessions as one file, the oldest first. Fails with `export/choose_car` and
 * `export/choose_month` when a file about one car or month is not told which.
 */
export async function exportSessions(
  parts: ExportParts,
  ids: readonly string[],
  request: ExportRequest,
  onProgress: OnProgress,
): Promise<Result<ExportedFile>> {
  const source = await sourceOf(parts, ids, onProgress);
  const { carId, ...said } = request;
  const car = source.dataset.cars.find(({ id }) => id === carId);
  if (carId !== undefined && !car) return fail('export/choose_car');
  const { distanceUnit, locale } = source.settings;
  const style = csvStyle(locale);
  const pieces = exportPieces(source, { ...said, ...(car && { car }), distanceUnit, style });
  if (!pieces.ok) return pieces;
  const total = source.dataset.sessions.length;
  const written: string[] = [];
  let lines = 0;
  for (;;) {
    onProgress({ phase: 'write', done: Math.min(lines, total), total });
    const next = pieces.value.next();
    if (next.done) {
      const content = new Blob(written, { type: request.format === 'json' ? JSON_TYPE : CSV });
      return ok({ name: nameOf(request, parts.today), content, ...next.value });
    }
    written.push(next.value);
    lines += lineCount(next.value);
    // Lists on screen want answers meanwhile.
    await yieldToOthers();
  }
}

const JSON_TYPE = 'application/json';

async function sourceOf(
  { source, metricsOf, today }: ExportParts,
  ids: readonly string[],
  onProgress: OnProgress,
): Promise<ExportSource> {
  const sessions: Session[] = [];
  for (let at = 0; at < ids.length; at += PAGE) {
    onProgress({ phase: 'read', done: at, total: ids.length });
    const rows = await source.facts.read.getMany('sessions', ids.slice(at, at + PAGE));
    // A session deleted a moment ago is not in the list any more.
    for (const row of rows) if (row) sessions.push(row);
  }
  const { cars, places, tariffs, settings } = await source.context();
  const values = Object.fromEntries(settings.map(({ id, value }) => [id, value]));
  const dataset = { today, settings: values, cars, places, tariffs, sessions };
  return { dataset, settings: settingsOf(dataset), metricsOf };
}

const NAMES: Readonly<Record<Exclude<ExportFormat, 'employer'>, string>> = {
  exact: 'plugtrack-sessions.csv',
  sheet: 'plugtrack-spreadsheet.csv',
  classic: 'plugtrack-classic.csv',
  lubelogger: 'plugtrack-lubelogger.csv',
  spritmonitor: 'plugtrack-spritmonitor.csv',
  json: 'plugtrack-sessions.json',
};

function nameOf({ format, month }: ExportRequest, today: LocalDate): string {
  return format === 'employer'
    ? `plugtrack-statement-${month ?? today.slice(0, 7)}.csv`
    : NAMES[format];
}

function lineCount(text: string): number {
  return text.split('\n').length - 1;
}
