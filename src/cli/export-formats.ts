import type { Car } from '#lib/domain/car.ts';
import { homeClass } from '#lib/domain/home.ts';
import { compareSessions } from '#lib/domain/order.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import { csvStyle, type CsvStyle, PLAIN_STYLE } from '#lib/formats/csv/csv-style.ts';
import { employerStatement } from '#lib/formats/csv/employer-statement.ts';
import { collectExport, type ExportedText } from '#lib/formats/csv/export-rows.ts';
import { writeClassicCsv } from '#lib/formats/csv/write-classic.ts';
import { employerCsvChunks, ENGLISH_EMPLOYER_WORDS } from '#lib/formats/csv/write-employer.ts';
import { writeExactCsv } from '#lib/formats/csv/write-exact.ts';
import { lubeLoggerCsvChunks } from '#lib/formats/csv/write-lubelogger.ts';
import { sheetCsvChunks } from '#lib/formats/csv/write-sheet.ts';
import { spritmonitorCsvChunks } from '#lib/formats/csv/write-spritmonitor.ts';
import { type Dataset, writeDataset } from '#lib/formats/dataset.ts';
import type { Given } from './options.ts';
import { misused, type Refusal } from './refusal.ts';
import { metricsLookup, namesOf, settingsOf, sheetContext } from './vault-sheet.ts';

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

export interface ExportInput {
  readonly given: Given;
  /** All data: figures come from the whole history. */
  readonly dataset: Dataset;
  /** Those to write. */
  readonly sessions: readonly Session[];
  /** Absent without --car. */
  readonly car?: Car;
}

type Exporter = (input: ExportInput) => Result<ExportedText, Refusal>;

function styleOf({ given }: ExportInput): CsvStyle {
  const locale = given.get('locale');
  const bom = given.has('bom') ? true : undefined;
  return locale === undefined ? { ...PLAIN_STYLE, bom: bom ?? false } : csvStyle(locale, bom);
}

function unitOf({ given, dataset }: ExportInput): 'mi' | 'km' {
  const unit = given.get('unit');
  return unit === 'mi' || unit === 'km' ? unit : settingsOf(dataset).distanceUnit;
}

/** The one car of a file that can hold no other: that of --car, else the only one. */
function oneCar({ car, dataset }: ExportInput, format: ExportFormat): Result<Car, Refusal> {
  const only = car ?? (dataset.cars.length === 1 ? dataset.cars[0] : undefined);
  return only ? ok(only) : misused(`--format ${format} is about one car: --car is missing`);
}

/** The one month of an employer's file, from --from and --to-date. `YYYY-MM` */
function oneMonth({ given }: ExportInput): Result<string, Refusal> {
  const [from, to] = [given.get('from')?.slice(0, 7), given.get('to-date')?.slice(0, 7)];
  const month = from ?? to;
  if (month === undefined || (to !== undefined && to !== month)) {
    return misused('--format employer is about one month: give --from and --to-date in it');
  }
  return ok(month);
}

const employer: Exporter = (input) => {
  const car = oneCar(input, 'employer');
  if (!car.ok) return car;
  const month = oneMonth(input);
  if (!month.ok) return month;
  const places = new Map(input.dataset.places.map((place) => [place.id, place]));
  const { homeAliases } = settingsOf(input.dataset);
  const statement = employerStatement(input.sessions, {
    carId: car.value.id,
    month: month.value,
    homeClassOf: (session) => homeClass(session, places, homeAliases),
  });
  const context = {
    // The vault does not know who drives.
    person: '',
    car: car.value.name,
    style: styleOf(input),
    words: ENGLISH_EMPLOYER_WORDS,
  };
  return ok(collectExport(employerCsvChunks(statement, context)));
};

const lubelogger: Exporter = (input) => {
  const car = oneCar(input, 'lubelogger');
  if (!car.ok) return car;
  const { currency, fullChargeSoc } = settingsOf(input.dataset);
  const mine = input.sessions.filter(({ carId }) => carId === car.value.id);
  return ok(
    collectExport(
      lubeLoggerCsvChunks(mine, {
        distanceUnit: unitOf(input),
        currency,
        fullChargeSoc,
        metricsOf: metricsLookup(input.dataset),
      }),
    ),
  );
};

const spritmonitor: Exporter = (input) => {
  const car = oneCar(input, 'spritmonitor');
  if (!car.ok) return car;
  const { fullChargeSoc } = settingsOf(input.dataset);
  const mine = input.sessions.filter(({ carId }) => carId === car.value.id);
  const { places } = namesOf(input.dataset);
  return ok(collectExport(spritmonitorCsvChunks(mine, { fullChargeSoc, places })));
};

const EXPORTERS: Readonly<Record<ExportFormat, Exporter>> = {
  exact: ({ dataset, sessions }) => {
    const text = writeExactCsv([...sessions].sort(compareSessions), namesOf(dataset));
    return ok({ text, rows: sessions.length, leftOut: [] });
  },
  sheet: (input) => {
    const context = { ...sheetContext(input.dataset, styleOf(input)), distanceUnit: unitOf(input) };
    return ok(collectExport(sheetCsvChunks(input.sessions, context)));
  },
  classic: ({ sessions }) => ok(writeClassicCsv([...sessions].sort(compareSessions))),
  lubelogger,
  spritmonitor,
  employer,
  json: ({ dataset, sessions, car }) => {
    const cars = car ? [car] : dataset.cars;
    const text = writeDataset({ ...dataset, cars, sessions });
    return ok({ text, rows: sessions.length, leftOut: [] });
  },
};

/** Sessions as a file of a format. Fails when the format needs to be told more. */
export function exportText(
  format: ExportFormat,
  input: ExportInput,
): Result<ExportedText, Refusal> {
  return EXPORTERS[format](input);
}
