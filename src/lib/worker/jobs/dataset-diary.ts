import type { LocalDate } from '#lib/domain/entity.ts';
import type { CarBook, Diary } from '#lib/domain/metrics/diary.ts';
import { sessionMetrics, sheetMetrics } from '#lib/domain/metrics/metrics-of.ts';
import type { SessionMetrics } from '#lib/domain/metrics/session-metrics.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { PLAIN_STYLE } from '#lib/formats/csv/csv-style.ts';
import { type ExportSource, sheetContext } from '#lib/formats/csv/export-source.ts';
import { ENGLISH_SHEET_WORDS, sheetCsvChunks } from '#lib/formats/csv/write-sheet.ts';
import type { Dataset } from '#lib/formats/dataset.ts';
import { Books } from '#lib/worker/engine/books.ts';
import { SessionIndex } from '#lib/worker/engine/session-index.ts';

/** The figures of a data set that is not in a database, as of `today`. */
export function diaryOf(dataset: Dataset, today: LocalDate = dataset.today): Diary {
  const settings = Object.entries(dataset.settings).map(([id, value]) => ({
    id,
    value,
    createdAt: 0,
    updatedAt: 0,
  }));
  const { cars, places, tariffs } = dataset;
  const context = { seq: 1, cars, places, tariffs, settings };
  const index = new SessionIndex(context);
  index.apply(dataset.sessions.map((session) => ({ ...session, seq: 1 })));
  return new Books(index, context).diary(today);
}

/** The settings of a data set, with the defaults of those it has not. */
export function settingsOf({ settings }: Pick<Dataset, 'settings'>): Settings {
  return readSettings(Object.entries(settings).map(([id, value]) => ({ id, value }))).settings;
}

/** Looks up the figures of a session; absent for one that is not completed. */
export function metricsLookup(dataset: Dataset): (id: string) => SessionMetrics | undefined {
  return rowLookup(dataset, sessionMetrics);
}

/** The same for whatever is asked of the row of a session. */
function rowLookup<T>(
  dataset: Dataset,
  figuresOf: (diary: Diary, book: CarBook, row: number) => T,
): (id: string) => T | undefined {
  const diary = diaryOf(dataset);
  const carOf = new Map(
    dataset.sessions
      .filter(({ status }) => status === 'completed')
      .map(({ id, carId }) => [id, carId]),
  );
  return (id) => {
    const book = diary.books.get(carOf.get(id) ?? '');
    return book && figuresOf(diary, book, book.log.indexOf(id));
  };
}

/** What files are written from; the figures are of the whole data set. */
export function exportSourceOf(dataset: Dataset): ExportSource {
  return { dataset, settings: settingsOf(dataset), metricsOf: metricsLookup(dataset) };
}

/** The sheet that goes into a vault: all sessions, always in the same form. */
export function vaultSheetChunks(dataset: Dataset): Generator<string> {
  const source = {
    dataset,
    settings: settingsOf(dataset),
    metricsOf: rowLookup(dataset, (_, book, row) => sheetMetrics(book, row)),
  };
  const { distanceUnit } = source.settings;
  const form = { style: PLAIN_STYLE, words: ENGLISH_SHEET_WORDS, distanceUnit };
  return sheetCsvChunks(dataset.sessions, sheetContext(source, form));
}
