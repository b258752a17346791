import { at } from '#lib/domain/metrics/car-log.ts';
import type { Diary } from '#lib/domain/metrics/diary.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import { classicExtremes, type ClassicExtremes } from './classic-sessions.ts';
import { kilo, major, miles, milesPerKwh } from './classic-units.ts';
import { narrow, onlyRows, type Scope, type ScopeChoice, scopeOf } from './scope.ts';
import { temperatureBandOf, temperatureBandsOf, type TemperatureBand } from './temperature.ts';
import { totalsOf } from './totals.ts';

// The groups and the table of the classic program, in the units people speak in, unrounded.

/** Sums over all sessions; unknown ones are left out. */
export interface ClassicTotals {
  readonly total_sessions: number;
  readonly total_kwh?: number;
  readonly total_miles?: number;
  readonly total_cost?: number;
  readonly currency: string;
  readonly savings_vs_petrol?: number;
  readonly avg_cost_per_kwh?: number;
  readonly avg_cost_per_mile?: number;
}

/** The sessions of one band of temperatures. */
export interface ClassicSeason {
  readonly count: number;
  readonly avg_efficiency?: number;
  readonly avg_cost_per_mile?: number;
  readonly avg_power_kw?: number;
  readonly avg_temp_c: number;
  readonly temp_range: string;
}

const TEMPERATURE_RANGES: Readonly<Record<TemperatureBand, string>> = {
  very_cold: 'below 5 °C',
  cold: '5 to 15 °C',
  mild: '15 to 25 °C',
  warm: '25 to 35 °C',
  hot: '35 °C and above',
};

/** The three groups that scripts for the classic program read. */
export interface ClassicGroups {
  readonly lifetime_totals: ClassicTotals;
  readonly best_worst_sessions: ClassicExtremes;
  readonly seasonal_averages: Readonly<Partial<Record<TemperatureBand, ClassicSeason>>>;
}

function classicTotals(scope: Scope): ClassicTotals {
  const totals = totalsOf(scope);
  return knownMembers<ClassicTotals>({
    total_sessions: totals.sessions,
    total_kwh: kilo(totals.energyWh),
    total_miles: miles(totals.distanceM ?? totals.gainedAllM),
    total_cost: major(totals.costMicros),
    currency: scope.diary.settings.currency,
    savings_vs_petrol: major(totals.savingMicros),
    avg_cost_per_kwh: major(totals.pricePerKwhMicros),
    avg_cost_per_mile: major(totals.costPerMileMicros),
  });
}

function classicSeasons(scope: Scope): ClassicGroups['seasonal_averages'] {
  const bands = temperatureBandsOf(scope).map((band) => {
    const own = onlyRows(scope, (log, i) => temperatureBandOf(at(log.ambientC, i)) === band.key);
    const season = knownMembers<ClassicSeason>({
      count: band.sessions,
      avg_efficiency: milesPerKwh(band.drivingMPerWh),
      avg_cost_per_mile: major(totalsOf(own).costPerMileMicros),
      avg_power_kw: kilo(band.averagePowerW),
      avg_temp_c: band.meanC,
      temp_range: TEMPERATURE_RANGES[band.key],
    });
    return [band.key, season] as const;
  });
  return Object.fromEntries(bands);
}

/** The three classic groups of the chosen sessions. */
export function classicGroups(diary: Diary, choice: ScopeChoice = {}): ClassicGroups {
  const scope = scopeOf(diary, choice);
  return {
    lifetime_totals: classicTotals(scope),
    best_worst_sessions: classicExtremes(scope),
    seasonal_averages: classicSeasons(scope),
  };
}

export const CLASSIC_CSV_COLUMNS = [
  'car',
  'total_sessions',
  'total_kwh',
  'total_miles',
  'total_cost',
  'currency',
  'savings_vs_petrol',
  'avg_cost_per_kwh',
  'avg_cost_per_mile',
  'cheapest_session_cost_per_mile',
  'most_expensive_session_cost_per_mile',
  'fastest_session_power_kw',
  'slowest_session_power_kw',
  'most_efficient_session',
  'least_efficient_session',
  'today',
] as const;

/** One line of the table; an unknown cell is absent. */
export type ClassicCsvRow = Readonly<
  Partial<Record<(typeof CLASSIC_CSV_COLUMNS)[number], string | number>>
>;

function csvRow(scope: Scope, car: string): ClassicCsvRow {
  const best = classicExtremes(scope);
  return knownMembers<ClassicCsvRow>({
    car,
    ...classicTotals(scope),
    cheapest_session_cost_per_mile: best.cheapest_per_mile?.cost_per_mile,
    most_expensive_session_cost_per_mile: best.most_expensive_per_mile?.cost_per_mile,
    fastest_session_power_kw: best.fastest_session?.avg_power_kw,
    slowest_session_power_kw: best.slowest_session?.avg_power_kw,
    most_efficient_session: best.most_efficient?.efficiency_used,
    least_efficient_session: best.least_efficient?.efficiency_used,
    today: scope.diary.today,
  });
}

/** The classic table of the chosen sessions: a line for each car by its name, then one for all. */
export function classicCsvRows(diary: Diary, choice: ScopeChoice = {}): ClassicCsvRow[] {
  const chosen = scopeOf(diary, choice);
  const cars = chosen.parts.map(({ log: { car } }) =>
    csvRow(narrow(chosen, { carId: car.id }), car.name),
  );
  return [...cars, csvRow(chosen, '')];
}
