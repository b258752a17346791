import { countsInAggregates, cycleBatteryWh } from '#lib/domain/metrics/car-figures.ts';
import { at } from '#lib/domain/metrics/car-log.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import { Ratio } from '#lib/domain/metrics/ratio.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { type ChargeFigures, ChargeTally } from './charge-tally.ts';
import { forEachRow, type Scope, type ScopePart } from './scope.ts';

export const TEMPERATURE_BINS = [
  '<-10',
  '-10..-5',
  '-5..0',
  '0..5',
  '5..10',
  '10..15',
  '15..20',
  '20..25',
  '25..30',
  '30..35',
  '35..40',
  '>=40',
] as const;
export type TemperatureBin = (typeof TEMPERATURE_BINS)[number];

export const TEMPERATURE_BANDS = ['very_cold', 'cold', 'mild', 'warm', 'hot'] as const;
export type TemperatureBand = (typeof TEMPERATURE_BANDS)[number];

/** Lower bounds in °C of all keys but the first; a bound belongs to the key above it. */
const BIN_BOUNDS_C = [-10, -5, 0, 5, 10, 15, 20, 25, 30, 35, 40];
const BAND_BOUNDS_C = [5, 15, 25, 35];

/** Which range a temperature lies in; −1, to be counted from the end, is the last one. */
function rangeOf(boundsC: readonly number[], ambientC: number): number {
  return boundsC.findIndex((bound) => ambientC < bound);
}

/** The band of a temperature in °C; absent for an unknown one. */
export function temperatureBandOf(ambientC: number): TemperatureBand | undefined {
  if (Number.isNaN(ambientC)) return undefined;
  return TEMPERATURE_BANDS.at(rangeOf(BAND_BOUNDS_C, ambientC));
}

/** The sessions of a range of temperatures: a correlation, not a cause. */
export interface TemperatureGroup<K extends string> extends ChargeFigures {
  readonly key: K;
  readonly meanC: number;
  readonly cycles: number;
  readonly drivingMPerWh?: number;
}

class TemperatureTally {
  readonly #charges: ChargeTally;
  readonly #efficiency = new Ratio();
  readonly #meanC = new Ratio();
  #cycles = 0;

  constructor(settings: Settings) {
    this.#charges = new ChargeTally(settings);
  }

  get isEmpty(): boolean {
    return this.#charges.sessions === 0;
  }

  add(part: ScopePart, i: number): void {
    const { log, figures } = part;
    this.#charges.add(part, i);
    this.#meanC.add(at(log.ambientC, i), 1);
    if (!countsInAggregates(figures, i)) return;
    this.#cycles += 1;
    this.#efficiency.add(at(figures.cycleDistanceM, i), cycleBatteryWh(figures, i));
  }

  group<K extends string>(key: K): TemperatureGroup<K> {
    return knownMembers<TemperatureGroup<K>>({
      ...this.#charges.figures(),
      key,
      meanC: this.#meanC.value,
      cycles: this.#cycles,
      drivingMPerWh: this.#efficiency.value,
    });
  }
}

/** The sessions of a scope in steps of 5 °C; those that hold none are left out. */
export function temperatureBinsOf(scope: Scope): TemperatureGroup<TemperatureBin>[] {
  return groupsOf(scope, TEMPERATURE_BINS, BIN_BOUNDS_C);
}

/** The sessions of a scope in five bands from very cold to hot; empty ones are left out. */
export function temperatureBandsOf(scope: Scope): TemperatureGroup<TemperatureBand>[] {
  return groupsOf(scope, TEMPERATURE_BANDS, BAND_BOUNDS_C);
}

function groupsOf<K extends string>(
  scope: Scope,
  keys: readonly K[],
  boundsC: readonly number[],
): TemperatureGroup<K>[] {
  const tallies = keys.map((key) => ({ key, tally: new TemperatureTally(scope.diary.settings) }));
  forEachRow(scope, (part, i) => {
    const ambientC = at(part.log.ambientC, i);
    if (Number.isNaN(ambientC)) return;
    tallies.at(rangeOf(boundsC, ambientC))?.tally.add(part, i);
  });
  return tallies.filter(({ tally }) => !tally.isEmpty).map(({ key, tally }) => tally.group(key));
}
