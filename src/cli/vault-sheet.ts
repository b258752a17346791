import type { LocalDate } from '#lib/domain/entity.ts';
import type { State } from '#lib/domain/merge/state.ts';
import { sessionMetrics } from '#lib/domain/metrics/metrics-of.ts';
import type { SessionMetrics } from '#lib/domain/metrics/session-metrics.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { PLAIN_STYLE, type CsvStyle } from '#lib/formats/csv/csv-style.ts';
import type { ExactNames } from '#lib/formats/csv/write-exact.ts';
import {
  ENGLISH_SHEET_WORDS,
  sheetCsvChunks,
  type SheetContext,
} from '#lib/formats/csv/write-sheet.ts';
import type { Dataset } from '#lib/formats/dataset.ts';
import { diaryOf } from '#lib/worker/jobs/dataset-diary.ts';
import { datasetOfState } from './vault-dataset.ts';

/** The names of cars and places by their ids. */
export function namesOf({ cars, places }: Pick<Dataset, 'cars' | 'places'>): ExactNames {
  return {
    cars: new Map(cars.map(({ id, name }) => [id, name])),
    places: new Map(places.map(({ id, name }) => [id, name])),
  };
}

/** The settings of a data set, with the defaults of those it has not. */
export function settingsOf({ settings }: Pick<Dataset, 'settings'>): Settings {
  return readSettings(Object.entries(settings).map(([id, value]) => ({ id, value }))).settings;
}

/** Looks up the figures of a session; absent for one that is not completed. */
export function metricsLookup(dataset: Dataset): (id: string) => SessionMetrics | undefined {
  const diary = diaryOf(dataset);
  const carOf = new Map(
    dataset.sessions
      .filter(({ status }) => status === 'completed')
      .map(({ id, carId }) => [id, carId]),
  );
  return (id) => {
    const book = diary.books.get(carOf.get(id) ?? '');
    return book && sessionMetrics(diary, book, book.log.indexOf(id));
  };
}

/** How the sheet for people writes the sessions of a data set. */
export function sheetContext(dataset: Dataset, style: CsvStyle): SheetContext {
  const { distanceUnit, efficiencyUnit, currency } = settingsOf(dataset);
  return {
    names: namesOf(dataset),
    metricsOf: metricsLookup(dataset),
    distanceUnit,
    efficiencyUnit,
    currency,
    style,
    words: ENGLISH_SHEET_WORDS,
  };
}

/** The sheet that goes into a vault: all live sessions, always in the same form. */
// eslint-disable-next-line @typescript-eslint/require-await -- the writer takes pieces as they come, from wherever
export async function* vaultSheet(state: State, today: LocalDate): AsyncGenerator<string> {
  const { dataset } = datasetOfState(state, today);
  yield* sheetCsvChunks(dataset.sessions, sheetContext(dataset, PLAIN_STYLE));
}
