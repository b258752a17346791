import { epochDayOf, localDateOfEpochDay } from '#lib/domain/civil-date.ts';
import type { Car } from '#lib/domain/car.ts';
import type { Place } from '#lib/domain/place.ts';
import { seededRandom, type Random } from '#lib/domain/sample/random.ts';
import type { Cost, CurvePoint, Session } from '#lib/domain/session.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { zoneOffsetMs } from '#lib/domain/time.ts';

/**
 * The data of all measurements, the same for the same size and day: 3 cars, 40 places, 12 years,
 * 5 % without odometer, 10 % without SoC, 20 % with a curve of 60 points, two currencies, tariffs
 * with two bands. Totals are whole pence and energies whole tenths of a kWh, so that a sum is
 * shown without rounding.
 */
export interface SeededLog {
  readonly cars: readonly Car[];
  readonly places: readonly Place[];
  readonly tariffs: readonly Tariff[];
  readonly sessions: readonly Session[];
}

const SEED_ZONE = 'Europe/London';
/** In the notes of about 60 rows each, whatever the size of the log. */
export const searchWord = (index: number): string => `ticket${String(index)}q`;
const SEARCH_WORDS = 12;
const ROWS_PER_WORD = 60;

const CARS = 3;
const PLACES = 40;
const YEARS = 12;
/** What a car drives in a year. */
const YEARLY_M = 20_000_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const PENNY_MICROS = 10_000;
/** Places with higher numbers are abroad. */
const FIRST_ABROAD = 36;
const NETWORKS = ['Gridserve', 'Ionity', 'InstaVolt', 'Osprey', 'BP Pulse', 'Tesla', 'Shell'];
const NOTES = [
  'Plugged in on the way to work, two bays were taken',
  'Slow start, the second cable worked',
  'Cold morning, battery not yet warm',
  'Coffee and a sandwich while waiting',
  'Left early, someone was waiting for the bay',
];

const NO_TIMES = { createdAt: 0, updatedAt: 0 } as const;

function makeCars(random: Random, firstDate: string): Car[] {
  return [40_000, 58_000, 77_000].slice(0, CARS).map((usableBatteryWh, at) => ({
    ...NO_TIMES,
    id: random.id(),
    name: ['Leaf', 'Born', 'Model Y'][at] ?? 'Car',
    usableBatteryWh,
    profileEfficiencyMPerWh: 6,
    maxAcW: 7_400,
    maxDcW: 100_000,
    createdDate: firstDate,
    archived: false,
  }));
}

function makePlaces(random: Random): Place[] {
  return Array.from({ length: PLACES }, (_, at) => ({
    ...NO_TIMES,
    id: random.id(),
    name: at === 0 ? 'Home' : `Services ${String(at)}`,
    isHome: at === 0,
    isFree: false,
    ...(at === 0 ? {} : { network: NETWORKS[at % NETWORKS.length] ?? '' }),
  }));
}

/** Three dated price lists with a night band. */
function makeTariffs(random: Random, firstDay: number): Tariff[] {
  const days = Math.floor((YEARS * 365.25) / 3);
  return [0, 1, 2].map((at) => ({
    ...NO_TIMES,
    id: random.id(),
    name: `Night saver ${String(at + 1)}`,
    kind: 'home' as const,
    currency: 'GBP',
    timeZone: SEED_ZONE,
    validFrom: localDateOfEpochDay(firstDay + at * days),
    ...(at < 2 ? { validTo: localDateOfEpochDay(firstDay + (at + 1) * days - 1) } : {}),
    pricePerKwhMicros: 280_000 + at * 20_000,
    bands: [
      { label: 'Night', from: '00:30', to: '05:30', pricePerKwhMicros: 70_000 },
      { label: 'Evening', from: '16:00', to: '19:00', pricePerKwhMicros: 390_000 },
    ],
  }));
}

const pennies = (micros: number): number => Math.round(micros / PENNY_MICROS) * PENNY_MICROS;

function costOf(place: number, energyWh: number, placeId: string, tariff: Tariff): Cost {
  if (place === 0) {
    const totalMicros = pennies((energyWh * 70_000) / 1000);
    return {
      basis: 'home_tariff',
      currency: 'GBP',
      totalMicros,
      pricePerKwhMicros: 70_000,
      tariffId: tariff.id,
      lines: [{ kind: 'energy', amountMicros: totalMicros, energyWh, tariffId: tariff.id }],
    };
  }
  const currency = place >= FIRST_ABROAD ? 'EUR' : 'GBP';
  const totalMicros = pennies(energyWh * (450 + (place % 8) * 50));
  return { basis: 'typed_total', currency, totalMicros, placeId };
}

function curveOf(random: Random, from: number, to: number, chargingS: number): CurvePoint[] {
  const topW = random.whole(40, 100) * 1000;
  return Array.from({ length: 60 }, (_, at) => [
    Math.round((at * chargingS) / 60),
    Math.round((from + ((to - from) * at) / 59) * 10) / 10,
    Math.round(topW * (1 - at / 90)),
  ]);
}

/** The log of that many sessions; one per car is of today, the others lie before. */
export function seedLog(size: number, today: string): SeededLog {
  const random = seededRandom(size);
  const lastDay = epochDayOf(today);
  const span = Math.floor(YEARS * 365.25);
  const firstDay = lastDay - span;
  const cars = makeCars(random, localDateOfEpochDay(firstDay));
  const places = makePlaces(random);
  const tariffs = makeTariffs(random, firstDay);
  const odometers = cars.map((_, at) => 1_000_000 + at * 250_000);
  const legM = (YEARS * YEARLY_M * CARS) / size;
  const stride = Math.max(1, Math.floor(size / ROWS_PER_WORD));
  const sessions = Array.from({ length: size }, (_, at): Session => {
    const isToday = at >= size - CARS;
    const day = isToday ? lastDay : firstDay + Math.floor((at * span) / size);
    const carAt = at % CARS;
    const car = cars[carAt];
    if (!car) throw new RangeError('no such car');
    const place = random.chance(0.7) ? 0 : random.whole(1, PLACES - 1);
    const isDc = place > 0 && random.chance(0.5);
    const socFrom = random.whole(5, 60);
    const socTo = random.whole(socFrom + 5, 100);
    const usableWh = car.usableBatteryWh ?? 0;
    const energyWh = Math.round((usableWh * (socTo - socFrom)) / 100 / 100) * 100;
    const powerW = isDc ? 50_000 : 7_400;
    const chargingS = Math.max(60, Math.round((energyWh / powerW) * 3600));
    const minute = isToday ? 1 + carAt : 300 + Math.floor(((at * 7919) % 1000) * 0.9);
    const local = day * DAY_MS + minute * MINUTE_MS;
    const startedAt = local - zoneOffsetMs(SEED_ZONE, local);
    odometers[carAt] = (odometers[carAt] ?? 0) + Math.round(random.between(0.5, 1.5) * legM);
    const word = at % stride === 0 ? '' : searchWord(at % stride);
    const hasWord = word !== '' && at % stride < SEARCH_WORDS;
    const note = random.chance(0.3) || hasWord ? NOTES[random.whole(0, 4)] : undefined;
    const placeId = places[place]?.id ?? '';
    return {
      id: random.id(),
      createdAt: startedAt,
      updatedAt: startedAt,
      carId: car.id,
      status: 'completed',
      localDate: localDateOfEpochDay(day),
      startedAt,
      ...(isToday ? {} : { endedAt: startedAt + chargingS * 1000 }),
      timeZone: SEED_ZONE,
      chargingS,
      ...(random.chance(0.05) ? {} : { odometerM: odometers[carAt] ?? 0 }),
      current: isDc ? 'DC' : 'AC',
      ratedPowerW: powerW,
      placeId,
      ...(place === 0 ? {} : { network: NETWORKS[place % NETWORKS.length] ?? '' }),
      energyWh,
      ...(random.chance(0.1) ? {} : { socFrom, socTo }),
      cost: costOf(place, energyWh, placeId, tariffOn(tariffs, day)),
      ambientC: random.whole(-5, 30),
      ...(random.chance(0.2) ? { curve: curveOf(random, socFrom, socTo, chargingS) } : {}),
      ...(note === undefined ? {} : { notes: hasWord ? `${note} ${word}` : note }),
      provenance: { energyWh: 'measured' },
    };
  });
  return { cars, places, tariffs, sessions };
}

function tariffOn(tariffs: readonly Tariff[], day: number): Tariff {
  const date = localDateOfEpochDay(day);
  const tariff = tariffs.findLast(({ validFrom }) => validFrom <= date);
  if (!tariff) throw new RangeError(`no tariff on ${date}`);
  return tariff;
}
