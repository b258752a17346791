const METRES_PER_MILE = 1609.344;
const WH_PER_KWH = 1000;
export const SECONDS_PER_HOUR = 3600;
export const MS_PER_MINUTE = 60_000;
export const MS_PER_DAY = 86_400_000;

export const DISTANCE_UNITS = ['mi', 'km'] as const;
export type DistanceUnit = (typeof DISTANCE_UNITS)[number];

export const EFFICIENCY_UNITS = ['mi/kWh', 'km/kWh', 'Wh/mi', 'kWh/100km'] as const;
export type EfficiencyUnit = (typeof EFFICIENCY_UNITS)[number];

export const PETROL_ECONOMY_UNITS = ['mpg_uk', 'mpg_us', 'l_per_100km'] as const;
export type PetrolEconomyUnit = (typeof PETROL_ECONOMY_UNITS)[number];

const METRES_PER_UNIT: Readonly<Record<DistanceUnit, number>> = {
  mi: METRES_PER_MILE,
  km: 1000,
};

/** Metres in miles or kilometres, unrounded. */
export function distanceIn(unit: DistanceUnit, metres: number): number {
  return metres / METRES_PER_UNIT[unit];
}

/** Miles or kilometres in metres, unrounded. */
export function metresOf(distance: number, unit: DistanceUnit): number {
  return distance * METRES_PER_UNIT[unit];
}

/** Metres per Wh in the given unit. For `Wh/mi` and `kWh/100km` smaller is better. */
export function efficiencyIn(unit: EfficiencyUnit, efficiencyMPerWh: number): number {
  switch (unit) {
    case 'mi/kWh':
      return (efficiencyMPerWh * WH_PER_KWH) / METRES_PER_MILE;
    case 'km/kWh':
      return efficiencyMPerWh;
    case 'Wh/mi':
      return METRES_PER_MILE / efficiencyMPerWh;
    case 'kWh/100km':
      return 100 / efficiencyMPerWh;
  }
}

/** Metres per Wh of a figure in the given unit; the inverse of `efficiencyIn`. */
export function metresPerWhOf(value: number, unit: EfficiencyUnit): number {
  switch (unit) {
    case 'mi/kWh':
      return (value * METRES_PER_MILE) / WH_PER_KWH;
    case 'km/kWh':
      return value;
    case 'Wh/mi':
      return METRES_PER_MILE / value;
    case 'kWh/100km':
      return 100 / value;
  }
}

/** Cost per mile as cost per the given distance unit. */
export function costPerDistance(costPerMileMicros: number, unit: DistanceUnit): number {
  return (costPerMileMicros * METRES_PER_UNIT[unit]) / METRES_PER_MILE;
}
