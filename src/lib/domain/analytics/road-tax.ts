import { epochDayOf, localDateOfEpochDay } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { CarBook } from '#lib/domain/metrics/diary.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import type { RoadTaxRate, Settings } from '#lib/domain/settings.ts';
import { distanceIn } from '#lib/domain/units.ts';
import type { RoadTax } from './figures.ts';
import { trackedYearOf } from './mileage.ts';
import { ratio } from './sums.ts';

const NO_TAX = { perMileMicros: 0, annualMicros: 0 };

/** The entry that applies on a day; nothing is due before the first one. */
function rateOn(rates: readonly RoadTaxRate[], day: number): Omit<RoadTaxRate, 'from'> {
  const date = localDateOfEpochDay(day);
  return rates.findLast(({ from }) => from <= date) ?? NO_TAX;
}

/**
 * The tax per mile on the days `from` up to, not including, `to`. Distances between two changes of
 * the rate are taken as one.
 */
function perMileTax(
  rates: readonly RoadTaxRate[],
  from: number,
  to: number,
  distanceM: (from: number, to: number) => number,
): number {
  const changes = rates
    .map((rate) => epochDayOf(rate.from))
    .filter((day) => day > from && day < to);
  const starts = [from, ...changes];
  return starts.reduce((sum, start, k) => {
    const metres = distanceM(start, starts[k + 1] ?? to);
    return sum + distanceIn('mi', metres) * rateOn(rates, start).perMileMicros;
  }, 0);
}

/** The road tax of the current mileage year, an estimate; absent where `mileageYearOf` is. */
export function roadTaxOf(
  book: CarBook,
  { roadTaxRates: rates }: Pick<Settings, 'roadTaxRates'>,
  today: LocalDate,
): RoadTax | undefined {
  const year = trackedYearOf(book, today);
  if (!year) return undefined;
  const { line, startDay, endDay, lastDay } = year;
  const runningMicros = perMileTax(rates, startDay, lastDay, (a, b) => line.at(b) - line.at(a));
  const perDayM = ratio(line.at(lastDay) - line.at(startDay), lastDay - startDay);
  const projectedMicros =
    runningMicros + perMileTax(rates, lastDay, endDay, (a, b) => perDayM * (b - a));
  const { annualMicros } = rateOn(rates, endDay - 1);
  return knownMembers<RoadTax>({
    runningMicros,
    projectedMicros,
    annualMicros,
    totalMicros: projectedMicros + annualMicros,
  });
}
