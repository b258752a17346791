import type { Settings } from '#lib/domain/settings.ts';
import { CYCLE_MISSING, type CycleMissing } from './car-figures.ts';
import { at, type CarLog } from './car-log.ts';

/** The driving that a session closes, before it is judged. */
export interface DriveCycle {
  readonly method: 'soc' | 'refill';
  readonly from: number;
  readonly distanceM: number;
  /** Battery side for `soc`, plug side for `refill`. */
  readonly energyWh: number;
  /** SoC that was used, in points; only for `soc`. */
  readonly dropSoc: number;
  /** Stored energy that stands in for a SoC nobody logged; only for `soc`. */
  readonly filledWh: number;
  /** Every SoC of the sessions it spans is a whole percent; only for `soc`. */
  readonly wholeSoc: boolean;
}

type CycleSettings = Pick<
  Settings,
  'anchorHorizonDays' | 'unloggedToleranceSoc' | 'refillMinEnergyWh'
>;

const LITTLE_ENERGY = 1 + CYCLE_MISSING.indexOf('little_energy');
const NO_DISTANCE = 1 + CYCLE_MISSING.indexOf('no_distance');
const NONE = -1;

const isKnown = (value: number): boolean => value === value;

/**
 * Follows the sessions of a car in order and says of each which driving it closes. What has to be
 * looked for among earlier sessions is kept as the row at which it was last seen, so that each
 * session costs the same however long the history is.
 */
export class CycleFinder {
  readonly #log: CarLog;
  readonly #etaRatio: Float64Array;
  readonly #settings: CycleSettings;
  readonly #usableWh: number;
  /** Delivered energy of the rows before, unknown as 0; whole Wh, so differences are exact. */
  readonly #deliveredWh: Float64Array;
  /** Energy that arrived in the battery, and start and end in tenths of a point, logged or filled. */
  readonly #storedWh: Float64Array;
  readonly #start: Float64Array;
  readonly #end: Float64Array;
  #lastOdometer = NONE;
  #lastSocDay = -Infinity;
  /** Last row with an odometer and a known end: where a cycle of method `soc` may begin. */
  #lastEnd = NONE;
  #lastRefill = NONE;
  #lastCycle = NONE;
  /** Last row whose start lies above the end of the row before it. */
  #lastUnlogged = NONE;
  /** Last row of which neither the SoC nor the stored energy is known. */
  #lastUnknown = NONE;
  #lastNoEnergy = NONE;

  constructor(log: CarLog, etaRatio: Float64Array, settings: CycleSettings) {
    this.#log = log;
    this.#etaRatio = etaRatio;
    this.#settings = settings;
    this.#usableWh = log.car.usableBatteryWh ?? NaN;
    this.#deliveredWh = new Float64Array(log.size + 1);
    this.#storedWh = new Float64Array(log.size);
    this.#start = new Float64Array(log.size);
    this.#end = new Float64Array(log.size);
  }

  /** To be called for each row in order, before `close`: what the row itself says. */
  arrive(row: number): void {
    const log = this.#log;
    const energyWh = at(log.energyWh, row);
    this.#deliveredWh[row + 1] = at(this.#deliveredWh, row) + (isKnown(energyWh) ? energyWh : 0);
    if (!isKnown(energyWh)) this.#lastNoEnergy = row;
    const reported = at(log.batteryEnergyWh, row);
    this.#storedWh[row] = isKnown(reported) ? reported : energyWh * at(this.#etaRatio, row);
    this.#fillSoc(row);
    if (row === 0) return;
    const fall = at(log.socTo, row - 1) - at(log.socFrom, row);
    if (fall < -10 * this.#settings.unloggedToleranceSoc) this.#lastUnlogged = row;
  }

  /** The cycle that a row closes, or why there is none. */
  close(row: number): DriveCycle | CycleMissing {
    if (row === 0) return 'baseline';
    if (!isKnown(at(this.#log.odometerM, row))) return 'no_odometer';
    if (this.#lastOdometer === NONE) return 'no_anchor';
    return this.#usesSoc(row) ? this.#closeBySoc(row) : this.#closeByRefill(row);
  }

  /** To be called for each row in order, after `close`: `missing` is 0 or 1 + the reason's index. */
  leave(row: number, missing: number): void {
    const log = this.#log;
    if (missing === 0) this.#lastCycle = row;
    const isKnownEnd = isKnown(at(this.#end, row));
    const isSpanned = isKnownEnd && isKnown(at(this.#start, row));
    if (!isSpanned && !isKnown(at(this.#storedWh, row))) this.#lastUnknown = row;
    if (!isKnown(at(log.odometerM, row))) return;
    this.#lastOdometer = row;
    if (isKnownEnd) this.#lastEnd = row;
    if (missing !== LITTLE_ENERGY && missing !== NO_DISTANCE) this.#lastRefill = row;
  }

  #usesSoc(row: number): boolean {
    if (!isKnown(this.#usableWh)) return false;
    return (this.#log.day[row] ?? 0) - this.#lastSocDay <= this.#settings.anchorHorizonDays;
  }

  #closeBySoc(row: number): DriveCycle | CycleMissing {
    const { odometerM } = this.#log;
    const from = this.#lastEnd;
    if (!isKnown(at(this.#start, row)) || from === NONE || this.#lastCycle > from) return 'no_soc';
    const distanceM = at(odometerM, row) - at(odometerM, from);
    if (distanceM < 0) return 'odometer_backwards';
    if (distanceM === 0) return 'no_distance';
    if (this.#lastUnlogged > from) return 'unlogged_charge';
    if (this.#lastUnknown > from) return 'missing_energy';
    return this.#measureDrop(from, row, distanceM);
  }

  #measureDrop(from: number, row: number, distanceM: number): DriveCycle | CycleMissing {
    const { socFrom, socTo } = this.#log;
    let drop = at(this.#end, from) - at(this.#start, row);
    let filledWh = isKnown(at(socTo, from)) ? 0 : at(this.#storedWh, from);
    for (let k = from + 1; k < row; k += 1) {
      const rise = at(this.#end, k) - at(this.#start, k);
      const storedWh = at(this.#storedWh, k);
      drop += isKnown(rise) ? rise : (storedWh * 1000) / this.#usableWh;
      if (!isKnown(at(socFrom, k)) || !isKnown(at(socTo, k))) filledWh += storedWh;
    }
    if (!isKnown(at(socFrom, row))) filledWh += at(this.#storedWh, row);
    if (!(drop > 0)) return 'no_soc_drop';
    return {
      method: 'soc',
      from,
      distanceM,
      energyWh: (drop * this.#usableWh) / 1000,
      dropSoc: drop / 10,
      filledWh,
      wholeSoc: this.#isWhole(from, row),
    };
  }

  #isWhole(from: number, to: number): boolean {
    const { socFrom, socTo } = this.#log;
    for (let k = from; k <= to; k += 1) {
      // The remainder of an absent value is NaN, which is neither above nor below 0.
      if (at(socFrom, k) % 10 > 0 || at(socTo, k) % 10 > 0) return false;
    }
    return true;
  }

  #closeByRefill(row: number): DriveCycle | CycleMissing {
    const from = this.#lastRefill;
    if (from === NONE) return 'no_anchor';
    const distanceM = at(this.#log.odometerM, row) - at(this.#log.odometerM, from);
    if (distanceM < 0) return 'odometer_backwards';
    if (distanceM === 0) return 'no_distance';
    if (this.#lastUnlogged > from) return 'unlogged_charge';
    const energyWh = at(this.#deliveredWh, row + 1) - at(this.#deliveredWh, from + 1);
    if (this.#lastNoEnergy > from || energyWh === 0) return 'missing_energy';
    const battery = isKnown(this.#usableWh) ? 1.5 * this.#usableWh : 0;
    if (energyWh < Math.max(this.#settings.refillMinEnergyWh, battery)) return 'little_energy';
    return { method: 'refill', from, distanceM, energyWh, dropSoc: 0, filledWh: 0, wholeSoc: true };
  }

  /** Start and end as logged; if one of them is missing, it is filled from the stored energy. */
  #fillSoc(row: number): void {
    const start = at(this.#log.socFrom, row);
    const end = at(this.#log.socTo, row);
    const gain = (at(this.#storedWh, row) * 1000) / this.#usableWh;
    this.#start[row] = isKnown(start) ? start : Math.max(0, end - gain);
    this.#end[row] = isKnown(end) ? end : Math.min(1000, start + gain);
    if (isKnown(start) || isKnown(end)) this.#lastSocDay = this.#log.day[row] ?? 0;
  }
}
