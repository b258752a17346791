import { mulRoundDiv } from '#lib/domain/money.ts';
import type { SheetMetrics } from '#lib/domain/metrics/session-metrics.ts';
import type { Session } from '#lib/domain/session.ts';
import { efficiencyIn, type DistanceUnit, type EfficiencyUnit } from '#lib/domain/units.ts';
import { StyledCells, type CsvStyle } from './csv-style.ts';
import { exportChunks, inSessionOrder, type ExportedRows } from './export-rows.ts';
import type { ExactNames } from './write-exact.ts';

/** The words above the columns, without units and marks. */
export const ENGLISH_SHEET_WORDS = {
  date: 'Date',
  start: 'Start',
  end: 'End',
  car: 'Car',
  place: 'Place',
  network: 'Network',
  type: 'Type',
  energy: 'Energy',
  batteryEnergy: 'Battery energy',
  chargingTime: 'Charging time',
  pluggedTime: 'Plugged time',
  socFrom: 'SoC from',
  socTo: 'SoC to',
  odometer: 'Odometer',
  total: 'Total',
  currency: 'Currency',
  pricePerKwh: 'Price per kWh',
  costBasis: 'Cost basis',
  temperature: 'Temperature',
  preconditioning: 'Preconditioning',
  efficiency: 'Efficiency',
  costPerMile: 'Cost per mile',
  confidence: 'Confidence',
  notes: 'Notes',
  id: 'ID',
} as const;
export type SheetColumn = keyof typeof ENGLISH_SHEET_WORDS;
export type SheetWords = Readonly<Record<SheetColumn, string>>;

/** Figures of ours, which reading the file again leaves aside. */
const COMPUTED: ReadonlySet<SheetColumn> = new Set(['efficiency', 'costPerMile', 'confidence']);
const UNITS: Readonly<Partial<Record<SheetColumn, string>>> = {
  energy: 'kWh',
  batteryEnergy: 'kWh',
  chargingTime: 'min',
  pluggedTime: 'min',
  socFrom: '%',
  socTo: '%',
  temperature: '°C',
};
// Every word has its column; the order is the one they are declared in.
const COLUMNS = Object.keys(ENGLISH_SHEET_WORDS) as readonly SheetColumn[];

export interface SheetContext {
  readonly names: ExactNames;
  /** Absent for sessions without figures, such as planned ones. */
  readonly metricsOf: (id: string) => SheetMetrics | undefined;
  readonly distanceUnit: DistanceUnit;
  readonly efficiencyUnit: EfficiencyUnit;
  /** The currency of the figures. */
  readonly currency: string;
  readonly style: CsvStyle;
  readonly words: SheetWords;
}

function headerOf(column: SheetColumn, context: SheetContext): string {
  const units = { ...UNITS, odometer: context.distanceUnit, efficiency: context.efficiencyUnit };
  const unit = units[column];
  const mark = COMPUTED.has(column) ? '*' : '';
  return `${context.words[column]}${unit === undefined ? '' : ` (${unit})`}${mark}`;
}

/** Minutes to a hundredth, from which whole seconds come back. */
function minutesCell(cells: StyledCells, seconds: number | undefined): string {
  return cells.scaled(seconds === undefined ? undefined : mulRoundDiv([seconds, 100], 60), 2);
}

function placeName(session: Session, { places }: ExactNames): string | undefined {
  const known = session.placeId === undefined ? undefined : places.get(session.placeId);
  return known ?? session.placeLabel;
}

function efficiencyCell(cells: StyledCells, metrics: SheetMetrics, unit: EfficiencyUnit): string {
  if (!metrics.efficiency) return '';
  return cells.scaled(Math.round(efficiencyIn(unit, metrics.efficiency.drivingMPerWh) * 100), 2);
}

/** Blank where the row names another currency, because the amount would be read in that one. */
function costPerMileCell(
  cells: StyledCells,
  { costPerMileMicros }: SheetMetrics,
  { cost }: Session,
  currency: string,
): string {
  if (costPerMileMicros === undefined || cost?.currency !== currency) return '';
  return cells.money(Math.round(costPerMileMicros));
}

function rowOf(
  session: Session,
  context: SheetContext,
  cells: StyledCells,
): Readonly<Record<SheetColumn, string>> {
  const { timeZone, cost } = session;
  const metrics = context.metricsOf(session.id);
  return {
    date: session.localDate,
    start: cells.time(session.startedAt, timeZone),
    end: cells.time(session.endedAt, timeZone),
    car: cells.text(context.names.cars.get(session.carId)),
    place: cells.text(placeName(session, context.names)),
    network: cells.text(session.network),
    type: session.current ?? '',
    energy: cells.energy(session.energyWh),
    batteryEnergy: cells.energy(session.batteryEnergyWh),
    chargingTime: minutesCell(cells, session.chargingS),
    pluggedTime: minutesCell(cells, session.pluggedS),
    socFrom: cells.number(session.socFrom),
    socTo: cells.number(session.socTo),
    odometer: cells.distance(session.odometerM, context.distanceUnit),
    total: cells.money(cost?.totalMicros),
    currency: cost?.currency ?? '',
    pricePerKwh: cells.money(cost?.pricePerKwhMicros),
    costBasis: cost?.basis ?? '',
    temperature: cells.number(session.ambientC),
    preconditioning: session.preconditioning ?? '',
    efficiency: metrics ? efficiencyCell(cells, metrics, context.efficiencyUnit) : '',
    costPerMile: metrics ? costPerMileCell(cells, metrics, session, context.currency) : '',
    confidence: metrics?.efficiency?.confidence ?? '',
    notes: cells.text(session.notes),
    id: cells.text(session.id),
  };
}

/**
 * The sheet for people, in pieces: one line a session in session order, in the units and number
 * style of the context. Kinds (type, cost basis, confidence) are written as codes, so that the
 * file reads back in any language.
 */
export function sheetCsvChunks(
  sessions: Iterable<Session>,
  context: SheetContext,
): Generator<string, ExportedRows, undefined> {
  const cells = new StyledCells(context.style);
  const head = cells.firstLine(COLUMNS.map((column) => cells.text(headerOf(column, context))));
  return exportChunks(head, inSessionOrder(sessions), (session) => {
    const row = rowOf(session, context, cells);
    return { line: cells.line(COLUMNS.map((column) => row[column])) };
  });
}
