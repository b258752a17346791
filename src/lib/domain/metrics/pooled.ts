import type { Settings } from '#lib/domain/settings.ts';
import { at } from './car-log.ts';

type PoolSettings = Pick<Settings, 'fallbackMinDistanceM' | 'fallbackMinEnergyWh'>;
interface PoolSums {
  readonly pooledDistanceM: Float64Array;
  readonly pooledBatteryWh: Float64Array;
}

/**
 * Energies enter the running sums in steps of 2⁻²³ Wh: sums of them are exact, so that the sum of
 * a span is the same whatever lies before it. A rounding of a tenth of a millionth of a Wh.
 */
const STEPS_PER_WH = 2 ** 23;

export function toPoolSteps(energyWh: number): number {
  return Math.round(energyWh * STEPS_PER_WH) / STEPS_PER_WH;
}

/**
 * Efficiency over the cycles that the rows in [from, to) close; NaN when they are too short or
 * took too little energy.
 */
export function pooledMPerWh(
  sums: PoolSums,
  from: number,
  to: number,
  settings: PoolSettings,
): number {
  const distanceM = at(sums.pooledDistanceM, to) - at(sums.pooledDistanceM, from);
  const batteryWh = at(sums.pooledBatteryWh, to) - at(sums.pooledBatteryWh, from);
  if (distanceM < settings.fallbackMinDistanceM || batteryWh < settings.fallbackMinEnergyWh) {
    return NaN;
  }
  return batteryWh > 0 ? distanceM / batteryWh : NaN;
}
