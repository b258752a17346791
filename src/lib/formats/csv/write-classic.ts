import { mulRoundDiv } from '#lib/domain/money.ts';
import type { Cost, Session } from '#lib/domain/session.ts';
import { csvLine, numberCell, scaledText, textCell } from './csv-text.ts';
import {
  collectExport,
  exportChunks,
  type ExportedRows,
  type ExportedText,
} from './export-rows.ts';

const CLASSIC_COLUMNS = [
  'date',
  'odometer',
  'charge_type',
  'charge_power_kw',
  'location_label',
  'charge_network',
  'charge_delivered_kwh',
  'duration_mins',
  'cost_per_kwh',
  'total_cost_gbp',
  'soc_from',
  'soc_to',
  'ambient_temp_c',
  'preconditioning_used',
  'preconditioning_events',
  'notes',
] as const;

function milesCell(odometerM: number | undefined): string {
  // 1 mile is 1609.344 m.
  return odometerM === undefined ? '' : String(mulRoundDiv([odometerM, 1000], 1_609_344));
}

function minutesCell(seconds: number | undefined): string {
  const minutes = seconds === undefined ? 0 : Math.round(seconds / 60);
  return minutes === 0 ? '' : String(minutes);
}

function wholeCell(percent: number | undefined): string {
  return percent === undefined ? '' : String(Math.round(percent));
}

function rateCell(cost: Cost | undefined, energyWh: number): string {
  if (cost?.totalMicros === undefined) {
    const price = cost?.pricePerKwhMicros;
    return price === undefined ? '' : scaledText(price, 6);
  }
  if (energyWh === 0) return '';
  return scaledText(mulRoundDiv([cost.totalMicros, 1000], energyWh), 6);
}

function preconditioningCell({ preconditioning }: Session): string {
  if (preconditioning === undefined) return '';
  return preconditioning === 'yes' ? '1' : '0';
}

function lineOf(session: Session, energyWh: number): string {
  const { ratedPowerW, cost } = session;
  const pounds = cost?.currency === 'GBP' ? cost : undefined;
  return csvLine([
    session.localDate,
    milesCell(session.odometerM),
    session.current ?? '',
    ratedPowerW === undefined ? '' : scaledText(ratedPowerW, 3),
    textCell(session.placeLabel),
    textCell(session.network),
    scaledText(energyWh, 3),
    minutesCell(session.chargingS),
    rateCell(pounds, energyWh),
    pounds?.totalMicros === undefined ? '' : scaledText(pounds.totalMicros, 6),
    wholeCell(session.socFrom),
    wholeCell(session.socTo),
    numberCell(session.ambientC),
    preconditioningCell(session),
    numberCell(session.preconditioningEvents),
    textCell(session.notes),
  ]);
}

/**
 * The classic program's CSV with 16 columns, in pieces. Only completed sessions with an energy
 * fit into it; of other currencies than the pound the money is left blank.
 */
export function classicCsvChunks(
  sessions: Iterable<Session>,
): Generator<string, ExportedRows, undefined> {
  return exportChunks(csvLine(CLASSIC_COLUMNS), sessions, (session) => {
    const { status, energyWh, cost } = session;
    if (status !== 'completed') return { leftOut: 'status' };
    if (energyWh === undefined) return { leftOut: 'no_energy' };
    const line = lineOf(session, energyWh);
    return cost && cost.currency !== 'GBP' ? { line, leftOut: 'currency' } : { line };
  });
}

/** The classic program's CSV as one text, with what could not be said in it. */
export function writeClassicCsv(sessions: Iterable<Session>): ExportedText {
  return collectExport(classicCsvChunks(sessions));
}
