import { epochDayOf } from '#lib/domain/civil-date.ts';
import { distanceIn, SECONDS_PER_HOUR } from '#lib/domain/units.ts';
import { at, type CarLog, DC_CODE, timeSAt } from './car-log.ts';
import type { CarBook, Diary } from './diary.ts';
import { knownMembers } from './known-members.ts';
import { Ratio } from './ratio.ts';
import { gainedMAt } from './row-figures.ts';
import { firstRowOn } from './row-search.ts';
import type { RollingMetrics, SessionMetrics } from './session-metrics.ts';

const SIMILAR_COUNT = 5;

type Previous = NonNullable<SessionMetrics['previous']>;

/** The reading before a session's own, however old; absent without both or when it is higher. */
export function previousOf(log: CarLog, i: number): Previous | undefined {
  const reading = at(log.odometerM, i);
  if (Number.isNaN(reading)) return undefined;
  let j = i - 1;
  while (j >= 0 && Number.isNaN(at(log.odometerM, j))) j -= 1;
  const distanceM = reading - at(log.odometerM, j);
  // Written so that NaN, for no earlier reading, fails.
  if (!(distanceM >= 0)) return undefined;
  const days = (log.day[i] ?? 0) - (log.day[j] ?? 0);
  return knownMembers<Previous>({ sessionId: log.id(j), distanceM, days });
}

/** How far the energy of a similar charge may differ, in Wh. */
function similarWithinWh(current: number, energyWh: number): number {
  return current === DC_CODE ? Math.max(10_000, 0.4 * energyWh) : Math.max(2000, 0.5 * energyWh);
}

/** Up to five earlier charges of the same current and class with about the same energy, newest first. */
export function similarSessionIds(log: CarLog, i: number): string[] {
  const current = log.current[i] ?? 0;
  const energyWh = at(log.energyWh, i);
  const ids: string[] = [];
  if (current === 0 || Number.isNaN(energyWh)) return ids;
  const within = similarWithinWh(current, energyWh);
  for (let j = i - 1; j >= 0 && ids.length < SIMILAR_COUNT; j -= 1) {
    if (log.current[j] !== current || log.homeClass[j] !== log.homeClass[i]) continue;
    if (Math.abs(at(log.energyWh, j) - energyWh) <= within) ids.push(log.id(j));
  }
  return ids;
}

/**
 * Averages over the earlier sessions of the days before; absent when there are none. What is dated
 * after today is no part of any window.
 */
export function rollingOf(diary: Diary, book: CarBook, i: number): RollingMetrics | undefined {
  const { log } = book;
  const start = firstRowOn(log.day, (log.day[i] ?? 0) - diary.settings.rollingDays);
  const end = Math.min(i, firstRowOn(log.day, epochDayOf(diary.today) + 1));
  if (start >= end) return undefined;
  const [energy, price, perMile, power] = [new Ratio(), new Ratio(), new Ratio(), new Ratio()];
  for (let j = start; j < end; j += 1) {
    const energyWh = at(log.energyWh, j);
    const costMicros = at(log.costMicros, j);
    energy.add(energyWh, 1);
    price.add(costMicros, energyWh / 1000);
    perMile.add(costMicros, distanceIn('mi', gainedMAt(book, j)));
    // A charge of 0 has no power: its time says nothing of how fast the others were.
    if (energyWh > 0) power.add(energyWh * SECONDS_PER_HOUR, timeSAt(log, j));
  }
  return knownMembers<RollingMetrics>({
    sessions: end - start,
    meanEnergyWh: energy.value,
    pricePerKwhMicros: price.value,
    costPerMileMicros: perMile.value,
    averagePowerW: power.value,
  });
}
