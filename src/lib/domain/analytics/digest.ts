import { addDays, addMonths, endOfMonth, startOfMonth, weekdayOf } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { Diary } from '#lib/domain/metrics/diary.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import { bestWorstOf } from './best-worst.ts';
import type { Digest, Digests } from './figures.ts';
import { shareOf } from './sums.ts';
import { narrow, type Scope, scopeOf } from './scope.ts';
import { homePublicOf } from './splits.ts';
import { totalsOf } from './totals.ts';

interface Range {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** The week that starts on a date. */
const weekFrom = (from: LocalDate): Range => ({ from, to: addDays(from, 6) });
const monthFrom = (from: LocalDate): Range => ({ from, to: endOfMonth(from) });

function changePct(now: number | undefined, before: number | undefined): number {
  return now === undefined || before === undefined ? NaN : shareOf(now - before, before) * 100;
}

function digestOf(all: Scope, range: Range, before: Range): Digest | undefined {
  const scope = narrow(all, range);
  const totals = totalsOf(scope);
  if (totals.sessions === 0) return undefined;
  const former = totalsOf(narrow(all, before));
  const { home } = homePublicOf(scope);
  const { cheapestPerMile, dearestPerMile } = bestWorstOf(scope);
  return knownMembers<Digest>({
    ...range,
    totals,
    change: knownMembers<Digest['change']>({
      energyWh: changePct(totals.energyWh, former.energyWh),
      costMicros: changePct(totals.costMicros, former.costMicros),
      distanceM: changePct(totals.distanceM, former.distanceM),
    }),
    homeShareEnergy: shareOf(home?.energyWh, totals.energyWh),
    homeShareCost: shareOf(home?.costMicros, totals.costMicros),
    bestWorst: knownMembers<Digest['bestWorst']>({ cheapestPerMile, dearestPerMile }),
  });
}

/** The last full week, Monday to Sunday, and the month before today's; absent without a session. */
export function digestsOf(diary: Diary): Digests {
  const all = scopeOf(diary);
  const monday = addDays(diary.today, -6 - weekdayOf(diary.today));
  const month = addMonths(startOfMonth(diary.today), -1);
  return knownMembers<Digests>({
    week: digestOf(all, weekFrom(monday), weekFrom(addDays(monday, -7))),
    month: digestOf(all, monthFrom(month), monthFrom(addMonths(month, -1))),
  });
}
