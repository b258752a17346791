import { addDays } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { Session } from '#lib/domain/session.ts';
import { type HistoryContext, paidPerKwh } from './planner-history.ts';
import { whereOf } from './session-labels.ts';

/** Days that the own average is taken over, and those in which a place counts as known. */
export const AVERAGE_DAYS = 90;
export const KNOWN_DAYS = 365;

export interface PaidAverage {
  readonly pricePerKwhMicros: number;
  readonly sessions: number;
}

/** What was paid away from home; free charges say nothing of a price. */
export interface WorthHistory {
  /** Over `AVERAGE_DAYS`. */
  readonly average?: PaidAverage;
  /** Over `KNOWN_DAYS`. */
  readonly cheapest?: PaidAverage & { readonly placeName: string; readonly lastDate: LocalDate };
}

interface Paid {
  readonly energyWh: number;
  readonly micros: number;
  readonly placeName: string | undefined;
  readonly localDate: LocalDate;
}

function paidAway(sessions: readonly Session[], { places, settings }: HistoryContext): Paid[] {
  return sessions.flatMap((session) => {
    const { status, energyWh, localDate } = session;
    const price = paidPerKwh(session, settings.currency);
    const { name, homeClass } = whereOf(session, places, settings);
    if (status !== 'completed' || homeClass !== 'public') return [];
    if (price === undefined || energyWh === undefined) return [];
    return [{ energyWh, micros: price * energyWh, placeName: name, localDate }];
  });
}

function averageOf(paid: readonly Paid[]): PaidAverage | undefined {
  const energyWh = paid.reduce((sum, one) => sum + one.energyWh, 0);
  if (energyWh === 0) return undefined;
  const micros = paid.reduce((sum, one) => sum + one.micros, 0);
  return { pricePerKwhMicros: micros / energyWh, sessions: paid.length };
}

function cheapestOf(paid: readonly Paid[]): WorthHistory['cheapest'] {
  const byPlace = new Map<string, Paid[]>();
  for (const one of paid) {
    if (one.placeName === undefined) continue;
    byPlace.set(one.placeName, [...(byPlace.get(one.placeName) ?? []), one]);
  }
  let cheapest: WorthHistory['cheapest'];
  for (const [placeName, there] of byPlace) {
    const average = averageOf(there);
    if (!average) continue;
    if (cheapest && cheapest.pricePerKwhMicros <= average.pricePerKwhMicros) continue;
    const lastDate = there.reduce((last, one) => (one.localDate > last ? one.localDate : last), '');
    cheapest = { ...average, placeName, lastDate };
  }
  return cheapest;
}

/** What the sessions of the last `KNOWN_DAYS` tell about prices away from home. */
export function worthHistory(
  sessions: readonly Session[],
  today: LocalDate,
  context: HistoryContext,
): WorthHistory {
  const paid = paidAway(sessions, context);
  const since = addDays(today, -AVERAGE_DAYS);
  const average = averageOf(paid.filter(({ localDate }) => localDate >= since));
  const cheapest = cheapestOf(paid);
  return { ...(average ? { average } : {}), ...(cheapest ? { cheapest } : {}) };
}
