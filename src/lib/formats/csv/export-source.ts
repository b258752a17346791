import type { SessionMetrics } from '#lib/domain/metrics/session-metrics.ts';
import type { Settings } from '#lib/domain/settings.ts';
import type { Dataset } from '#lib/formats/dataset.ts';
import type { ExactNames } from './write-exact.ts';
import type { SheetContext } from './write-sheet.ts';

/** What is known here, of which a part is written. */
export interface ExportSource {
  /** Its sessions are those to write, in any order. */
  readonly dataset: Dataset;
  readonly settings: Settings;
  /** Absent for sessions without figures, such as planned ones. */
  readonly metricsOf: (id: string) => SessionMetrics | undefined;
}

/** The names of cars and places by their ids. */
export function exportNames({ cars, places }: Pick<Dataset, 'cars' | 'places'>): ExactNames {
  return {
    cars: new Map(cars.map(({ id, name }) => [id, name])),
    places: new Map(places.map(({ id, name }) => [id, name])),
  };
}

/** How the sheet for people writes the sessions of a data set. */
export function sheetContext(
  {
    dataset,
    settings,
    metricsOf,
  }: Omit<ExportSource, 'metricsOf'> & Pick<SheetContext, 'metricsOf'>,
  { style, words, distanceUnit }: Pick<SheetContext, 'style' | 'words' | 'distanceUnit'>,
): SheetContext {
  const { efficiencyUnit, currency } = settings;
  const names = exportNames(dataset);
  return { names, metricsOf, distanceUnit, efficiencyUnit, currency, style, words };
}
