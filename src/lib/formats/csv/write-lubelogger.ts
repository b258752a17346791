import { costInCurrency } from '#lib/domain/cost.ts';
import type { SessionMetrics } from '#lib/domain/metrics/session-metrics.ts';
import type { Session } from '#lib/domain/session.ts';
import { distanceIn, type DistanceUnit } from '#lib/domain/units.ts';
import { PLAIN_STYLE, StyledCells } from './csv-style.ts';
import { exportChunks, inSessionOrder, type ExportedRows, type ExportLine } from './export-rows.ts';

const COLUMNS = [
  'Date',
  'Odometer',
  'FuelConsumed',
  'Cost',
  'FuelEconomy',
  'IsFillToFull',
  'MissedFuelUp',
  'Notes',
  'Tags',
] as const;

export interface LubeLoggerContext {
  readonly distanceUnit: DistanceUnit;
  /** That program has one currency; amounts in others have no place in its file. */
  readonly currency: string;
  readonly fullChargeSoc: number;
  readonly metricsOf: (id: string) => SessionMetrics | undefined;
}

const cells = new StyledCells(PLAIN_STYLE);

function flagCell(isTrue: boolean): string {
  return isTrue ? 'True' : 'False';
}

/** Tags are divided by spaces. */
function tagsCell(session: Session, metrics: SessionMetrics | undefined): string {
  const place = metrics?.homeClass === 'unknown' ? undefined : metrics?.homeClass;
  return [session.current, place].filter((tag) => tag !== undefined).join(' ');
}

function lineOf(session: Session, context: LubeLoggerContext): ExportLine {
  const { status, odometerM, energyWh, socTo } = session;
  if (status !== 'completed') return { leftOut: 'status' };
  if (odometerM === undefined) return { leftOut: 'no_odometer' };
  // Rows without fuel are dropped there without a word.
  if (energyWh === undefined || energyWh === 0) return { leftOut: 'no_energy' };
  const { totalCostMicros, foreignCost } = costInCurrency(session.cost, context.currency);
  if (foreignCost) return { leftOut: 'currency' };
  // A blank cost ends the whole import there, and 0 would be a free charge.
  if (totalCostMicros === undefined) return { leftOut: 'no_cost' };
  const metrics = context.metricsOf(session.id);
  const line = cells.line([
    session.localDate,
    String(Math.round(distanceIn(context.distanceUnit, odometerM))),
    cells.energy(energyWh),
    cells.money(totalCostMicros),
    '',
    flagCell(socTo !== undefined && socTo >= context.fullChargeSoc),
    flagCell(metrics?.cycleMissing === 'unlogged_charge'),
    cells.text(session.notes),
    tagsCell(session, metrics),
  ]);
  return { line };
}

/** The sessions of one car as a fuel file for LubeLogger, in pieces, in session order. */
export function lubeLoggerCsvChunks(
  sessions: Iterable<Session>,
  context: LubeLoggerContext,
): Generator<string, ExportedRows, undefined> {
  return exportChunks(cells.line(COLUMNS), inSessionOrder(sessions), (session) =>
    lineOf(session, context),
  );
}
