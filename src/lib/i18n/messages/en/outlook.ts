import type { MileageYear } from '#lib/domain/analytics/figures.ts';
import type { EfficiencySource } from '#lib/domain/metrics/car-figures.ts';
import type { Formatters } from '#lib/i18n/formatters.ts';

/** How far the battery takes a car, and how its mileage year goes. */
export const outlook = (f: Formatters) => ({
  /** Where the range comes from. */
  rangeFrom: {
    measured: (mPerWh: number) => `Range at ${f.efficiency(mPerWh)}, as on your last drive`,
    pooled: (mPerWh: number) => `Range at ${f.efficiency(mPerWh)}, as driven lately`,
    profile: (mPerWh: number) => `Range at ${f.efficiency(mPerWh)}, as entered for the car`,
    default: (mPerWh: number) => `Range at ${f.efficiency(mPerWh)}, from the settings`,
  } satisfies Readonly<Record<EfficiencySource, (mPerWh: number) => string>>,
  rangeUnknown: 'No range: the efficiency of the car is not known',

  mileage: 'Mileage year',
  pace: {
    under: 'Under the allowance',
    on: 'On the allowance',
    over: 'Over the allowance',
  } satisfies Readonly<Record<NonNullable<MileageYear['pace']>, string>>,
  mileageSentence: (year: MileageYear) =>
    [usedWords(f, year), projectedWords(f, year)].filter(Boolean).join(' '),

  allHints: 'Show all',
  openCar: 'Open the car',
});

function usedWords(f: Formatters, { usedM, allowanceM, lastReadingDate }: MileageYear): string {
  const used = f.odometer(usedM);
  const until = f.dayMonth(lastReadingDate);
  return allowanceM === undefined
    ? `${used} driven until ${until}.`
    : `${used} of ${f.odometer(allowanceM)} used until ${until}.`;
}

function projectedWords(
  f: Formatters,
  { projectedM, yearEnd, lowConfidence }: MileageYear,
): string {
  if (projectedM === undefined) return '';
  const rough = lowConfidence ? ', a rough guess so early in the year' : '';
  return `At this pace about ${f.odometer(projectedM)} by ${f.date(yearEnd)}${rough}.`;
}
