import { addMonths, monthOf, startOfMonth, startOfYear } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { MonthRollup } from '#lib/domain/rollups.ts';
import { figuresOf, type MonthFigures } from './home-months.ts';

export const PERIODS = ['year', '12m', 'all'] as const;
export type Period = (typeof PERIODS)[number];

/** What Insights shows, as its address says it. */
export interface InsightsQuery {
  readonly period: Period;
  readonly carId?: string;
}

/** Reads the address; anything unknown is the usual: twelve months, all cars. */
export function readInsightsAddress(params: URLSearchParams): InsightsQuery {
  const period = PERIODS.find((known) => known === params.get('period')) ?? '12m';
  const carId = params.get('car');
  return carId ? { period, carId } : { period };
}

/** The search part of the address, empty for the usual. */
export function insightsAddress({ period, carId }: InsightsQuery): string {
  const params = new URLSearchParams();
  if (period !== '12m') params.set('period', period);
  if (carId !== undefined) params.set('car', carId);
  const written = params.toString();
  return written === '' ? '' : `?${written}`;
}

/** One month of a chart. Without sessions all but the month is a gap, not a zero. */
export interface MonthPoint extends MonthFigures {
  readonly month: string;
  /** Known energy by current; absent in a month without any. */
  readonly acWh?: number;
  readonly dcWh?: number;
  /** Known energy of sessions of which nobody said AC or DC. */
  readonly otherWh?: number;
  readonly costedSessions: number;
}

export interface InsightsMonths {
  readonly total: MonthFigures & { readonly costedSessions: number };
  /** Every month of the period, also the empty ones. */
  readonly months: readonly MonthPoint[];
}

function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = monthOf(addMonths(`${month}-01`, 1))) {
    months.push(month);
  }
  return months;
}

function firstMonth(period: Period, today: LocalDate, known: readonly string[]): string {
  if (period === 'year') return monthOf(startOfYear(today));
  if (period === '12m') return monthOf(addMonths(startOfMonth(today), -11));
  return known.reduce((least, month) => (month < least ? month : least), monthOf(today));
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const costed = (rollups: readonly MonthRollup[]): number =>
  sum(rollups.map(({ all }) => all.costedSessions));

function pointOf(month: string, rollups: readonly MonthRollup[]): MonthPoint {
  const figures = figuresOf(rollups);
  const base = { month, ...figures, costedSessions: costed(rollups) };
  if (figures.energyWh === undefined) return base;
  const acWh = sum(rollups.map((rollup) => rollup.acWh));
  const dcWh = sum(rollups.map((rollup) => rollup.dcWh));
  return { ...base, acWh, dcWh, otherWh: Math.max(0, figures.energyWh - acWh - dcWh) };
}

/** The figures of a period up to this month, of one car or of all. */
export function insightsMonths(
  rollups: readonly MonthRollup[],
  { period, carId }: InsightsQuery,
  today: LocalDate,
): InsightsMonths {
  const thisMonth = monthOf(today);
  const scope = rollups.filter(
    (rollup) => (carId === undefined || rollup.carId === carId) && rollup.month <= thisMonth,
  );
  const from = firstMonth(
    period,
    today,
    scope.map(({ month }) => month),
  );
  const inPeriod = scope.filter(({ month }) => month >= from);
  const byMonth = new Map<string, MonthRollup[]>();
  for (const rollup of inPeriod) {
    byMonth.set(rollup.month, [...(byMonth.get(rollup.month) ?? []), rollup]);
  }
  return {
    total: { ...figuresOf(inPeriod), costedSessions: costed(inPeriod) },
    months: monthsBetween(from, thisMonth).map((month) => pointOf(month, byMonth.get(month) ?? [])),
  };
}
