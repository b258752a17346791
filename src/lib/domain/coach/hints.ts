import { epochDayOf } from '#lib/domain/civil-date.ts';
import { cheapestHomePrice } from '#lib/domain/home-price.ts';
import { at, type CarLog, dateAt, PUBLIC_CODE } from '#lib/domain/metrics/car-log.ts';
import type { CarBook, Diary } from '#lib/domain/metrics/diary.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import {
  effectivePricePerKwhMicrosAt,
  isTaperedAt,
  socToAt,
} from '#lib/domain/metrics/row-figures.ts';
import type { HintCode } from '#lib/domain/metrics/session-metrics.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { dueDateAfter } from './due-date.ts';
import type { HintFinding } from './findings.ts';

type Found = Omit<HintFinding, 'code' | 'dismissed'>;

function dcTaper(log: CarLog, i: number, settings: Settings): Found | undefined {
  return isTaperedAt(log, i, settings) ? { socTo: socToAt(log, i) } : undefined;
}

function finishAtHome(diary: Diary, log: CarLog, i: number): Found | undefined {
  const { settings, tariffs } = diary;
  if (log.homeClass[i] !== PUBLIC_CODE) return undefined;
  if (!(socToAt(log, i) >= settings.finishAtHomeMinSoc)) return undefined;
  const pricePerKwhMicros = effectivePricePerKwhMicrosAt(log, i);
  const homePricePerKwhMicros =
    cheapestHomePrice(tariffs, dateAt(log, i))?.pricePerKwhMicros ?? NaN;
  if (!(homePricePerKwhMicros > 0)) return undefined;
  return pricePerKwhMicros >= settings.finishAtHomeRatio * homePricePerKwhMicros
    ? { pricePerKwhMicros, homePricePerKwhMicros }
    : undefined;
}

/** Whole days a car stood after a session, as far as is known; NaN when it did not stand long. */
function parkedDaysAt(diary: Diary, log: CarLog, i: number): number {
  const { storageDays, storageMaxDistanceM } = diary.settings;
  const isNewest = i === log.size - 1;
  const end = isNewest ? epochDayOf(diary.today) : at(log.day, i + 1);
  const days = end - at(log.day, i);
  // A session dated after today has negative days until then.
  if (!(days > storageDays)) return NaN;
  const drivenM = at(log.odometerM, i + 1) - at(log.odometerM, i);
  // An unknown distance does not mean that the car was driven.
  return drivenM > storageMaxDistanceM ? NaN : days;
}

function storage(
  diary: Diary,
  log: CarLog,
  i: number,
  isOutside: (socTo: number, settings: Settings) => boolean,
): Found | undefined {
  const socTo = socToAt(log, i);
  if (!isOutside(socTo, diary.settings)) return undefined;
  const parkedDays = parkedDaysAt(diary, log, i);
  return Number.isNaN(parkedDays) ? undefined : { socTo, parkedDays };
}

/** As seen on the day of the session, which itself is not full. */
function fullChargeDue(log: CarLog, i: number, { fullChargeSoc }: Settings): Found | undefined {
  const { fullCharge } = log.car;
  if (!fullCharge || !(socToAt(log, i) < fullChargeSoc)) return undefined;
  const { socTo } = log;
  let base = i - 1;
  // Written out, because this may look at every earlier charge. Written so that NaN goes on.
  while (base > 0 && !((socTo[base] ?? NaN) / 10 >= fullChargeSoc)) base -= 1;
  // Row 0 is the base when no charge was full: the first session counts as one.
  const dueDate = dueDateAfter(dateAt(log, Math.max(base, 0)), fullCharge);
  return dateAt(log, i) >= dueDate ? { dueDate } : undefined;
}

/** Every hint that fires on a session, with its numbers; those put away are marked. */
export function findHints(diary: Diary, { log }: CarBook, i: number): HintFinding[] {
  const { settings } = diary;
  const found: readonly (readonly [HintCode, Found | undefined])[] = [
    ['dc_taper', dcTaper(log, i, settings)],
    ['finish_at_home', finishAtHome(diary, log, i)],
    ['storage_low', storage(diary, log, i, (soc, { storageLowSoc }) => soc < storageLowSoc)],
    ['storage_high', storage(diary, log, i, (soc, { storageHighSoc }) => soc > storageHighSoc)],
    ['full_charge_due', fullChargeDue(log, i, settings)],
  ];
  const dismissed = log.dismissedHints(i);
  return found.flatMap(([code, numbers]) =>
    numbers
      ? [knownMembers<HintFinding>({ code, dismissed: dismissed.includes(code), ...numbers })]
      : [],
  );
}
