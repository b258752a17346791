import { findHints } from '#lib/domain/coach/hints.ts';
import { SUSPECT } from '#lib/domain/metrics/car-figures.ts';
import { type CarLog, dateAt } from '#lib/domain/metrics/car-log.ts';
import type { CarBook, Diary } from '#lib/domain/metrics/diary.ts';
import {
  homeBaselinePerMileMicros,
  sessionMetrics,
  shownChips,
} from '#lib/domain/metrics/metrics-of.ts';
import type { ComparedSession, SessionInsight } from '#lib/worker/api.ts';

/** The figures of the session in row `i` with what explains them; `seq` is what they are true for. */
export function insightOf(diary: Diary, book: CarBook, i: number, seq: number): SessionInsight {
  const { log, figures } = book;
  const metrics = sessionMetrics(diary, book, i);
  const [similarId] = metrics.similarSessionIds;
  const isCompared = metrics.homeDeltaPerMileMicros !== undefined;
  const homePerMileMicros = isCompared
    ? homeBaselinePerMileMicros(book, i, diary.settings)
    : undefined;
  return {
    seq,
    metrics,
    chips: shownChips(diary, book, i),
    hints: findHints(diary, book, i),
    ...(similarId !== undefined && { similar: compared(diary, book, log.indexOf(similarId)) }),
    ...(metrics.cycle && { cycleFromDate: dateOf(log, metrics.cycle.fromSessionId) }),
    ...(metrics.previous && { previousDate: dateOf(log, metrics.previous.sessionId) }),
    ...(homePerMileMicros !== undefined && { homePerMileMicros }),
    ...(figures.trust[i] === SUSPECT && { odometerSuspect: true }),
  };
}

function dateOf(log: CarLog, id: string) {
  return dateAt(log, log.indexOf(id));
}

function compared(diary: Diary, book: CarBook, i: number): ComparedSession {
  const { log } = book;
  const { costPerMileMicros, averagePowerW, socPerKwh } = sessionMetrics(diary, book, i);
  const placeName = diary.places.get(log.placeId(i) ?? '')?.name ?? log.placeLabel(i);
  return {
    sessionId: log.id(i),
    localDate: dateAt(log, i),
    ...(placeName !== undefined && { placeName }),
    ...(costPerMileMicros !== undefined && { costPerMileMicros }),
    ...(averagePowerW !== undefined && { averagePowerW }),
    ...(socPerKwh !== undefined && { socPerKwh }),
  };
}
