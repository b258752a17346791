import type { Current, Preconditioning } from '#lib/domain/session.ts';
import { readDuration } from './durations.ts';
import type { PlannedColumn } from './plan.ts';
import { readQuantity, type Quantity } from './quantities.ts';
import type { RowContext } from './row-context.ts';
import type { RowValues } from './row-values.ts';

const MAX_SECONDS = 1_209_600;
const MAX_ODOMETER_M = 3_000_000_000;
const MAX_POWER_W = 2_000_000;
const TEXT_LIMITS = { placeLabel: 200, network: 80, notes: 4_000, source: 200 } as const;
const YES = new Set(['1', 'yes', 'true', 'y', 'ja', 'oui', 'si', 'sí', 'sì', 'x']);
const NO = new Set(['0', 'no', 'false', 'n', 'nein', 'non', 'nee', 'nei', 'nej']);

/** A field that cannot be used is left out, and the report says so. 0 means nothing was entered. */
function measure(
  row: RowContext,
  column: PlannedColumn | undefined,
  quantity: Quantity,
  least: number,
  greatest: number,
): number | undefined {
  const text = row.value(column);
  if (!column || text === '') return undefined;
  const value =
    quantity === 'duration'
      ? readDuration(text, column.unit, column.mark)
      : readQuantity(text, quantity, column.unit, column.mark);
  if (value === 0 && least > 0) return undefined;
  if (value !== undefined && value >= least && value <= greatest) return value;
  row.warn('row/field_dropped', column);
  return undefined;
}

/** Durations come first, because they tell repeated hours apart. */
export function readDurations(row: RowContext, values: RowValues): void {
  const { chargingTime, pluggedTime } = row.plan.columns;
  values.chargingS = measure(row, chargingTime, 'duration', 1, MAX_SECONDS);
  values.pluggedS = measure(row, pluggedTime, 'duration', 1, MAX_SECONDS);
}

function readOdometer(row: RowContext, values: RowValues): void {
  const column = row.plan.columns.odometer;
  if (!row.plan.profile.odometerRequired) {
    values.odometerM = measure(row, column, 'distance', 1, MAX_ODOMETER_M);
    return;
  }
  const text = row.value(column);
  if (!column || text === '') return;
  const odometerM = readQuantity(text, 'distance', column.unit, column.mark);
  if (odometerM === undefined) row.reject('row/bad_number', column);
  else if (odometerM < 0) row.reject('row/negative', column);
  else if (odometerM > MAX_ODOMETER_M) row.reject('row/out_of_range', column);
  else if (odometerM > 0) values.odometerM = odometerM;
}

function readCurrent(row: RowContext): Current | undefined {
  const column = row.plan.columns.current;
  const word = row.value(column).toUpperCase();
  if (word === 'AC' || word === 'DC') return word;
  if (word !== '') row.warn('row/field_dropped', column);
  return row.plan.constants.current;
}

function readPreconditioning(row: RowContext): Preconditioning | undefined {
  const column = row.plan.columns.preconditioning;
  const word = row.value(column).toLowerCase();
  if (word === '') return undefined;
  if (YES.has(word)) return 'yes';
  if (NO.has(word)) return 'no';
  row.warn('row/field_dropped', column);
  return undefined;
}

function cut(
  row: RowContext,
  column: PlannedColumn | undefined,
  limit: number,
): string | undefined {
  const text = row.text(column);
  if (text === undefined || text.length <= limit) return text;
  row.warn('row/text_cut', column);
  // Not through the middle of a character that takes two code units.
  return text.slice(0, limit).replace(/[\ud800-\udbff]$/, '');
}

function readTexts(row: RowContext, values: RowValues): void {
  const { columns, constants } = row.plan;
  values.placeLabel = cut(row, columns.placeLabel, TEXT_LIMITS.placeLabel) ?? constants.placeLabel;
  values.network = cut(row, columns.network, TEXT_LIMITS.network) ?? constants.network;
  values.notes = cut(row, columns.notes, TEXT_LIMITS.notes);
  values.sourceCar = cut(row, columns.sourceCar, TEXT_LIMITS.source) ?? constants.sourceCar;
  values.sourceUser = cut(row, columns.sourceUser, TEXT_LIMITS.source) ?? constants.sourceUser;
  values.sourceId = row.text(columns.sourceId);
}

/** Everything whose errors cost only the field. */
export function readRest(row: RowContext, values: RowValues): void {
  const { columns } = row.plan;
  readOdometer(row, values);
  values.current = readCurrent(row);
  values.ratedPowerW = measure(row, columns.ratedPower, 'power', 100, MAX_POWER_W);
  values.peakPowerW = measure(row, columns.peakPower, 'power', 1, MAX_POWER_W);
  values.socFrom = measure(row, columns.socFrom, 'percent', 0, 100);
  values.socTo = measure(row, columns.socTo, 'percent', 0, 100);
  values.ambientC = measure(row, columns.ambient, 'temperature', -60, 60);
  values.preconditioning = readPreconditioning(row);
  readTexts(row, values);
}
