import type { ReadingChains } from './trusted-readings.ts';

/** Why a session closes no drive cycle, in the order in which the reasons are looked for. */
export const CYCLE_MISSING = [
  'baseline',
  'no_odometer',
  'no_anchor',
  'no_soc',
  'odometer_backwards',
  'no_distance',
  'unlogged_charge',
  'missing_energy',
  'no_soc_drop',
  'little_energy',
] as const;
export type CycleMissing = (typeof CYCLE_MISSING)[number];

export const CYCLE_METHODS = ['soc', 'refill'] as const;
export type CycleMethod = (typeof CYCLE_METHODS)[number];

export const CYCLE_FLAGS = ['implausible', 'stale'] as const;
export type CycleFlag = (typeof CYCLE_FLAGS)[number];

/** Why a cycle is not fully trusted, in the order in which they are listed. */
export const CONFIDENCE_REASONS = [
  'short_distance',
  'small_drop',
  'filled_soc',
  'stale_anchor',
  'implausible',
  'unusually_low',
  'unusually_high',
  'refill_method',
] as const;
export type ConfidenceReason = (typeof CONFIDENCE_REASONS)[number];

export const CONFIDENCES = ['low', 'medium', 'high'] as const;
/** `estimated`: the efficiency is a fallback. */
export type Confidence = (typeof CONFIDENCES)[number] | 'estimated';

/** Where the efficiency of a session comes from; code 0 of the column stands for none. */
export const EFFICIENCY_SOURCES = ['none', 'measured', 'pooled', 'profile', 'default'] as const;
export type EfficiencySource = Exclude<(typeof EFFICIENCY_SOURCES)[number], 'none'>;

/** Codes of the column `trust`. */
export const NO_READING = 0;
export const TRUSTED = 1;
export const SUSPECT = 2;

/**
 * What depends on the history of a car, one row a session of its log. Everything else about a
 * session follows from its own row, these columns and a look at its neighbours.
 */
export interface CarFigures {
  /** Charging efficiency η: battery-side energy per plug-side energy. */
  readonly etaRatio: Float64Array;
  /** How many earlier charges η was taken from; 0 = from the setting. */
  readonly etaSamples: Int32Array;
  /** 0 = the session closes a cycle, else 1 + the index in `CYCLE_MISSING`. */
  readonly cycleMissing: Uint8Array;
  /** Row of the session at which the cycle began. */
  readonly cycleFrom: Int32Array;
  readonly cycleDistanceM: Float64Array;
  /** Index in `CYCLE_METHODS`. */
  readonly cycleMethod: Uint8Array;
  /** Battery side for `soc`, plug side for `refill`. */
  readonly cycleEnergyWh: Float64Array;
  readonly cycleDrivingMPerWh: Float64Array;
  readonly cyclePlugMPerWh: Float64Array;
  /** Only for `soc`. */
  readonly cycleUncertainty: Float64Array;
  /** Bit k = `CYCLE_FLAGS[k]`. */
  readonly cycleFlags: Uint8Array;
  /** Bit k = `CONFIDENCE_REASONS[k]`. */
  readonly cycleReasons: Uint16Array;
  /** Index in `CONFIDENCES`. */
  readonly cycleConfidence: Uint8Array;
  /** Index in `EFFICIENCY_SOURCES`. */
  readonly source: Uint8Array;
  /** The efficiency used by the session; NaN when there is none. */
  readonly drivingMPerWh: Float64Array;
  /** `NO_READING`, `TRUSTED` or `SUSPECT`. */
  readonly trust: Uint8Array;
  /** What the trust was found by. */
  readonly chains: ReadingChains;
  /**
   * Running sums over the cycles that enter the pool (with a value, not implausible): row `i`
   * holds the sum over the rows before it. One row longer than the log.
   */
  readonly pooledDistanceM: Float64Array;
  readonly pooledBatteryWh: Float64Array;
}

/** Row has a cycle value. */
export function hasCycle(figures: CarFigures, i: number): boolean {
  return figures.cycleMissing[i] === 0;
}

const IMPLAUSIBLE = 1;
const UNUSUALLY_HIGH = 1 << CONFIDENCE_REASONS.indexOf('unusually_high');

/** Whether a cycle counts in aggregates: it has a value that is neither implausible nor unusually high. */
export function countsInAggregates(figures: CarFigures, i: number): boolean {
  return (
    hasCycle(figures, i) &&
    ((figures.cycleFlags[i] ?? 0) & IMPLAUSIBLE) === 0 &&
    ((figures.cycleReasons[i] ?? 0) & UNUSUALLY_HIGH) === 0
  );
}

/** Battery-side energy of a cycle, for pooling. */
export function cycleBatteryWh(figures: CarFigures, i: number): number {
  const energy = figures.cycleEnergyWh[i] ?? NaN;
  return figures.cycleMethod[i] === 0 ? energy : energy * (figures.etaRatio[i] ?? NaN);
}

/** Efficiency of a session at the plug; NaN when there is none. */
export function plugMPerWhAt(figures: CarFigures, i: number): number {
  return (figures.drivingMPerWh[i] ?? NaN) * (figures.etaRatio[i] ?? NaN);
}
