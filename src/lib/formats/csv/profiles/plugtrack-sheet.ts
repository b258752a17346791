import { COST_BASES } from '#lib/domain/session.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from '#lib/domain/units.ts';
import { readTime, type WrittenTime } from '#lib/formats/csv/dates.ts';
import type { MappedField } from '#lib/formats/csv/mapping-types.ts';
import type { PlannedColumn } from '#lib/formats/csv/plan.ts';
import type { FileContents, FileSettings, Profile } from '#lib/formats/csv/profile.ts';
import type { SheetRow } from '#lib/formats/csv/report.ts';
import type { RowContext } from '#lib/formats/csv/row-context.ts';
import type { RowValues } from '#lib/formats/csv/row-values.ts';
import {
  ENGLISH_SHEET_WORDS,
  type SheetColumn,
  type SheetWords,
} from '#lib/formats/csv/write-sheet.ts';

/** Columns that are read like those of any other file. Computed ones are of no account. */
const FIELDS: readonly (readonly [MappedField, SheetColumn])[] = [
  ['date', 'date'],
  ['start', 'start'],
  ['end', 'end'],
  ['sourceCar', 'car'],
  ['placeLabel', 'place'],
  ['network', 'network'],
  ['current', 'type'],
  ['energy', 'energy'],
  ['batteryEnergy', 'batteryEnergy'],
  ['chargingTime', 'chargingTime'],
  ['pluggedTime', 'pluggedTime'],
  ['socFrom', 'socFrom'],
  ['socTo', 'socTo'],
  ['odometer', 'odometer'],
  ['total', 'total'],
  ['currency', 'currency'],
  ['pricePerKwh', 'pricePerKwh'],
  ['ambient', 'temperature'],
  ['preconditioning', 'preconditioning'],
  ['notes', 'notes'],
  ['sourceId', 'id'],
];
/** Together in no other file. */
const SIGNATURE: readonly SheetColumn[] = ['date', 'energy', 'socTo', 'costBasis', 'id'];

function writtenTime(row: RowContext, column: PlannedColumn | undefined): WrittenTime | undefined {
  const text = row.value(column);
  const time = column && text !== '' ? readTime(text, column.form) : undefined;
  return typeof time === 'string' ? undefined : time;
}

/** Whole minutes of the wall clock since 1970; absent without a time of day. */
function wallMinute(row: RowContext, column: PlannedColumn | undefined): number | undefined {
  const time = writtenTime(row, column);
  if (time?.msOfDay === undefined) return undefined;
  return Math.floor((time.epochDay * MS_PER_DAY + time.msOfDay) / MS_PER_MINUTE);
}

function sheetRow({ sourceId }: RowValues, row: RowContext): SheetRow {
  const { columns } = row.plan;
  const startMinute = wallMinute(row, columns.start);
  const endMinute = wallMinute(row, columns.end);
  const date = writtenTime(row, columns.date);
  const word = row.value(row.extra('basis'));
  const basis = COST_BASES.find((known) => known === word);
  if (word !== '' && !basis) row.warn('row/field_dropped', row.extra('basis'));
  return {
    ...(sourceId !== undefined && { id: sourceId }),
    ...(date && { localDate: row.plan.calendar.date(date.epochDay) }),
    ...(startMinute !== undefined && { startMinute }),
    ...(endMinute !== undefined && { endMinute }),
    ...(basis && { basis }),
  };
}

/** Spreadsheets divide cells with what their decimal mark leaves free. */
function settleMark({ delimiter, options }: FileContents): FileSettings {
  if (options.decimal || (delimiter !== ',' && delimiter !== ';')) return {};
  return { options: { decimal: delimiter === ';' ? ',' : '.' } };
}

/** Planned and cancelled sessions stand in the sheet too, and say nothing that could be changed. */
function acceptCharge(row: RowContext): string | undefined {
  const { energy, batteryEnergy, socTo, total, sourceId } = row.plan.columns;
  const isEmpty = [energy, batteryEnergy, socTo, total].every((column) => row.value(column) === '');
  return isEmpty && row.text(sourceId) !== undefined ? 'row/empty_charge' : undefined;
}

/**
 * Our own sheet for people, perhaps edited by one: with the headers of these languages. Rows are
 * matched by their id; a row with an unknown one, or none, is a new session.
 */
export function sheetProfile(languages: readonly SheetWords[]): Profile {
  const headers = (column: SheetColumn) => languages.map((words) => words[column]);
  return {
    id: 'plugtrack-sheet',
    provenance: 'typed',
    signatures: languages.map((words) => SIGNATURE.map((column) => words[column])),
    columns: FIELDS.map(([field, column]) => ({ field, headers: headers(column) })),
    extras: { basis: headers('costBasis') },
    mark: 'infer',
    dates: 'infer',
    ownId: true,
    guard: 'ours',
    endOptional: true,
    settle: settleMark,
    accept: acceptCharge,
    keyParts: ({ sourceId, startedAt, localDate, odometerM, energyWh }) =>
      sourceId === undefined ? [startedAt ?? localDate, odometerM, energyWh] : [sourceId],
    adjust: (values, row) => {
      values.sheet = sheetRow(values, row);
    },
  };
}

export const plugtrackSheet = sheetProfile([ENGLISH_SHEET_WORDS]);
