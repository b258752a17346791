import { addMonths, monthOf, startOfMonth } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { MonthRollup, MonthRollups, SessionSums } from '#lib/domain/rollups.ts';

/** What one month says on Home. Figures nothing is known of are absent. */
export interface MonthFigures {
  readonly sessions: number;
  readonly foreignSessions: number;
  readonly costMicros?: number;
  readonly energyWh?: number;
  readonly pricePerKwhMicros?: number;
  /** Energy charged at home over all energy, 0..1. */
  readonly shareHome?: number;
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
function total(sums: readonly SessionSums[], key: Addend): number | undefined {
  const known = sums.map((one) => one[key]).filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0);
}

function count(sums: readonly SessionSums[], key: 'sessions' | 'foreignSessions'): number {
  return sums.reduce((sum, one) => sum + one[key], 0);
}

function ratio(part: number | undefined, whole: number | undefined): number | undefined {
  return part === undefined || whole === undefined || whole <= 0 ? undefined : part / whole;
}

/** The figures of any months together. */
export function figuresOf(rollups: readonly MonthRollup[]): MonthFigures {
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
  return {
    sessions: count(all, 'sessions'),
    foreignSessions: count(all, 'foreignSessions'),
    ...(costMicros === undefined ? {} : { costMicros }),
    ...(energyWh === undefined ? {} : { energyWh }),
    ...(pricePerKwhMicros === undefined ? {} : { pricePerKwhMicros }),
    ...(shareHome === undefined ? {} : { shareHome }),
  };
}

/** This month and the last one, of one car or of all. Prices are Σ cost / Σ energy. */
export function compareMonths(
  { months }: Pick<MonthRollups, 'months'>,
  today: LocalDate,
  carId?: string,
): MonthComparison {
  const month = monthOf(today);
  const previousMonth = monthOf(addMonths(startOfMonth(today), -1));
  const scope = months.filter((rollup) => carId === undefined || rollup.carId === carId);
  const of = (wanted: string) => figuresOf(scope.filter((rollup) => rollup.month === wanted));
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
