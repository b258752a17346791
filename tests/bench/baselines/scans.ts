import type { Session } from '#lib/domain/session.ts';

/** Rows in which the word occurs, up to so many. */
export function searchTexts(texts: readonly string[], word: string, hits: number): number[] {
  const found: number[] = [];
  for (let row = 0; row < texts.length && found.length < hits; row += 1) {
    if (texts[row]?.includes(word)) found.push(row);
  }
  return found;
}

const MONTHS_PER_YEAR = 12;
const FIRST_YEAR = 2000;

export interface PlainColumns {
  readonly size: number;
  readonly cars: readonly string[];
  readonly car: Uint8Array;
  readonly month: Uint16Array;
  readonly isDc: Uint8Array;
  readonly energyWh: Float64Array;
  /** NaN where the cost is unknown or in another currency. */
  readonly costMicros: Float64Array;
}

function monthNumber(date: string): number {
  return (Number(date.slice(0, 4)) - FIRST_YEAR) * MONTHS_PER_YEAR + Number(date.slice(5, 7)) - 1;
}

export function plainColumns(sessions: readonly Session[]): PlainColumns {
  const cars = [...new Set(sessions.map(({ carId }) => carId))];
  return {
    size: sessions.length,
    cars,
    car: Uint8Array.from(sessions, ({ carId }) => cars.indexOf(carId)),
    month: Uint16Array.from(sessions, ({ localDate }) => monthNumber(localDate)),
    isDc: Uint8Array.from(sessions, ({ current }) => (current === 'DC' ? 1 : 0)),
    energyWh: Float64Array.from(sessions, ({ energyWh }) => energyWh ?? NaN),
    costMicros: Float64Array.from(sessions, ({ cost }) =>
      cost?.currency === 'GBP' ? (cost.totalMicros ?? NaN) : NaN,
    ),
  };
}

interface MonthSums {
  month: number;
  sessions: number;
  metered: number;
  energyWh: number;
  costed: number;
  costMicros: number;
  free: number;
}

/** DC sessions of one car since a date: six sums for each month. */
export function scanColumns(
  columns: PlainColumns,
  filter: { readonly carId: string; readonly from: string },
): MonthSums[] {
  const car = columns.cars.indexOf(filter.carId);
  const from = monthNumber(filter.from);
  const months: MonthSums[] = [];
  for (let row = 0; row < columns.size; row += 1) {
    const month = columns.month[row] ?? 0;
    if (columns.isDc[row] !== 1 || columns.car[row] !== car || month < from) continue;
    const sums = (months[month] ??= {
      month,
      sessions: 0,
      metered: 0,
      energyWh: 0,
      costed: 0,
      costMicros: 0,
      free: 0,
    });
    const energyWh = columns.energyWh[row] ?? NaN;
    const costMicros = columns.costMicros[row] ?? NaN;
    sums.sessions += 1;
    if (!Number.isNaN(energyWh)) {
      sums.metered += 1;
      sums.energyWh += energyWh;
    }
    if (!Number.isNaN(costMicros)) {
      sums.costed += 1;
      sums.costMicros += costMicros;
      if (costMicros === 0) sums.free += 1;
    }
  }
  return months.filter(Boolean);
}
