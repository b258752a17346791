import { epochDayOf } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import { cheapestHomePrice } from '#lib/domain/home-price.ts';
import { chargingEfficiencyAsOf, efficiencyAsOf } from '#lib/domain/metrics/as-of-today.ts';
import { AC_CODE, type CarLog, DC_CODE, HOME_CODE } from '#lib/domain/metrics/car-log.ts';
import type { CarBook, Diary } from '#lib/domain/metrics/diary.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import { averagePowerWAt } from '#lib/domain/metrics/row-figures.ts';
import { firstRowOn } from '#lib/domain/metrics/row-search.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { median } from '#lib/domain/stats.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { wallMinutes } from '#lib/domain/time.ts';
import { type Curves, curveSessionIds, dcPowerOf } from './dc-power.ts';
import type { HomePower, PlannerCar, PlannerHomePrice } from './planner-car.ts';

/** The newest home charges say how fast the home charger is; fewer than three say nothing. */
const HOME_CHARGES = 10;
const FEWEST_HOME_CHARGES = 3;

/** The first row of a log that is dated after a day. */
function endOf(log: CarLog, today: LocalDate): number {
  return firstRowOn(log.day, epochDayOf(today) + 1);
}

function homePowerOf(log: CarLog, end: number, { homeChargerW }: Settings): HomePower {
  const powers: number[] = [];
  for (let i = end - 1; i >= 0 && powers.length < HOME_CHARGES; i -= 1) {
    if (log.current[i] !== AC_CODE || log.homeClass[i] !== HOME_CODE) continue;
    const powerW = averagePowerWAt(log, i);
    if (Number.isFinite(powerW)) powers.push(powerW);
  }
  const powerW = median(powers);
  return powerW === undefined || powers.length < FEWEST_HOME_CHARGES
    ? { powerW: homeChargerW, source: 'setting' }
    : { powerW, source: 'history', samples: powers.length };
}

function homePriceOf(tariffs: readonly Tariff[], today: LocalDate): PlannerHomePrice | undefined {
  const found = cheapestHomePrice(tariffs, today);
  if (!found) return undefined;
  const { tariff, pricePerKwhMicros, label } = found;
  return knownMembers<PlannerHomePrice>({
    pricePerKwhMicros,
    currency: tariff.currency,
    tariffId: tariff.id,
    tariffName: tariff.name,
    label,
  });
}

/** The sessions whose charge curves `plannerCarOf` wants to see. */
export function plannerCurveIds({ log }: CarBook, today: LocalDate): string[] {
  return curveSessionIds(log, endOf(log, today));
}

/**
 * What plans need of a car, as of the diary's day. `curves` holds those of `plannerCurveIds`; one
 * that is missing counts as a session without a curve.
 */
export function plannerCarOf(
  { settings, tariffs, today }: Diary,
  book: CarBook,
  curves: Curves,
): PlannerCar {
  const { log } = book;
  const { id: carId, usableBatteryWh, maxAcW, maxDcW } = log.car;
  const end = endOf(log, today);
  const eta = (current: number) => chargingEfficiencyAsOf(log, settings, today, current).ratio;
  return knownMembers<PlannerCar>({
    carId,
    usableBatteryWh,
    maxAcW,
    maxDcW,
    etaAc: eta(AC_CODE),
    etaDc: eta(DC_CODE),
    drivingMPerWh: efficiencyAsOf(book, settings, today)?.drivingMPerWh,
    ...dcPowerOf(log, end, curves, settings),
    homePower: homePowerOf(log, end, settings),
    homePrice: homePriceOf(tariffs, today),
    homeWindow: {
      startMinutes: wallMinutes(settings.homeWindowStart) ?? 0,
      endMinutes: wallMinutes(settings.homeWindowEnd) ?? 0,
    },
  });
}
