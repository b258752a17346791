import { distanceIn, efficiencyIn } from '#lib/domain/units.ts';

// The units people speak in, unrounded; NaN for unknown.

/** Major units of the currency. */
export function major(micros = NaN): number {
  return micros / 1e6;
}

/** kWh, kW. */
export function kilo(value = NaN): number {
  return value / 1000;
}

/** Miles of metres. */
export function miles(metres = NaN): number {
  return distanceIn('mi', metres);
}

/** Miles per kWh of metres per Wh. */
export function milesPerKwh(metresPerWh = NaN): number {
  return efficiencyIn('mi/kWh', metresPerWh);
}
