import type { SettingKey, Settings } from '#lib/domain/settings.ts';
import type { QuantityKind } from '#lib/state/quantity.ts';
import type { Option } from '#lib/ui/primitives/options.ts';

/** Settings that are one number. */
export type NumberKey = {
  [K in SettingKey]: NonNullable<Settings[K]> extends number ? K : never;
}[SettingKey];

/** How each number is typed. Complete, so that no setting can be forgotten. */
export const NUMBER_KINDS: Readonly<Record<NumberKey, QuantityKind>> = {
  petrolPricePerLitreMicros: 'money',
  petrolEconomy: 'number',
  efficiencyMinMPerWh: 'efficiency',
  efficiencyMaxMPerWh: 'efficiency',
  anchorHorizonDays: 'number',
  staleAnchorDays: 'number',
  uncertaintyHigh: 'share',
  uncertaintyMedium: 'share',
  odometerStepM: 'distance',
  unusualMin: 'share',
  unusualMax: 'share',
  refillMinEnergyWh: 'energy',
  unloggedToleranceSoc: 'percent',
  fallbackDays: 'number',
  fallbackMinDistanceM: 'distance',
  fallbackMinEnergyWh: 'energy',
  defaultEfficiencyMPerWh: 'efficiency',
  chargingEfficiencyAc: 'share',
  chargingEfficiencyDc: 'share',
  chargingEfficiencyDays: 'number',
  chargingEfficiencyMinSamples: 'number',
  chargingEfficiencyMinDeltaSoc: 'percent',
  chargingEfficiencyMin: 'share',
  chargingEfficiencyMax: 'share',
  fullChargeSoc: 'percent',
  dcTaperSoc: 'percent',
  finishAtHomeRatio: 'number',
  finishAtHomeMinSoc: 'percent',
  storageDays: 'number',
  storageLowSoc: 'percent',
  storageHighSoc: 'percent',
  storageMaxDistanceM: 'distance',
  lowSocSuggestion: 'percent',
  homeDeltaDays: 'number',
  rollingDays: 'number',
  chipEfficiencyGoodMPerWh: 'efficiency',
  chipEfficiencyBadMPerWh: 'efficiency',
  reminderUpcomingDays: 'number',
  reminderDueDays: 'number',
  reminderOverdueDays: 'number',
  homeChargerW: 'power',
  plannerDcDefaultW: 'power',
  odometerMaxPerDayM: 'distance',
  odometerCoverageMin: 'share',
  hygieneLowSoc: 'percent',
  hygieneHighSoc: 'percent',
  capacityMinDeltaSoc: 'percent',
  capacityMinSamples: 'number',
  capacityWindow: 'number',
  capacityMinPct: 'percent',
  capacityMaxPct: 'percent',
  paceUnder: 'share',
  paceOver: 'share',
};

/** The thresholds, in the groups of the Advanced tab. */
export const ADVANCED_GROUPS = {
  cycles: [
    'efficiencyMinMPerWh',
    'efficiencyMaxMPerWh',
    'anchorHorizonDays',
    'unloggedToleranceSoc',
    'refillMinEnergyWh',
  ],
  confidence: [
    'uncertaintyHigh',
    'uncertaintyMedium',
    'staleAnchorDays',
    'odometerStepM',
    'unusualMin',
    'unusualMax',
  ],
  fallback: ['fallbackDays', 'fallbackMinDistanceM', 'fallbackMinEnergyWh'],
  losses: [
    'chargingEfficiencyDays',
    'chargingEfficiencyMinSamples',
    'chargingEfficiencyMinDeltaSoc',
    'chargingEfficiencyMin',
    'chargingEfficiencyMax',
  ],
  odometer: ['odometerMaxPerDayM', 'odometerCoverageMin'],
  hints: [
    'chipEfficiencyGoodMPerWh',
    'chipEfficiencyBadMPerWh',
    'lowSocSuggestion',
    'dcTaperSoc',
    'finishAtHomeRatio',
    'finishAtHomeMinSoc',
  ],
  storage: ['storageDays', 'storageLowSoc', 'storageHighSoc', 'storageMaxDistanceM'],
  compare: ['homeDeltaDays', 'rollingDays'],
  reminders: ['fullChargeSoc', 'reminderUpcomingDays', 'reminderDueDays', 'reminderOverdueDays'],
  planner: ['plannerDcDefaultW'],
  battery: [
    'hygieneLowSoc',
    'hygieneHighSoc',
    'capacityMinDeltaSoc',
    'capacityMinSamples',
    'capacityWindow',
    'capacityMinPct',
    'capacityMaxPct',
  ],
  mileage: ['paceUnder', 'paceOver'],
} as const satisfies Readonly<Record<string, readonly NumberKey[]>>;

/** Settings that are one of a few words. */
export type ChoiceKey = 'locale' | 'distanceUnit' | 'efficiencyUnit' | 'petrolEconomyUnit';
export type ChoiceOptions<K extends ChoiceKey> = readonly Option<Settings[K]>[];
/** Settings that are a time of day. */
export type TimeKey = 'homeWindowStart' | 'homeWindowEnd';
