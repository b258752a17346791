import { epochDayOf } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import { at, type CarLog, dateAt } from '#lib/domain/metrics/car-log.ts';
import type { CarBook } from '#lib/domain/metrics/diary.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import { firstRowOn } from '#lib/domain/metrics/row-search.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { ratio } from './sums.ts';

/** Seconds the battery spent low, high and in between, over so many pairs of charges. */
export interface HygieneTimes {
  readonly lowS: number;
  readonly midS: number;
  readonly highS: number;
  readonly pairs: number;
}

export interface Hygiene {
  readonly all: HygieneTimes;
  readonly last90: HygieneTimes;
  readonly lastFull?: {
    readonly sessionId: string;
    readonly date: LocalDate;
    readonly daysAgo: number;
  };
  /** Of the charges whose end is known. */
  readonly shareOver80End?: number;
}

type HygieneSettings = Pick<Settings, 'hygieneLowSoc' | 'hygieneHighSoc' | 'fullChargeSoc'>;

/** A rise of more than this between two charges is a charge that nobody logged. */
const TOLERANCE_TENTHS = 10;
const LAST_DAYS = 90;

/** When the car was unplugged, or stopped charging; NaN when that is unknown. */
function endedAtOf(log: CarLog, i: number): number {
  const endedAt = at(log.endedAt, i);
  if (!Number.isNaN(endedAt)) return endedAt;
  const pluggedS = at(log.pluggedS, i);
  return at(log.startedAt, i) + 1000 * (Number.isNaN(pluggedS) ? at(log.chargingS, i) : pluggedS);
}

/** The part of a straight line from one value to another that lies below a limit. */
function shareBelow(from: number, to: number, limit: number): number {
  if (from === to) return from < limit ? 1 : 0;
  const share = (limit - Math.min(from, to)) / Math.abs(to - from);
  return Math.min(1, Math.max(0, share));
}

/** Of the pairs whose later session is among the rows `start` up to, not including, `end`. */
function timesOf(log: CarLog, start: number, end: number, settings: HygieneSettings): HygieneTimes {
  const low = 10 * settings.hygieneLowSoc;
  const high = 10 * settings.hygieneHighSoc;
  let [lowS, midS, highS, pairs] = [0, 0, 0, 0];
  for (let i = Math.max(1, start); i < end; i += 1) {
    const from = at(log.socTo, i - 1);
    const to = at(log.socFrom, i);
    const seconds = (at(log.startedAt, i) - endedAtOf(log, i - 1)) / 1000;
    // Written so that NaN fails.
    if (!(seconds > 0 && to <= from + TOLERANCE_TENTHS)) continue;
    const ownLowS = seconds * shareBelow(from, to, low);
    // Above a limit is below it on the line upside down.
    const ownHighS = seconds * shareBelow(-from, -to, -high);
    lowS += ownLowS;
    highS += ownHighS;
    midS += seconds - ownLowS - ownHighS;
    pairs += 1;
  }
  return { lowS, midS, highS, pairs };
}

function lastFullOf(log: CarLog, fullChargeSoc: number, today: LocalDate): Hygiene['lastFull'] {
  const i = log.socTo.findLastIndex((tenths) => tenths >= 10 * fullChargeSoc);
  if (i === -1) return undefined;
  return {
    sessionId: log.id(i),
    date: dateAt(log, i),
    daysAgo: epochDayOf(today) - at(log.day, i),
  };
}

/** How kindly the battery was kept between charges: by time, over all and over the last 90 days. */
export function hygieneOf({ log }: CarBook, settings: HygieneSettings, today: LocalDate): Hygiene {
  let [ends, endsHigh] = [0, 0];
  for (const tenths of log.socTo) {
    if (Number.isNaN(tenths)) continue;
    ends += 1;
    if (tenths > 10 * settings.hygieneHighSoc) endsHigh += 1;
  }
  const day = epochDayOf(today);
  return knownMembers<Hygiene>({
    all: timesOf(log, 0, log.size, settings),
    last90: timesOf(
      log,
      firstRowOn(log.day, day - (LAST_DAYS - 1)),
      firstRowOn(log.day, day + 1),
      settings,
    ),
    lastFull: lastFullOf(log, settings.fullChargeSoc, today),
    shareOver80End: ratio(endsHigh, ends),
  });
}
