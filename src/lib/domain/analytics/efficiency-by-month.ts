import { endOfMonth, epochDayOf, monthOf } from '#lib/domain/civil-date.ts';
import { countsInAggregates, cycleBatteryWh } from '#lib/domain/metrics/car-figures.ts';
import { at, dateAt } from '#lib/domain/metrics/car-log.ts';
import type { CarBook } from '#lib/domain/metrics/diary.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';

/** How far a car went on a Wh of its battery in one month. */
export interface MonthEfficiency {
  /** `YYYY-MM` */
  readonly month: string;
  readonly cycles: number;
  readonly distanceM: number;
  /** Battery side. */
  readonly energyWh: number;
  readonly drivingMPerWh: number;
  /** On a full battery; absent without its capacity. */
  readonly rangeM?: number;
  readonly lowConfidence?: true;
}

/** The best and the worst month, and how much better the one is. */
export interface Swing {
  readonly best: string;
  readonly worst: string;
  readonly differencePct: number;
}

const MIN_CYCLES = 2;

interface MonthSums {
  readonly month: string;
  readonly lastDay: number;
  cycles: number;
  distanceM: number;
  energyWh: number;
}

/** The months of a car with a drive cycle that counts. */
export function efficiencyByMonthOf({ log, figures }: CarBook): MonthEfficiency[] {
  const months: MonthSums[] = [];
  let sums: MonthSums | undefined;
  for (let i = 0; i < log.size; i += 1) {
    if (!countsInAggregates(figures, i)) continue;
    if (!sums || at(log.day, i) > sums.lastDay) {
      const date = dateAt(log, i);
      const lastDay = epochDayOf(endOfMonth(date));
      sums = { month: monthOf(date), lastDay, cycles: 0, distanceM: 0, energyWh: 0 };
      months.push(sums);
    }
    sums.cycles += 1;
    sums.distanceM += at(figures.cycleDistanceM, i);
    sums.energyWh += cycleBatteryWh(figures, i);
  }
  return months.map(({ month, cycles, distanceM, energyWh }) => {
    const drivingMPerWh = distanceM / energyWh;
    return knownMembers<MonthEfficiency>({
      month,
      cycles,
      distanceM,
      energyWh,
      drivingMPerWh,
      rangeM: drivingMPerWh * (log.car.usableBatteryWh ?? NaN),
      lowConfidence: cycles < MIN_CYCLES ? true : undefined,
    });
  });
}

/** The best month against the worst, of equal ones the earlier; absent without two to compare. */
export function swingOf(months: readonly MonthEfficiency[]): Swing | undefined {
  const sure = months.filter(({ lowConfidence }) => lowConfidence !== true);
  const [first] = sure;
  if (!first || sure.length < 2) return undefined;
  let [best, worst] = [first, first];
  for (const month of sure) {
    if (month.drivingMPerWh > best.drivingMPerWh) best = month;
    if (month.drivingMPerWh < worst.drivingMPerWh) worst = month;
  }
  return {
    best: best.month,
    worst: worst.month,
    differencePct: ((best.drivingMPerWh - worst.drivingMPerWh) / worst.drivingMPerWh) * 100,
  };
}
