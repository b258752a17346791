import type { MileageYear } from '#lib/domain/analytics/figures.ts';
import type { EfficiencySource } from '#lib/domain/metrics/car-figures.ts';
import type { Formatters } from '#lib/i18n/formatters.ts';

/** How far the battery takes a car, and how its mileage year goes. */
export const outlook = (f: Formatters) => ({
  /** Where the range comes from. */
  rangeFrom: {
    measured: (mPerWh: number) => `Range at ${f.efficiency(mPerWh)}, measured on your last drive`,
    pooled: (mPerWh: number) => `Range at ${f.efficiency(mPerWh)}, measured on your recent drives`,
    profile: (mPerWh: number) => `Range at ${f.efficiency(mPerWh)}, as entered for the car`,
    default: (mPerWh: number) => `Range at ${f.efficiency(mPerWh)}, the value from the settings`,
  } satisfies Readonly<Record<EfficiencySource, (mPerWh: number) => string>>,
  rangeUnknown: 'No range: the efficiency of the car is not known',

  mileage: 'Mileage year',
  pace: {
    under: 'Under the allowance',
    on: 'On the allowance',
    over: 'Over the allowance',
  } satisfies Readonly<Record<NonNullable<MileageYear['pace']>, string>>,
  used: ({ usedM, allowanceM }: MileageYear) =>
    allowanceM === undefined
      ? `${f.odometer(usedM)} driven`
      : `${f.odometer(usedM)} of ${f.odometer(allowanceM)} used`,
  lastReading: (date: string) => `Last reading on ${f.dayMonth(date)}`,
  projected: ({ projectedM, yearEnd }: MileageYear) =>
    `about ${f.odometer(projectedM)} by ${f.date(yearEnd)}`,
  rough: 'The year has only begun: this is a rough forecast.',
});
