import type { Car } from '#lib/domain/car.ts';
import {
  AC_CODE,
  type CarLog,
  DC_CODE,
  HOME_CODE,
  PUBLIC_CODE,
} from '#lib/domain/metrics/car-log.ts';
import type { Columns } from './columns.ts';
import { AC, CURVE, DC, FOREIGN, HOME, PRECONDITIONED, PUBLIC } from './flags.ts';
import type { SessionTable } from './session-table.ts';

type NumberColumn = {
  [K in keyof Columns]: Columns[K] extends Float64Array ? K : never;
}[keyof Columns];
type ByteColumn = {
  [K in keyof CarLog]: CarLog[K] extends Uint8Array ? K : never;
}[keyof CarLog];

/**
 * The rows of one car, which are given in session order, as a log of their own. With `former`, the
 * rows before `from` are the same as in that log, and are taken over from it.
 */
export function carLogOf(
  table: SessionTable,
  rows: Uint32Array,
  car: Car,
  currency: string,
  former?: { readonly log: CarLog; readonly from: number },
): CarLog {
  const { columns, texts } = table;
  const size = rows.length;
  const from = former?.from ?? 0;
  const gather = (name: NumberColumn & keyof CarLog): Float64Array => {
    const column = columns[name];
    const to = new Float64Array(size);
    if (former) to.set(former.log[name].subarray(0, from));
    for (let i = from; i < size; i += 1) to[i] = column[rows[i] ?? 0] ?? NaN;
    return to;
  };
  const tenths = (name: 'socFrom' | 'socTo'): Float64Array => {
    const column = gather(name);
    for (let i = from; i < size; i += 1) column[i] = Math.round((column[i] ?? NaN) * 10);
    return column;
  };
  const bytes = (name: ByteColumn): Uint8Array => {
    const to = new Uint8Array(size);
    if (former) to.set(former.log[name].subarray(0, from));
    return to;
  };
  const own = texts.currencies.find(currency) ?? -1;
  const flatPriceMicros = gather('flatPriceMicros');
  const day = new Int32Array(size);
  if (former) day.set(former.log.day.subarray(0, from));
  const current = bytes('current');
  const homeClass = bytes('homeClass');
  const foreign = bytes('foreign');
  const preconditioned = bytes('preconditioned');
  for (let i = from; i < size; i += 1) {
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
      const slot = table.slotOf(id);
      return slot === undefined ? -1 : rows.indexOf(slot);
    },
    timeZone: (i) => texts.zones.text(table.columns.zone[slotAt(i)] ?? 0),
    network: (i) => text(table.columns.network[slotAt(i)] ?? 0, texts.networks),
    placeId: (i) => text(table.columns.place[slotAt(i)] ?? 0, texts.places),
    placeLabel: (i) => text(table.columns.label[slotAt(i)] ?? 0, texts.labels),
    hasCurve: (i) => ((table.columns.flags[slotAt(i)] ?? 0) & CURVE) !== 0,
    dismissedHints: (i) => {
      const joined = texts.dismissals.text(table.columns.dismissed[slotAt(i)] ?? 0);
      return joined === '' ? [] : joined.split('\n');
    },
  };
}
