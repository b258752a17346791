import type { Car } from '#lib/domain/car.ts';
import { homeClass, type HomeClass } from '#lib/domain/home.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import type { DistanceUnit } from '#lib/domain/units.ts';
import { writeDataset } from '#lib/formats/dataset.ts';
import type { CsvStyle } from './csv-style.ts';
import { employerStatement } from './employer-statement.ts';
import { type ExportedRows, inSessionOrder } from './export-rows.ts';
import { exportNames, type ExportSource, sheetContext } from './export-source.ts';
import { classicCsvChunks } from './write-classic.ts';
import { employerCsvChunks, type EmployerWords } from './write-employer.ts';
import { exactCsvChunks } from './write-exact.ts';
import { lubeLoggerCsvChunks } from './write-lubelogger.ts';
import { sheetCsvChunks, type SheetWords } from './write-sheet.ts';
import { spritmonitorCsvChunks } from './write-spritmonitor.ts';

export const EXPORT_FORMATS = [
  'exact',
  'sheet',
  'classic',
  'lubelogger',
  'spritmonitor',
  'employer',
  'json',
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What the person chose for a file. */
export interface ExportChoice {
  readonly format: ExportFormat;
  /** Of files about one car; absent: the only one there is. */
  readonly car?: Car;
  /** `YYYY-MM`, of the statement for an employer. */
  readonly month?: string;
  /** Places of the statement; absent: home. */
  readonly homeClass?: HomeClass;
  /** Who drives, in the statement. */
  readonly person?: string;
  readonly distanceUnit: DistanceUnit;
  readonly style: CsvStyle;
  readonly words: { readonly sheet: SheetWords; readonly employer: EmployerWords };
}

type ExportPieces = Generator<string, ExportedRows, undefined>;

function* allRows(pieces: Iterable<string>, sessions: readonly Session[]): ExportPieces {
  yield* pieces;
  return { rows: sessions.length, leftOut: [] };
}

function employerPieces(
  { dataset, settings }: ExportSource,
  { homeClass: placeClass, month = '', person = '', style, words }: ExportChoice,
  car: Car,
): ExportPieces {
  const places = new Map(dataset.places.map((place) => [place.id, place]));
  const statement = employerStatement(dataset.sessions, {
    carId: car.id,
    month,
    ...(placeClass && { homeClass: placeClass }),
    homeClassOf: (session) => homeClass(session, places, settings.homeAliases),
  });
  return employerCsvChunks(statement, { person, car: car.name, style, words: words.employer });
}

function oneCarPieces(source: ExportSource, choice: ExportChoice, car: Car): ExportPieces {
  if (choice.format === 'employer') return employerPieces(source, choice, car);
  const { dataset, settings, metricsOf } = source;
  const { fullChargeSoc, currency } = settings;
  const mine = dataset.sessions.filter(({ carId }) => carId === car.id);
  if (choice.format === 'lubelogger') {
    const { distanceUnit } = choice;
    return lubeLoggerCsvChunks(mine, { distanceUnit, currency, fullChargeSoc, metricsOf });
  }
  return spritmonitorCsvChunks(mine, { fullChargeSoc, places: exportNames(dataset).places });
}

/**
 * Sessions as a file of a format, in pieces; the return value says what was left out. Fails with
 * `export/choose_car` or `export/choose_month` when the format needs to be told.
 */
export function exportPieces(source: ExportSource, choice: ExportChoice): Result<ExportPieces> {
  const { dataset } = source;
  const { sessions } = dataset;
  switch (choice.format) {
    case 'exact': {
      const pieces = exactCsvChunks(inSessionOrder(sessions), exportNames(dataset));
      return ok(allRows(pieces, sessions));
    }
    case 'sheet': {
      const context = sheetContext(source, { ...choice, words: choice.words.sheet });
      return ok(sheetCsvChunks(sessions, context));
    }
    case 'classic':
      return ok(classicCsvChunks(inSessionOrder(sessions)));
    case 'json': {
      const cars = choice.car ? [choice.car] : dataset.cars;
      return ok(allRows([writeDataset({ ...dataset, cars })], sessions));
    }
    case 'employer':
    case 'lubelogger':
    case 'spritmonitor': {
      const car = choice.car ?? (dataset.cars.length === 1 ? dataset.cars[0] : undefined);
      if (!car) return fail('export/choose_car');
      if (choice.format === 'employer' && choice.month === undefined) {
        return fail('export/choose_month');
      }
      return ok(oneCarPieces(source, choice, car));
    }
  }
}
