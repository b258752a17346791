import type { ColumnChoice, MappedField } from '#lib/state/import-types.ts';

const ENERGY = ['kWh', 'Wh', 'MWh'] as const;
const DURATION = ['min', 'h', 's'] as const;
const DISTANCE = ['mi', 'km'] as const;
const POWER = ['kW', 'W'] as const;
const TEMPERATURE = ['C', 'F'] as const;

const UNITS: Partial<Record<MappedField, readonly string[]>> = {
  energy: ENERGY,
  batteryEnergy: ENERGY,
  meterStart: ENERGY,
  meterEnd: ENERGY,
  chargingTime: DURATION,
  pluggedTime: DURATION,
  odometer: DISTANCE,
  ratedPower: POWER,
  peakPower: POWER,
  ambient: TEMPERATURE,
};

/** The units a column of this meaning can be in; empty where there is none to choose. */
export const unitsOf = (field: MappedField): readonly string[] => UNITS[field] ?? [];

/** The unit of a column: as chosen, else as its header says, `Energy (Wh)`, else the usual one. */
export function unitFor(
  { field, header, unit: chosen }: ColumnChoice,
  distanceUnit: string,
): string | undefined {
  const units = unitsOf(field);
  const named = /[([]°?([^)\]]+)[)\]]\s*$/.exec(header)?.[1]?.trim();
  const find = (word: string | undefined) =>
    units.find((unit) => unit.toLowerCase() === word?.toLowerCase());
  return find(chosen) ?? find(named) ?? find(distanceUnit) ?? units[0];
}
