import type { Formatters } from '#lib/i18n/formatters.ts';

/** Label and explanation of each setting, by its key. */
export const settingKeys = (f: Formatters) => ({
  currency: {
    label: 'Currency',
    hint: 'Type a code such as EUR, or a name to search.',
  },
  locale: { label: 'Numbers and dates', hint: 'How they are written.' },
  distanceUnit: { label: 'Distance', hint: 'For odometer, range and cost per distance.' },
  efficiencyUnit: { label: 'Efficiency', hint: 'Independent of the distance unit.' },
  homeAliases: {
    label: 'Words that mean home',
    hint: 'One per line. A charge whose place is only a text counts as home when it contains one.',
  },
  petrolPricePerLitreMicros: {
    label: 'Petrol price per litre',
    hint: 'What the pump shows. Without it nothing is compared with petrol.',
  },
  petrolEconomy: {
    label: 'Petrol car economy',
    hint: 'Of the car you would drive otherwise.',
  },
  petrolEconomyUnit: { label: 'Economy unit', hint: 'For the figure beside it.' },
  efficiencyMinMPerWh: {
    label: `Lowest plausible efficiency (${f.efficiencyUnit})`,
    hint: 'Below it a drive is taken for a typing error and left out of averages.',
  },
  efficiencyMaxMPerWh: {
    label: `Highest plausible efficiency (${f.efficiencyUnit})`,
    hint: 'Above it a drive is taken for a typing error and left out of averages.',
  },
  anchorHorizonDays: {
    label: 'Oldest usable battery level (days)',
    hint: 'How long a logged level can be used to work out a drive.',
  },
  staleAnchorDays: {
    label: 'Battery level grows old after (days)',
    hint: 'From then on it lowers the confidence of the figure.',
  },
  uncertaintyHigh: {
    label: 'Error still counted as high confidence (%)',
    hint: 'A figure that is less uncertain than this is called sure.',
  },
  uncertaintyMedium: {
    label: 'Error still counted as medium confidence (%)',
    hint: 'Above it a figure has low confidence.',
  },
  odometerStepM: {
    label: `Precision of odometer readings (${f.distanceUnit})`,
    hint: 'What a typed reading may be off by.',
  },
  unusualMin: {
    label: 'Unusually low efficiency, below (%)',
    hint: 'Of what is usual for your car.',
  },
  unusualMax: {
    label: 'Unusually high efficiency, above (%)',
    hint: 'Of what is usual for your car.',
  },
  refillMinEnergyWh: {
    label: 'Energy that makes a refill average (kWh)',
    hint: 'Without battery levels, this much has to be charged before efficiency is worked out.',
  },
  unloggedToleranceSoc: {
    label: 'Tolerated rise between charges (%)',
    hint: 'If the battery gained more than this without a charge in the log, one is missing.',
  },
  fallbackEnabled: {
    label: 'Estimate efficiency when a charge has none',
    hint: 'From your recent driving, else from the car, else from the value above.',
  },
  fallbackDays: {
    label: 'Recent driving covers (days)',
    hint: 'How far back the average looks.',
  },
  fallbackMinDistanceM: {
    label: `Recent driving needs at least (${f.distanceUnit})`,
    hint: 'Less than this is not an average yet.',
  },
  fallbackMinEnergyWh: {
    label: 'Recent driving needs at least (kWh)',
    hint: 'Less than this is not an average yet.',
  },
  defaultEfficiencyMPerWh: {
    label: `Efficiency when nothing else is known (${f.efficiencyUnit})`,
    hint: 'Leave it empty to show such figures as unknown.',
  },
  chargingEfficiencyAc: {
    label: 'Reaches the battery, AC (%)',
    hint: 'The rest is lost in cable and charger. Used until your charges tell.',
  },
  chargingEfficiencyDc: {
    label: 'Reaches the battery, DC (%)',
    hint: 'Used until your charges tell.',
  },
  chargingEfficiencyDays: {
    label: 'Losses are learned from the last (days)',
    hint: 'Older charges do not count.',
  },
  chargingEfficiencyMinSamples: {
    label: 'Charges needed to learn losses',
    hint: 'With fewer the assumed value is used.',
  },
  chargingEfficiencyMinDeltaSoc: {
    label: 'Smallest charge to learn from (%)',
    hint: 'Small ones are too uncertain.',
  },
  chargingEfficiencyMin: {
    label: 'Lowest believable share (%)',
    hint: 'Charges below it are not learned from.',
  },
  chargingEfficiencyMax: {
    label: 'Highest believable share (%)',
    hint: 'A little over 100% leaves room for rounding.',
  },
  fullChargeSoc: {
    label: 'Counts as a full charge from (%)',
    hint: 'For the recommendation to charge fully.',
  },
  dcTaperSoc: {
    label: 'Fast charging slows down from (%)',
    hint: 'For the hint that the last part took long.',
  },
  finishAtHomeRatio: {
    label: 'Public dearer than home by a factor of',
    hint: 'From there on finishing at home is suggested.',
  },
  finishAtHomeMinSoc: {
    label: 'Finish at home, from a level of (%)',
    hint: 'Below it the charge is needed for the road.',
  },
  storageDays: {
    label: 'Parked for long means (days)',
    hint: 'After this the battery level while parked is worth a hint.',
  },
  storageLowSoc: { label: 'Too low to park (%)', hint: 'Below this level.' },
  storageHighSoc: { label: 'Too full to park (%)', hint: 'Above this level.' },
  storageMaxDistanceM: {
    label: `Still counts as parked (${f.distanceUnit})`,
    hint: 'Driven no more than this between two charges.',
  },
  lowSocSuggestion: {
    label: 'Battery is low at (%)',
    hint: 'At or below it charging is suggested.',
  },
  homeDeltaDays: {
    label: 'Home price is averaged over (days)',
    hint: 'What a public charge is compared with.',
  },
  rollingDays: {
    label: 'Average to compare with covers (days)',
    hint: 'The average shown beside each charge.',
  },
  chipEfficiencyGoodMPerWh: {
    label: `Marked as efficient from (${f.efficiencyUnit})`,
    hint: 'The green mark on a charge.',
  },
  chipEfficiencyBadMPerWh: {
    label: `Marked as thirsty up to (${f.efficiencyUnit})`,
    hint: 'The amber mark on a charge.',
  },
  reminderUpcomingDays: {
    label: 'Announce a full charge ahead by (days)',
    hint: '0 announces it on the day.',
  },
  reminderDueDays: { label: 'Overdue after (days)', hint: 'Days past the day it was due.' },
  reminderOverdueDays: { label: 'Urgent after (days)', hint: 'Days past the day it was due.' },
  homeChargerW: {
    label: 'Home charger power (kW)',
    hint: 'Used until your own home charges tell: 2.3 for a socket, 7.4 for a wall box.',
  },
  homeWindowStart: { label: 'Cheap hours from', hint: 'When the night rate begins.' },
  homeWindowEnd: { label: 'Cheap hours until', hint: 'When the night rate ends.' },
  splitByCurve: {
    label: 'Follow the charge curve over price bands',
    hint: 'Where a charge has a curve that fits its energy, each band gets what flowed in its time. Otherwise energy is spread evenly. Costs that are saved stay as they are.',
  },
  plannerDcDefaultW: {
    label: 'Fast charger power (kW)',
    hint: 'Assumed while no charger is chosen.',
  },
  odometerMaxPerDayM: {
    label: `Furthest believable day (${f.distanceUnit})`,
    hint: 'A reading that jumps further is marked and left out of totals.',
  },
  odometerCoverageMin: {
    label: 'Charges with a reading, at least (%)',
    hint: 'Below it cost per distance says that it is incomplete.',
  },
  hygieneLowSoc: { label: 'Low battery below (%)', hint: 'For the time spent at low levels.' },
  hygieneHighSoc: { label: 'High battery above (%)', hint: 'For the time spent at high levels.' },
  capacityMinDeltaSoc: {
    label: 'Smallest charge that tells capacity (%)',
    hint: 'Small charges are too uncertain.',
  },
  capacityMinSamples: {
    label: 'Charges needed for capacity',
    hint: 'With fewer no battery health is shown.',
  },
  capacityWindow: {
    label: 'Charges averaged for capacity',
    hint: 'The newest ones count.',
  },
  capacityMinPct: {
    label: 'Lowest believable health (%)',
    hint: 'Charges that say less are left out.',
  },
  capacityMaxPct: {
    label: 'Highest believable health (%)',
    hint: 'Charges that say more are left out.',
  },
  paceUnder: {
    label: 'Under the allowance, below (%)',
    hint: 'Of the distance allowed by today.',
  },
  paceOver: { label: 'Over the allowance, above (%)', hint: 'Of the distance allowed by today.' },
  roadTaxRates: {
    label: 'Road tax rates',
    hint: 'Charged by the mile from a date on.',
  },
});
