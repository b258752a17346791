import type { LocalDate } from '#lib/domain/entity.ts';
import { mulRoundDiv } from '#lib/domain/money.ts';
import type { Session } from '#lib/domain/session.ts';
import { StyledCells } from './csv-style.ts';
import { exportChunks, inSessionOrder, type ExportedRows } from './export-rows.ts';
import type { ExactNames } from './write-exact.ts';

const COLUMNS = [
  'Datum',
  'Km-Stand',
  'Teil-Km',
  'Spritmenge',
  'Kosten',
  'Währung',
  'Tankart',
  'Kraftstoff',
  'Bemerkung',
  'Tankstelle',
  'Ort',
] as const;

/** Codes of that site: how full the tank was filled, and that the fuel is electricity. */
const FULL = '1';
const PARTIAL = '2';
const FIRST = '3';
const ELECTRICITY = '19';

export interface SpritmonitorContext {
  readonly fullChargeSoc: number;
  readonly places: ExactNames['places'];
}

// The site is German: its form of numbers does not depend on the person's.
const cells = new StyledCells({ decimal: ',', delimiter: ';', bom: false });

function dateCell(date: LocalDate): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day}.${month}.${year}`;
}

/** Metres as kilometres with two decimals, as the site keeps them. */
function kilometresCell(metres: number): string {
  return cells.scaled(mulRoundDiv([metres], 10), 2);
}

/**
 * The sessions of one car as a fuelling file for Spritmonitor, in pieces, in session order. The
 * distance of a row is the one since the row before it.
 */
export function spritmonitorCsvChunks(
  sessions: Iterable<Session>,
  { fullChargeSoc, places }: SpritmonitorContext,
): Generator<string, ExportedRows, undefined> {
  let previousM: number | undefined;
  return exportChunks(cells.line(COLUMNS), inSessionOrder(sessions), (session) => {
    const { status, odometerM, energyWh, socTo, cost, placeId } = session;
    if (status !== 'completed') return { leftOut: 'status' };
    if (odometerM === undefined) return { leftOut: 'no_odometer' };
    if (energyWh === undefined || energyWh === 0) return { leftOut: 'no_energy' };
    const distanceM = previousM === undefined ? undefined : odometerM - previousM;
    const isFull = socTo !== undefined && socTo >= fullChargeSoc;
    const filling = previousM === undefined ? FIRST : isFull ? FULL : PARTIAL;
    previousM = odometerM;
    const total = cost?.totalMicros;
    const line = cells.line([
      dateCell(session.localDate),
      kilometresCell(odometerM),
      distanceM === undefined || distanceM < 0 ? '' : kilometresCell(distanceM),
      cells.energy(energyWh),
      cells.money(total),
      total === undefined ? '' : (cost?.currency ?? ''),
      filling,
      ELECTRICITY,
      cells.text(session.notes),
      cells.text(session.network),
      cells.text((placeId === undefined ? undefined : places.get(placeId)) ?? session.placeLabel),
    ]);
    return { line };
  });
}
