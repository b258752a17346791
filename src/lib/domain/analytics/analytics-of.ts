import { addDays, localDateOfEpochDay, startOfMonth } from '#lib/domain/civil-date.ts';
import { achievementsOf } from '#lib/domain/coach/achievements.ts';
import type { Achievements, Recommendation } from '#lib/domain/coach/findings.ts';
import { recommendationsOf } from '#lib/domain/coach/recommendations.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import { SUSPECT } from '#lib/domain/metrics/car-figures.ts';
import type { CarBook, Diary } from '#lib/domain/metrics/diary.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import { bestWorstOf } from './best-worst.ts';
import { type Capacity, capacityOf } from './capacity.ts';
import { digestsOf } from './digest.ts';
import {
  efficiencyByMonthOf,
  type MonthEfficiency,
  type Swing,
  swingOf,
} from './efficiency-by-month.ts';
import type { BestWorst, Digests, MileageYear, RoadTax, Totals } from './figures.ts';
import { type Hygiene, hygieneOf } from './hygiene.ts';
import { type LeaderboardEntry, networksOf, placesOf } from './leaderboards.ts';
import { mileageYearOf } from './mileage.ts';
import { roadTaxOf } from './road-tax.ts';
import { narrow, type Scope, scopeOf } from './scope.ts';
import { type SeriesBucket, seriesOf, spanOf, startOfWeek } from './series.ts';
import { type SocWindow, socWindowsOf } from './soc-windows.ts';
import { type CurrentSplit, currentsOf, type HomePublicSplit, homePublicOf } from './splits.ts';
import {
  type TemperatureBand,
  temperatureBandsOf,
  type TemperatureBin,
  temperatureBinsOf,
  type TemperatureGroup,
} from './temperature.ts';
import { totalsOf } from './totals.ts';

/** The figures of all cars or of one, over all time unless they say otherwise. */
export interface ScopeAnalytics {
  readonly totals: Totals;
  readonly last30: Totals;
  readonly homePublic: HomePublicSplit;
  readonly currents: CurrentSplit;
  readonly bestWorst: BestWorst;
  readonly series: {
    readonly month: readonly SeriesBucket[];
    readonly week: readonly SeriesBucket[];
    readonly day: readonly SeriesBucket[];
  };
  readonly networks: readonly LeaderboardEntry[];
  readonly places: readonly LeaderboardEntry[];
  readonly temperatureBins: readonly TemperatureGroup<TemperatureBin>[];
  readonly temperatureBands: readonly TemperatureGroup<TemperatureBand>[];
  readonly socWindows: readonly SocWindow[];
}

/** What there is to say about one car besides. */
export interface CarAnalytics extends ScopeAnalytics {
  /** Ids of the sessions whose odometer reading cannot be right, in session order. */
  readonly suspectReadings: readonly string[];
  readonly hygiene: Hygiene;
  readonly capacity?: Capacity;
  readonly efficiencyByMonth: readonly MonthEfficiency[];
  readonly swing?: Swing;
  readonly mileage?: MileageYear;
  readonly roadTax?: RoadTax;
  /** Absent for archived cars. */
  readonly recommendations?: readonly Recommendation[];
}

/** All figures over more than one session, in the shape in which the command line prints them. */
export interface Analytics {
  readonly format: 'plugtrack-analytics';
  readonly version: 1;
  readonly today: LocalDate;
  readonly all: ScopeAnalytics;
  /** By car id. */
  readonly cars: Readonly<Record<string, CarAnalytics>>;
  readonly achievements: Achievements;
  readonly digest: Digests;
}

const LAST_DAYS = 30;
const SERIES_DAYS = 31;
const SERIES_WEEKS = 26;

/** By month from the first session to the last; by week and by day up to today. */
function allSeriesOf(scope: Scope, today: LocalDate): ScopeAnalytics['series'] {
  const span = spanOf(scope);
  const day = { from: addDays(today, 1 - SERIES_DAYS), to: today };
  const week = { from: addDays(startOfWeek(today), -7 * (SERIES_WEEKS - 1)), to: today };
  return {
    month: span
      ? seriesOf(scope, 'month', {
          from: startOfMonth(localDateOfEpochDay(span.first)),
          to: localDateOfEpochDay(span.last),
        })
      : [],
    week: seriesOf(scope, 'week', week),
    day: seriesOf(scope, 'day', day),
  };
}

function scopeAnalyticsOf(scope: Scope): ScopeAnalytics {
  const { today } = scope.diary;
  return {
    totals: totalsOf(scope),
    last30: totalsOf(narrow(scope, { from: addDays(today, 1 - LAST_DAYS), to: today })),
    homePublic: homePublicOf(scope),
    currents: currentsOf(scope),
    bestWorst: bestWorstOf(scope),
    series: allSeriesOf(scope, today),
    networks: networksOf(scope),
    places: placesOf(scope),
    temperatureBins: temperatureBinsOf(scope),
    temperatureBands: temperatureBandsOf(scope),
    socWindows: socWindowsOf(scope),
  };
}

/** Ids of the sessions of a car whose odometer reading cannot be right, in session order. */
function suspectReadingsOf({ log, figures }: CarBook): string[] {
  const ids: string[] = [];
  figures.trust.forEach((trust, i) => {
    if (trust === SUSPECT) ids.push(log.id(i));
  });
  return ids;
}

function carAnalyticsOf(diary: Diary, book: CarBook, scope: Scope): CarAnalytics {
  const { settings, today } = diary;
  const efficiencyByMonth = efficiencyByMonthOf(book);
  return knownMembers<CarAnalytics>({
    ...scopeAnalyticsOf(scope),
    suspectReadings: suspectReadingsOf(book),
    hygiene: hygieneOf(book, settings, today),
    capacity: capacityOf(book, settings),
    efficiencyByMonth,
    swing: swingOf(efficiencyByMonth),
    mileage: mileageYearOf(book, settings, today),
    roadTax: roadTaxOf(book, settings, today),
    recommendations: book.log.car.archived ? undefined : recommendationsOf(diary, book),
  });
}

/** All figures of a diary over more than one session. */
export function analyticsOf(diary: Diary): Analytics {
  const all = scopeOf(diary);
  const cars = [...diary.books].map(([carId, book]) => [
    carId,
    carAnalyticsOf(diary, book, narrow(all, { carId })),
  ]);
  return {
    format: 'plugtrack-analytics',
    version: 1,
    today: diary.today,
    all: scopeAnalyticsOf(all),
    cars: Object.fromEntries(cars) as Analytics['cars'],
    achievements: achievementsOf(diary),
    digest: digestsOf(diary),
  };
}
