import {
  addDays,
  daysBetween,
  endOfMonth,
  monthOf,
  startOfMonth,
  startOfYear,
  weekdayOf,
} from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import { AC_CODE, at, DC_CODE } from '#lib/domain/metrics/car-log.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import { forEachRow, narrow, type Scope } from './scope.ts';
import { plus } from './sums.ts';
import { TotalsTally } from './totals.ts';

export type BucketUnit = 'day' | 'week' | 'month';

/** A day, week or month of a series. Without sessions its sums are 0 and its ratios absent. */
export interface SeriesBucket {
  /** `YYYY-MM-DD`, `YYYY-Www` or `YYYY-MM`. */
  readonly key: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly sessions: number;
  readonly energyWh?: number;
  readonly acWh: number;
  readonly dcWh: number;
  readonly costMicros?: number;
  readonly pricePerKwhMicros?: number;
  readonly drivingMPerWh?: number;
  readonly costPerMileMicros?: number;
  readonly distanceM?: number;
}

type Bucket = Pick<SeriesBucket, 'key' | 'from' | 'to'>;

const MAX_DAYS_BY_DAY = 31;
const MAX_DAYS_BY_WEEK = 186;

/** How finely a range, both ends inclusive, is cut when nobody chose. */
export function bucketUnitOf(from: LocalDate, to: LocalDate): BucketUnit {
  const days = daysBetween(from, to) + 1;
  if (days <= MAX_DAYS_BY_DAY) return 'day';
  return days <= MAX_DAYS_BY_WEEK ? 'week' : 'month';
}

/** The Monday of the week of a date. */
export function startOfWeek(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date));
}

/** `YYYY-Www`: a week belongs to the year that has its Thursday. */
function weekKey(monday: LocalDate): string {
  const thursday = addDays(monday, 3);
  const week = 1 + Math.floor(daysBetween(startOfYear(thursday), thursday) / 7);
  return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`;
}

function bucketAt(date: LocalDate, unit: BucketUnit): Bucket {
  switch (unit) {
    case 'day':
      return { key: date, from: date, to: date };
    case 'week': {
      const from = startOfWeek(date);
      return { key: weekKey(from), from, to: addDays(from, 6) };
    }
    case 'month':
      return { key: monthOf(date), from: startOfMonth(date), to: endOfMonth(date) };
  }
}

/** The sessions of a scope by day, week or month: every bucket that the range touches. */
export function seriesOf(
  scope: Scope,
  unit: BucketUnit,
  range: { readonly from: LocalDate; readonly to: LocalDate },
): SeriesBucket[] {
  const chosen = narrow(scope, range);
  const buckets: SeriesBucket[] = [];
  for (let date = range.from; date <= range.to;) {
    const bucket = bucketAt(date, unit);
    buckets.push(fill(bucket, narrow(chosen, { from: bucket.from, to: bucket.to })));
    date = addDays(bucket.to, 1);
  }
  return buckets;
}

function fill(bucket: Bucket, scope: Scope): SeriesBucket {
  const tally = new TotalsTally(scope.diary.settings);
  let [acWh, dcWh] = [0, 0];
  forEachRow(scope, (part, i) => {
    tally.add(part, i);
    const energyWh = at(part.log.energyWh, i);
    if (part.log.current[i] === AC_CODE) acWh = plus(acWh, energyWh);
    else if (part.log.current[i] === DC_CODE) dcWh = plus(dcWh, energyWh);
  });
  const totals = tally.totals();
  const { sessions, pricePerKwhMicros, drivingMPerWh, costPerMileMicros, distanceM } = totals;
  // Nothing was charged, which is known; energy that nobody logged is not.
  const { energyWh, costMicros } = sessions === 0 ? { energyWh: 0, costMicros: 0 } : totals;
  return knownMembers<SeriesBucket>({
    ...bucket,
    sessions,
    energyWh,
    acWh,
    dcWh,
    costMicros,
    pricePerKwhMicros,
    drivingMPerWh,
    costPerMileMicros,
    distanceM,
  });
}

/** Days since 1970 of the first and last session of a scope; absent without a session. */
export function spanOf(
  scope: Scope,
): { readonly first: number; readonly last: number } | undefined {
  let [first, last] = [Infinity, -Infinity];
  forEachRow(scope, ({ log }, i) => {
    first = Math.min(first, at(log.day, i));
    last = Math.max(last, at(log.day, i));
  });
  return first <= last ? { first, last } : undefined;
}
