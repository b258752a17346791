import { epochDayOf } from '#lib/domain/civil-date.ts';
import { SUSPECT } from '#lib/domain/metrics/car-figures.ts';
import { at, DC_CODE, HOME_CODE, PUBLIC_CODE, timeSAt } from '#lib/domain/metrics/car-log.ts';
import type { CarBook, Diary } from '#lib/domain/metrics/diary.ts';
import { Ratio } from '#lib/domain/metrics/ratio.ts';
import { averagePowerWAt, socToAt } from '#lib/domain/metrics/row-figures.ts';
import { firstRowOn } from '#lib/domain/metrics/row-search.ts';
import { SECONDS_PER_HOUR } from '#lib/domain/units.ts';
import type { Recommendation } from './findings.ts';
import { isDue } from './open-count.ts';
import { reminderOf } from './reminders.ts';

const ENOUGH_SESSIONS = 3;
const PRICE_DAYS = 90;
const PRICE_DIFFERENCE = 0.05;
const RECENT_DAYS = 30;
const NEWEST = 5;
const SLOW_W = 3000;
const MOSTLY = 0.8;
const MANY_MISSING = 3;

/** A car with its rows up to today. */
interface Past extends CarBook {
  readonly diary: Diary;
  readonly end: number;
}

/** The first row of the last so many days, today included. */
function since({ log, diary }: Past, days: number): number {
  return firstRowOn(log.day, epochDayOf(diary.today) - (days - 1));
}

function fullCharge({ diary, ...book }: Past): Recommendation | undefined {
  const reminder = reminderOf(diary, book);
  return isDue(reminder) ? { code: 'full_charge', daysLate: reminder.daysLate } : undefined;
}

function lowSoc({ log, end, diary }: Past): Recommendation | undefined {
  const soc = socToAt(log, end - 1);
  // The 0 keeps a −0 out of results.
  return soc < diary.settings.lowSocSuggestion ? { code: 'low_soc', soc: soc + 0 } : undefined;
}

/** What a kWh cost in a class of places, in micros; NaN without costed energy. */
function priceOf(past: Past, homeClass: number): number {
  const price = new Ratio();
  for (let i = since(past, PRICE_DAYS); i < past.end; i += 1) {
    if (past.log.homeClass[i] !== homeClass) continue;
    price.add(at(past.log.costMicros, i) * 1000, at(past.log.energyWh, i));
  }
  return price.value;
}

function cheaperClass(past: Past): Recommendation | undefined {
  const home = priceOf(past, HOME_CODE);
  const other = priceOf(past, PUBLIC_CODE);
  const smaller = Math.min(home, other);
  const difference = Math.abs(home - other);
  const isClear = smaller > 0 ? difference >= PRICE_DIFFERENCE * smaller : difference > 0;
  if (!isClear) return undefined;
  return {
    code: home < other ? 'home_cheaper' : 'public_cheaper',
    homePricePerKwhMicros: home + 0,
    publicPricePerKwhMicros: other + 0,
  };
}

function freeCharges(past: Past): Recommendation | undefined {
  const count = past.log.costMicros
    .subarray(since(past, RECENT_DAYS), past.end)
    .reduce((sum, micros) => sum + (micros === 0 ? 1 : 0), 0);
  return count > 0 ? { code: 'free_charges', count } : undefined;
}

function slowCharging({ log, end }: Past): Recommendation | undefined {
  const power = new Ratio();
  let known = 0;
  for (let i = end - 1; i >= 0 && known < NEWEST; i -= 1) {
    if (Number.isNaN(averagePowerWAt(log, i))) continue;
    power.add(at(log.energyWh, i) * SECONDS_PER_HOUR, timeSAt(log, i));
    known += 1;
  }
  return known === NEWEST && power.value < SLOW_W
    ? { code: 'slow_charging', averagePowerW: power.value }
    : undefined;
}

function mostlyDc(past: Past): Recommendation | undefined {
  const share = new Ratio();
  let known = 0;
  for (let i = since(past, RECENT_DAYS); i < past.end; i += 1) {
    const current = past.log.current[i];
    if (current === 0) continue;
    known += 1;
    const energyWh = at(past.log.energyWh, i);
    share.add(current === DC_CODE ? energyWh : 0, energyWh);
  }
  return known >= NEWEST && share.value > MOSTLY
    ? { code: 'mostly_dc', shareEnergy: share.value }
    : undefined;
}

function addOdometer({ log, end }: Past): Recommendation | undefined {
  const newest = log.odometerM.subarray(Math.max(0, end - NEWEST), end);
  const missing = newest.filter(Number.isNaN).length;
  return missing >= MANY_MISSING ? { code: 'add_odometer', missing } : undefined;
}

function checkOdometer({ figures, end }: Past): Recommendation | undefined {
  const count = figures.trust.subarray(0, end).filter((trust) => trust === SUSPECT).length;
  return count > 0 ? { code: 'check_odometer', count } : undefined;
}

/** What a driver might do about a car today; empty for archived cars. */
export function recommendationsOf(diary: Diary, book: CarBook): Recommendation[] {
  const { log, figures } = book;
  if (log.car.archived) return [];
  const end = firstRowOn(log.day, epochDayOf(diary.today) + 1);
  if (end < ENOUGH_SESSIONS) return [{ code: 'getting_started', sessions: end }];
  const past: Past = { log, figures, diary, end };
  return [
    fullCharge(past),
    lowSoc(past),
    cheaperClass(past),
    freeCharges(past),
    slowCharging(past) ?? mostlyDc(past),
    addOdometer(past),
    checkOdometer(past),
  ].filter((found) => found !== undefined);
}
