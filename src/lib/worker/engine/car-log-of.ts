import type { Car } from '#lib/domain/car.ts';
import {
  AC_CODE,
  type CarLog,
  DC_CODE,
  HOME_CODE,
  PUBLIC_CODE,
} from '#lib/domain/metrics/car-log.ts';
import type { Columns } from './columns.ts';
import { AC, DC, FOREIGN, HOME, PRECONDITIONED, PUBLIC } from './flags.ts';
import type { SessionTable } from './session-table.ts';

type NumberColumn = {
  [K in keyof Columns]: Columns[K] extends Float64Array ? K : never;
}[keyof Columns];

/** The rows of one car, which are given in session order, as a log of their own. */
export function carLogOf(
  table: SessionTable,
  rows: Uint32Array,
  car: Car,
  currency: string,
): CarLog {
  const { columns, texts } = table;
  const size = rows.length;
  const gather = (name: NumberColumn): Float64Array => {
    const from = columns[name];
    const to = new Float64Array(size);
    for (let i = 0; i < size; i += 1) to[i] = from[rows[i] ?? 0] ?? NaN;
    return to;
  };
  const tenths = (name: NumberColumn): Float64Array => {
    const column = gather(name);
    for (let i = 0; i < size; i += 1) column[i] = Math.round((column[i] ?? NaN) * 10);
    return column;
  };
  const own = texts.currencies.find(currency) ?? -1;
  const flatPriceMicros = gather('flatPriceMicros');
  const day = new Int32Array(size);
  const current = new Uint8Array(size);
  const homeClass = new Uint8Array(size);
  const foreign = new Uint8Array(size);
  const preconditioned = new Uint8Array(size);
  for (let i = 0; i < size; i += 1) {
    const slot = rows[i] ?? 0;
    const flags = columns.flags[slot] ?? 0;
    day[i] = columns.day[slot] ?? 0;
    current[i] = (flags & AC) !== 0 ? AC_CODE : (flags & DC) !== 0 ? DC_CODE : 0;
    homeClass[i] = (flags & HOME) !== 0 ? HOME_CODE : (flags & PUBLIC) !== 0 ? PUBLIC_CODE : 0;
    foreign[i] = (flags & FOREIGN) !== 0 ? 1 : 0;
    preconditioned[i] = (flags & PRECONDITIONED) !== 0 ? 1 : 0;
    if (columns.currency[slot] !== own) flatPriceMicros[i] = NaN;
  }
  const slotAt = (i: number): number => rows[i] ?? 0;
  const text = (code: number, of: { text(code: number): string }): string | undefined =>
    code === 0 ? undefined : of.text(code);
  let positions: Map<string, number> | undefined;
  return {
    car,
    size,
    day,
    startedAt: gather('startedAt'),
    endedAt: gather('endedAt'),
    chargingS: gather('chargingS'),
    pluggedS: gather('pluggedS'),
    odometerM: gather('odometerM'),
    socFrom: tenths('socFrom'),
    socTo: tenths('socTo'),
    energyWh: gather('energyWh'),
    batteryEnergyWh: gather('batteryEnergyWh'),
    costMicros: gather('costMicros'),
    flatPriceMicros,
    ambientC: gather('ambientC'),
    ratedPowerW: gather('ratedPowerW'),
    current,
    homeClass,
    foreign,
    preconditioned,
    id: (i) => table.idAt(slotAt(i)),
    indexOf: (id) => {
      positions ??= new Map(Array.from(rows, (slot, i) => [table.idAt(slot), i]));
      return positions.get(id) ?? -1;
    },
    timeZone: (i) => texts.zones.text(columns.zone[slotAt(i)] ?? 0),
    network: (i) => text(columns.network[slotAt(i)] ?? 0, texts.networks),
    placeId: (i) => text(columns.place[slotAt(i)] ?? 0, texts.places),
    placeLabel: (i) => text(columns.label[slotAt(i)] ?? 0, texts.labels),
    dismissedHints: (i) => {
      const joined = texts.dismissals.text(columns.dismissed[slotAt(i)] ?? 0);
      return joined === '' ? [] : joined.split('\n');
    },
  };
}
