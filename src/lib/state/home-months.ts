import { costPerMileOf } from '#lib/domain/analytics/per-mile.ts';
import { addMonths, monthOf, startOfMonth } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { MonthRollup, MonthRollups, PerMileSums, SessionSums } from '#lib/domain/rollups.ts';
import { DEFAULT_SETTINGS } from '#lib/domain/settings.ts';

/** What one month says on Home. Figures nothing is known of are absent. */
export interface MonthFigures {
  readonly sessions: number;
  readonly foreignSessions: number;
  readonly costMicros?: number;
  readonly energyWh?: number;
  readonly pricePerKwhMicros?: number;
  /** Energy charged at home over all energy, 0..1. */
  readonly shareHome?: number;
  /** Driven between odometer readings that can be trusted. */
  readonly distanceM?: number;
  readonly costPerMileMicros?: number;
  /** What was driven and paid for, or how far the charges will carry the car. */
  readonly costPerMileBasis?: 'odometer' | 'gained';
}

/** A month beside the one before it. */
export interface MonthComparison {
  /** `YYYY-MM` */
  readonly month: string;
  readonly previousMonth: string;
  readonly current: MonthFigures;
  readonly previous: MonthFigures;
}

type Addend = 'energyWh' | 'costMicros' | 'costedEnergyWh' | 'pricedCostMicros';

/** A sum over no known value stays unknown. */
function addKnown(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0);
}

function total(sums: readonly SessionSums[], key: Addend): number | undefined {
  return addKnown(sums.map((one) => one[key]));
}

function count(sums: readonly SessionSums[], key: 'sessions' | 'foreignSessions'): number {
  return sums.reduce((sum, one) => sum + one[key], 0);
}

function addPerMile(rollups: readonly MonthRollup[]): PerMileSums {
  const all = (key: keyof PerMileSums) =>
    rollups.reduce((sum, { perMile }) => sum + perMile[key], 0);
  return {
    paidUpMicros: all('paidUpMicros'),
    paidUpM: all('paidUpM'),
    paidUpWh: all('paidUpWh'),
    costedWh: all('costedWh'),
    gainedMicros: all('gainedMicros'),
    gainedM: all('gainedM'),
  };
}

function ratio(part: number | undefined, whole: number | undefined): number | undefined {
  return part === undefined || whole === undefined || whole <= 0 ? undefined : part / whole;
}

/**
 * The figures of any months together. The cost of a mile is taken from the odometer if that covers
 * the share `coverageMin` (the setting `odometerCoverageMin`) of the paid energy; it is absent
 * over several months, because what drives across their ends is in none of them.
 */
export function figuresOf(
  rollups: readonly MonthRollup[],
  coverageMin: number = DEFAULT_SETTINGS.odometerCoverageMin,
): MonthFigures {
  const all = rollups.map((rollup) => rollup.all);
  const energyWh = total(all, 'energyWh');
  const costMicros = total(all, 'costMicros');
  const costedKwh = ratio(total(all, 'costedEnergyWh'), 1000);
  const pricePerKwhMicros = ratio(total(all, 'pricedCostMicros'), costedKwh);
  const homeWh = total(
    rollups.map((rollup) => rollup.home),
    'energyWh',
  );
  const publicWh = total(
    rollups.map((rollup) => rollup.public),
    'energyWh',
  );
  // Where no place is known nothing can be said about home.
  const isPlaced = homeWh !== undefined || publicWh !== undefined;
  const shareHome = isPlaced ? ratio(homeWh ?? 0, energyWh) : undefined;
  const distanceM = addKnown(rollups.map((rollup) => rollup.distanceM));
  const isOneMonth = rollups.every(({ month }) => month === rollups[0]?.month);
  return {
    sessions: count(all, 'sessions'),
    foreignSessions: count(all, 'foreignSessions'),
    ...(costMicros === undefined ? {} : { costMicros }),
    ...(energyWh === undefined ? {} : { energyWh }),
    ...(pricePerKwhMicros === undefined ? {} : { pricePerKwhMicros }),
    ...(shareHome === undefined ? {} : { shareHome }),
    ...(distanceM === undefined ? {} : { distanceM }),
    ...(isOneMonth && costPerMileOf(addPerMile(rollups), coverageMin)),
  };
}

/** This month and the last one, of one car or of all. Prices are Σ cost / Σ energy. */
export function compareMonths(
  { months }: Pick<MonthRollups, 'months'>,
  today: LocalDate,
  carId?: string,
  coverageMin?: number,
): MonthComparison {
  const month = monthOf(today);
  const previousMonth = monthOf(addMonths(startOfMonth(today), -1));
  const scope = months.filter((rollup) => carId === undefined || rollup.carId === carId);
  const of = (wanted: string) =>
    figuresOf(
      scope.filter((rollup) => rollup.month === wanted),
      coverageMin,
    );
  return { month, previousMonth, current: of(month), previous: of(previousMonth) };
}

/** How many completed sessions lack something, of one car or of all. */
export function countToComplete(
  { toComplete }: Pick<MonthRollups, 'toComplete'>,
  carId?: string,
): number {
  return toComplete
    .filter((entry) => carId === undefined || entry.carId === carId)
    .reduce((sum, entry) => sum + entry.sessions, 0);
}
