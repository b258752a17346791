import type { Car } from './car.ts';
import { energyCostMicros, mulRoundDiv } from './money.ts';
import type { Current, Provenance } from './session.ts';
import type { Settings } from './settings.ts';
import { socTenths } from './soc.ts';

/** A value that was not said, with where it comes from. */
export interface Derived {
  readonly value: number;
  readonly provenance: Extract<Provenance, 'computed' | 'assumed'>;
}

export interface EnergyPriceTotal {
  readonly energyWh?: number;
  readonly pricePerKwhMicros?: number;
  readonly totalMicros?: number;
}

/**
 * The third of energy, price per kWh and total where the two others are known. Nothing if fewer
 * or more are known, or if the division has no sense (no energy, a free price).
 */
export function completeEnergyPriceTotal({
  energyWh,
  pricePerKwhMicros,
  totalMicros,
}: EnergyPriceTotal): EnergyPriceTotal {
  if (energyWh !== undefined && pricePerKwhMicros !== undefined && totalMicros === undefined) {
    return { totalMicros: energyCostMicros(energyWh, pricePerKwhMicros) };
  }
  if (totalMicros === undefined) return {};
  if (pricePerKwhMicros === undefined && energyWh !== undefined && energyWh > 0) {
    return { pricePerKwhMicros: mulRoundDiv([totalMicros, 1000], energyWh) };
  }
  if (energyWh !== undefined || pricePerKwhMicros === undefined || pricePerKwhMicros <= 0)
    return {};
  return totalMicros > 0 ? { energyWh: mulRoundDiv([totalMicros, 1000], pricePerKwhMicros) } : {};
}

interface ChargeEstimate {
  readonly car: Pick<Car, 'usableBatteryWh'>;
  /** Unknown counts as AC. */
  readonly current?: Current;
  readonly settings: Pick<Settings, 'chargingEfficiencyAc' | 'chargingEfficiencyDc'>;
}

function chargingEfficiency({ current, settings }: ChargeEstimate): number {
  return current === 'DC' ? settings.chargingEfficiencyDc : settings.chargingEfficiencyAc;
}

/** The energy a charge takes at the plug, from the battery's size. Absent without that. */
export function estimateEnergyWh(
  input: ChargeEstimate & { readonly socFrom: number; readonly socTo: number },
): Derived | undefined {
  const { usableBatteryWh } = input.car;
  const tenths = socTenths(input.socTo) - socTenths(input.socFrom);
  if (usableBatteryWh === undefined || tenths < 0) return undefined;
  const storedWh = (tenths / 1000) * usableBatteryWh;
  return { value: Math.round(storedWh / chargingEfficiency(input)), provenance: 'assumed' };
}

/** Where a charge ends, to the tenth and never above 100. Absent without the battery's size. */
export function estimateSocTo(
  input: ChargeEstimate & { readonly socFrom: number; readonly energyWh: number },
): Derived | undefined {
  const { usableBatteryWh } = input.car;
  if (usableBatteryWh === undefined) return undefined;
  const storedWh = input.energyWh * chargingEfficiency(input);
  const tenths = socTenths(input.socFrom) + Math.round((storedWh / usableBatteryWh) * 1000);
  return { value: Math.min(1000, tenths) / 10, provenance: 'assumed' };
}
