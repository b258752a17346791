import { addDays, daysBetween, weekdayOf } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { Place } from '#lib/domain/place.ts';
import { priceSession } from '#lib/domain/pricing.ts';
import type { Session } from '#lib/domain/session.ts';
import { DEFAULT_SETTINGS } from '#lib/domain/settings.ts';
import { instantOf } from '#lib/domain/time.ts';
import type { CarLife, Household } from './household.ts';
import type { Random } from './random.ts';

interface Life {
  readonly life: CarLife;
  readonly household: Household;
  readonly random: Random;
  readonly today: LocalDate;
  readonly timeZone: string;
}

interface Stop {
  readonly place: Place;
  readonly date: LocalDate;
  readonly hour: number;
  readonly powerW: number;
  readonly socTo: number;
  readonly current: 'AC' | 'DC';
  readonly ambientC: number;
}

const MINUTES_A_DAY = 1440;
const AC_EFFICIENCY = 0.9;
const DC_EFFICIENCY = 0.95;

/** The charges of one car, driven day by day until yesterday. */
export function liveWithCar(input: Life): Session[] {
  const { life, household, random, today } = input;
  const batteryWh = life.car.usableBatteryWh ?? 60_000;
  const sessions: Session[] = [];
  let odometerM = life.openingOdometerM;
  let soc = 70;

  const charge = (stop: Stop): void => {
    const from = Math.round(soc);
    if (stop.socTo - from < 4) return;
    sessions.push(record(input, stop, from, odometerM, batteryWh));
    soc = stop.socTo;
  };
  const drive = (distanceM: number, ambientC: number): void => {
    odometerM += distanceM;
    soc = Math.max(4, soc - (distanceM / (efficiencyAt(life, ambientC) * batteryWh)) * 100);
  };

  for (let date = life.from; daysBetween(date, today) > 0; date = addDays(date, 1)) {
    const ambientC = temperatureOn(date, random);
    const weekday = weekdayOf(date);
    const stopAt = (place: Place, more: Omit<Stop, 'place' | 'date' | 'ambientC'>): void => {
      charge({ place, date, ambientC, ...more });
    };
    if (random.chance(life.tripChance)) {
      drive(random.between(120_000, 190_000), ambientC);
      const hub = household.hubs[random.whole(0, household.hubs.length - 1)] ?? household.shop;
      const powerW = life.dcPowerW * random.between(0.6, 1);
      stopAt(hub, { hour: 11, powerW, socTo: random.whole(68, 84), current: 'DC' });
      drive(random.between(90_000, 160_000), ambientC);
    } else if (weekday <= 5) {
      drive(life.commuteM * random.between(0.85, 1.2), ambientC);
      if (weekday === 2 && random.chance(0.3)) {
        stopAt(household.work, { hour: 9, powerW: 6_900, socTo: 85, current: 'AC' });
      }
    } else if (random.chance(0.7)) {
      drive(life.weekendM * random.between(0.3, 1.5), ambientC);
      if (random.chance(0.1)) {
        const socTo = Math.min(90, Math.round(soc) + random.whole(10, 25));
        stopAt(household.shop, { hour: 14, powerW: 10_500, socTo, current: 'AC' });
      }
    }
    if (soc < random.whole(35, 55)) {
      const socTo = random.chance(0.07) ? 100 : random.whole(78, 84);
      stopAt(household.home, { hour: 23, powerW: life.homePowerW, socTo, current: 'AC' });
    }
  }
  return sessions;
}

/** Cold costs range: about a third less at freezing than at 20 °C. */
function efficiencyAt(life: CarLife, ambientC: number): number {
  const best = life.car.profileEfficiencyMPerWh ?? 6;
  return best * (1 - Math.min(0.35, Math.max(0, (20 - ambientC) * 0.016)));
}

/** A mild island's year: coldest in January, warmest in July. */
function temperatureOn(date: LocalDate, random: Random): number {
  const dayOfYear = daysBetween(`${date.slice(0, 4)}-01-01`, date);
  const season = Math.cos(((dayOfYear - 200) / 365) * 2 * Math.PI);
  return Math.round(10.5 + 7.5 * season + random.between(-4, 4));
}

function record(
  { life, household, random, timeZone }: Life,
  stop: Stop,
  socFrom: number,
  odometerM: number,
  batteryWh: number,
): Session {
  const efficiency =
    (stop.current === 'DC' ? DC_EFFICIENCY : AC_EFFICIENCY) * random.between(0.97, 1.02);
  const energyWh = Math.round((((stop.socTo - socFrom) / 100) * batteryWh) / efficiency / 10) * 10;
  const chargingS = Math.round((energyWh * 3600) / stop.powerW / 60) * 60;
  const minute = Math.min(MINUTES_A_DAY - 1, stop.hour * 60 + random.whole(0, 55));
  const clock = `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
  const startedAt = instantOf(stop.date, clock, timeZone).instant;
  const content = {
    id: random.id(),
    createdAt: startedAt,
    updatedAt: startedAt,
    carId: life.car.id,
    status: 'completed' as const,
    localDate: stop.date,
    startedAt,
    endedAt: startedAt + chargingS * 1000,
    timeZone,
    chargingS,
    ...(random.chance(0.94) && { odometerM: Math.round(odometerM) }),
    current: stop.current,
    ratedPowerW: ratedPowerOf(stop),
    placeId: stop.place.id,
    ...(stop.place.network !== undefined && { network: stop.place.network }),
    energyWh,
    ...(random.chance(0.95) && { socFrom, socTo: stop.socTo }),
    ambientC: stop.ambientC,
    ...(stop.current === 'DC' && stop.ambientC < 6 && { preconditioning: 'yes' as const }),
  };
  const priced = priceSession({
    session: content,
    typed: {},
    place: stop.place,
    tariffs: household.tariffs,
    settings: DEFAULT_SETTINGS,
    placesById: new Map([[stop.place.id, stop.place]]),
  });
  return 'cost' in priced ? { ...content, cost: priced.cost } : content;
}

const RATED_W = [7_400, 11_000, 22_000, 50_000, 75_000, 150_000];
const pad = (value: number): string => String(value).padStart(2, '0');

function ratedPowerOf({ powerW }: Stop): number {
  return RATED_W.find((rated) => rated >= powerW) ?? 150_000;
}
