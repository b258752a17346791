import { TRUSTED } from '#lib/domain/metrics/car-figures.ts';
import { at, DC_CODE, HOME_CODE, PUBLIC_CODE, timeSAt } from '#lib/domain/metrics/car-log.ts';
import type { CarBook } from '#lib/domain/metrics/diary.ts';
import {
  averagePowerWAt,
  isReliableAt,
  costPerMileMicrosAt,
  deltaSocAt,
  socToAt,
} from '#lib/domain/metrics/row-figures.ts';
import type { CarCode } from './achievement-codes.ts';
import {
  type CarRule,
  type Earned,
  first,
  greatest,
  mostly,
  smallest,
  startHourAt,
} from './earned.ts';

const HOUR_S = 3600;
const MIN_ENERGY_WH = 1000;
const MAJOR_UNIT_MICROS = 1_000_000;
const FIVE_MILES_PER_KWH_M_PER_WH = 8.04672;
const TEN_THOUSAND_MILES_M = 16_093_440;
const STREAK = 7;
const STREAK_AFTER = 5;

function paidPerMileAt(book: CarBook, i: number): number {
  const isPaid = at(book.log.costMicros, i) > 0;
  return isPaid && isReliableAt(book.figures, i) ? costPerMileMicrosAt(book, i) : NaN;
}

function dcPowerAt({ log }: CarBook, i: number): number {
  return log.current[i] === DC_CODE ? averagePowerWAt(log, i) : NaN;
}

function socFromAt({ log }: CarBook, i: number): number {
  return at(log.socFrom, i) / 10;
}

function pluggedSAt({ log }: CarBook, i: number): number {
  const plugged = at(log.pluggedS, i);
  return Number.isNaN(plugged) ? (at(log.endedAt, i) - at(log.startedAt, i)) / 1000 : plugged;
}

const ambientAt = ({ log }: CarBook, i: number): number => at(log.ambientC, i);
const costAt = ({ log }: CarBook, i: number): number => at(log.costMicros, i);
const energyAt = ({ log }: CarBook, i: number): number => at(log.energyWh, i);
const timeAt = ({ log }: CarBook, i: number): number => timeSAt(log, i);

function roadWarrior(book: CarBook): Earned | undefined {
  const { odometerM } = book.log;
  const { trust } = book.figures;
  const startM = at(odometerM, trust.indexOf(TRUSTED));
  return first((_, i) => trust[i] === TRUSTED && at(odometerM, i) - startM >= TEN_THOUSAND_MILES_M)(
    book,
  );
}

/** The last of so many charges in a row that cost less per kWh than all before them. */
function saversStreak({ log }: CarBook): Earned | undefined {
  let [earlier, earlierMicros, earlierWh, streak] = [0, 0, 0, 0];
  for (let row = 0; row < log.size; row += 1) {
    const micros = at(log.costMicros, row);
    const energyWh = at(log.energyWh, row);
    if (Number.isNaN(micros) || !(energyWh > 0)) continue;
    const isBelow = earlier >= STREAK_AFTER && micros / energyWh < earlierMicros / earlierWh;
    streak = isBelow ? streak + 1 : 0;
    if (streak === STREAK) return { row };
    earlier += 1;
    earlierMicros += micros;
    earlierWh += energyWh;
  }
  return undefined;
}

/** What each achievement of a car asks for. */
export const CAR_RULES: Readonly<Record<CarCode, CarRule>> = {
  first_plug: first(() => true),
  cheapest_mile: smallest(paidPerMileAt, 10),
  fastest_session: greatest(dcPowerAt, 5),
  marathon_charge: first((book, i) => timeAt(book, i) >= 8 * HOUR_S, timeAt),
  free_charge_finder: first(
    (book, i) => book.log.homeClass[i] === PUBLIC_CODE && costAt(book, i) === 0,
  ),
  solar_soaker: first(
    (book, i) =>
      book.log.homeClass[i] === HOME_CODE &&
      costAt(book, i) === 0 &&
      energyAt(book, i) >= MIN_ENERGY_WH,
  ),
  night_owl: first(({ log }, i) => startHourAt(log, i) < 5),
  efficiency_master: first(
    (book, i) =>
      at(book.figures.drivingMPerWh, i) >= FIVE_MILES_PER_KWH_M_PER_WH &&
      isReliableAt(book.figures, i),
    ({ figures }, i) => at(figures.drivingMPerWh, i),
  ),
  century_session: first((_, i) => i === 99),
  road_warrior: roadWarrior,
  winter_warrior: first((book, i) => ambientAt(book, i) < 5, ambientAt),
  heatwave_hero: first((book, i) => ambientAt(book, i) > 30, ambientAt),
  penny_pincher: first(
    (book, i) =>
      costAt(book, i) > 0 &&
      costAt(book, i) < MAJOR_UNIT_MICROS &&
      energyAt(book, i) >= MIN_ENERGY_WH,
    costAt,
  ),
  savers_streak: saversStreak,
  off_peak_champ: mostly((log, i) => {
    const hour = startHourAt(log, i);
    return Number.isNaN(hour) ? undefined : hour >= 22 || hour < 6;
  }, 7),
  rapid_riser: first((book, i) => dcPowerAt(book, i) >= 100_000, dcPowerAt),
  sprint_finish: first(
    (book, i) =>
      socFromAt(book, i) <= 25 &&
      socToAt(book.log, i) >= 75 &&
      deltaSocAt(book.log, i) >= 55 &&
      timeAt(book, i) <= 1500,
    timeAt,
  ),
  forgotten_plug: first(
    (book, i) => pluggedSAt(book, i) >= 12 * HOUR_S && energyAt(book, i) < 5000,
  ),
  range_anxiety: first((book, i) => socFromAt(book, i) <= 5, socFromAt),
  staycationer: mostly(({ homeClass }, i) => {
    const isHome = homeClass[i] === HOME_CODE;
    return isHome || homeClass[i] === PUBLIC_CODE ? isHome : undefined;
  }, 9),
};
