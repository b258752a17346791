import type { LocalDate, WallTime } from './entity.ts';
import type { DistanceUnit, EfficiencyUnit, PetrolEconomyUnit } from './units.ts';

/** Road tax per mile and per year, valid from a date until the next entry. */
export interface RoadTaxRate {
  readonly from: LocalDate;
  readonly perMileMicros: number;
  readonly annualMicros: number;
}

/** What a person can set. Optional ones have no default, or may be cleared. */
export interface Settings {
  /** ISO 4217, the currency of figures. */
  readonly currency: string;
  /** BCP 47, for display only. */
  readonly locale: string;
  readonly distanceUnit: DistanceUnit;
  readonly efficiencyUnit: EfficiencyUnit;
  /** Words that make a free-text place the home. */
  readonly homeAliases: readonly string[];
  readonly petrolPricePerLitreMicros?: number;
  readonly petrolEconomy?: number;
  readonly petrolEconomyUnit: PetrolEconomyUnit;
  /** The band of plausible efficiencies. */
  readonly efficiencyMinMPerWh: number;
  readonly efficiencyMaxMPerWh: number;
  /** How long a logged state of charge stays usable. */
  readonly anchorHorizonDays: number;
  readonly staleAnchorDays: number;
  readonly uncertaintyHigh: number;
  readonly uncertaintyMedium: number;
  /** The resolution of typed odometer readings. */
  readonly odometerStepM: number;
  readonly unusualMin: number;
  readonly unusualMax: number;
  /** Energy that closes a refill cycle. */
  readonly refillMinEnergyWh: number;
  readonly unloggedToleranceSoc: number;
  readonly fallbackEnabled: boolean;
  readonly fallbackDays: number;
  readonly fallbackMinDistanceM: number;
  readonly fallbackMinEnergyWh: number;
  /** The last fallback; may be cleared. */
  readonly defaultEfficiencyMPerWh?: number;
  readonly chargingEfficiencyAc: number;
  readonly chargingEfficiencyDc: number;
  readonly chargingEfficiencyDays: number;
  readonly chargingEfficiencyMinSamples: number;
  readonly chargingEfficiencyMinDeltaSoc: number;
  readonly chargingEfficiencyMin: number;
  readonly chargingEfficiencyMax: number;
  readonly fullChargeSoc: number;
  readonly dcTaperSoc: number;
  readonly finishAtHomeRatio: number;
  readonly finishAtHomeMinSoc: number;
  readonly storageDays: number;
  readonly storageLowSoc: number;
  readonly storageHighSoc: number;
  readonly storageMaxDistanceM: number;
  readonly lowSocSuggestion: number;
  readonly homeDeltaDays: number;
  readonly rollingDays: number;
  readonly chipEfficiencyGoodMPerWh: number;
  readonly chipEfficiencyBadMPerWh: number;
  readonly reminderUpcomingDays: number;
  readonly reminderDueDays: number;
  readonly reminderOverdueDays: number;
  readonly homeChargerW: number;
  /** Over price bands, energy follows the charge curve where there is one, instead of time. */
  readonly splitByCurve: boolean;
  /** The nightly charging window of the planner. */
  readonly homeWindowStart: WallTime;
  readonly homeWindowEnd: WallTime;
  readonly plannerDcDefaultW: number;
  readonly odometerMaxPerDayM: number;
  readonly odometerCoverageMin: number;
  readonly hygieneLowSoc: number;
  readonly hygieneHighSoc: number;
  readonly capacityMinDeltaSoc: number;
  readonly capacityMinSamples: number;
  readonly capacityWindow: number;
  readonly capacityMinPct: number;
  readonly capacityMaxPct: number;
  readonly paceUnder: number;
  readonly paceOver: number;
  readonly roadTaxRates: readonly RoadTaxRate[];
}

export type SettingKey = keyof Settings;
export type SettingValue = NonNullable<Settings[SettingKey]>;

/** A stored setting: missing = default, null = cleared. Keys of newer versions are kept. */
export interface SettingRow {
  readonly id: string;
  readonly value: unknown;
}

export const DEFAULT_SETTINGS: Settings = {
  currency: 'GBP',
  locale: 'en-GB',
  distanceUnit: 'mi',
  efficiencyUnit: 'mi/kWh',
  homeAliases: ['home'],
  petrolEconomyUnit: 'mpg_uk',
  efficiencyMinMPerWh: 1.609344,
  efficiencyMaxMPerWh: 12.874752,
  anchorHorizonDays: 30,
  staleAnchorDays: 10,
  uncertaintyHigh: 0.06,
  uncertaintyMedium: 0.12,
  odometerStepM: 1609,
  unusualMin: 0.7,
  unusualMax: 1.3,
  refillMinEnergyWh: 80_000,
  unloggedToleranceSoc: 1,
  fallbackEnabled: true,
  fallbackDays: 90,
  fallbackMinDistanceM: 80_466,
  fallbackMinEnergyWh: 20_000,
  defaultEfficiencyMPerWh: 5.632704,
  chargingEfficiencyAc: 0.9,
  chargingEfficiencyDc: 0.95,
  chargingEfficiencyDays: 365,
  chargingEfficiencyMinSamples: 3,
  chargingEfficiencyMinDeltaSoc: 10,
  chargingEfficiencyMin: 0.6,
  chargingEfficiencyMax: 1.02,
  fullChargeSoc: 95,
  dcTaperSoc: 65,
  finishAtHomeRatio: 2,
  finishAtHomeMinSoc: 60,
  storageDays: 7,
  storageLowSoc: 40,
  storageHighSoc: 80,
  storageMaxDistanceM: 16_093,
  lowSocSuggestion: 20,
  homeDeltaDays: 30,
  rollingDays: 30,
  chipEfficiencyGoodMPerWh: 4.828032,
  chipEfficiencyBadMPerWh: 3.218688,
  reminderUpcomingDays: 7,
  reminderDueDays: 3,
  reminderOverdueDays: 7,
  homeChargerW: 7400,
  homeWindowStart: '23:30',
  homeWindowEnd: '05:30',
  splitByCurve: false,
  plannerDcDefaultW: 50_000,
  odometerMaxPerDayM: 1_500_000,
  odometerCoverageMin: 0.5,
  hygieneLowSoc: 20,
  hygieneHighSoc: 80,
  capacityMinDeltaSoc: 25,
  capacityMinSamples: 5,
  capacityWindow: 10,
  capacityMinPct: 40,
  capacityMaxPct: 115,
  paceUnder: 0.98,
  paceOver: 1.02,
  roadTaxRates: [{ from: '2028-04-01', perMileMicros: 30_000, annualMicros: 200_000_000 }],
};
