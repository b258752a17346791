import { addDays, addYears } from '#lib/domain/civil-date.ts';
import type { Car } from '#lib/domain/car.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { Place } from '#lib/domain/place.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import type { Random } from './random.ts';

/** How one car of the sample is used. */
export interface CarLife {
  readonly car: Car;
  readonly from: LocalDate;
  readonly openingOdometerM: number;
  readonly commuteM: number;
  readonly weekendM: number;
  /** Chance of a long trip on a day. */
  readonly tripChance: number;
  readonly homePowerW: number;
  readonly dcPowerW: number;
}

export interface Household {
  readonly lives: readonly CarLife[];
  readonly home: Place;
  readonly work: Place;
  readonly shop: Place;
  readonly hubs: readonly Place[];
  readonly places: readonly Place[];
  readonly tariffs: readonly Tariff[];
}

const PENCE = 10_000;

/** An invented family: two cars, a wallbox, a change of tariff, places around them. */
export function sampleHousehold(random: Random, today: LocalDate, timeZone: string): Household {
  const from = addYears(today, -3);
  const stamp = { createdAt: 0, updatedAt: 0 };
  const place = (name: string, more: Partial<Place> = {}): Place => ({
    id: random.id(),
    ...stamp,
    name,
    isHome: false,
    isFree: false,
    ...more,
  });
  const home = place('Home', { isHome: true, latitude: 50.9411, longitude: -4.1022 });
  const work = place('Office car park', { isFree: true });
  const shop = place('Market Street', {
    ...{ pricePerKwhMicros: 44 * PENCE, network: 'Townline' },
    ...{ latitude: 50.9563, longitude: -4.0651 },
  });
  const hubs = [
    place('Harbour rapid hub', {
      ...{ pricePerKwhMicros: 59 * PENCE, network: 'Voltway' },
      ...{ latitude: 51.0187, longitude: -4.2004 },
    }),
    place('Moor services', {
      ...{ pricePerKwhMicros: 74 * PENCE, network: 'Fastlane' },
      ...{ latitude: 50.8712, longitude: -3.8517, radiusM: 250 },
    }),
    place('Castle retail park', {
      ...{ pricePerKwhMicros: 66 * PENCE, network: 'Voltway' },
      ...{ latitude: 51.0833, longitude: -4.0583, radiusM: 200 },
    }),
  ];
  const switchDate = addYears(today, -1);
  const tariff = (
    name: string,
    price: number,
    validFrom: LocalDate,
    validTo?: LocalDate,
  ): Tariff => ({
    id: random.id(),
    ...stamp,
    name,
    kind: 'home',
    currency: 'GBP',
    timeZone,
    validFrom,
    ...(validTo !== undefined && { validTo }),
    pricePerKwhMicros: price,
  });
  const lifeOf = (
    car: Omit<Car, 'id' | 'createdAt' | 'updatedAt' | 'archived' | 'createdDate'>,
    start: LocalDate,
  ): Car => ({
    id: random.id(),
    ...stamp,
    archived: false,
    createdDate: start,
    ...car,
  });
  const secondFrom = addDays(addYears(today, -2), -60);
  return {
    home,
    work,
    shop,
    hubs,
    places: [home, work, shop, ...hubs],
    tariffs: [
      tariff('Standard', 281_000, from, addDays(switchDate, -1)),
      tariff('Night saver', 85_000, switchDate),
    ],
    lives: [
      {
        car: lifeOf(
          {
            name: 'Blue estate',
            make: 'Sample',
            model: 'Tourer 64',
            usableBatteryWh: 64_000,
            profileEfficiencyMPerWh: 6.2,
            maxAcW: 11_000,
            maxDcW: 135_000,
            fullCharge: { every: 1, unit: 'months' },
          },
          from,
        ),
        from,
        openingOdometerM: 12_410_000,
        commuteM: 46_000,
        weekendM: 60_000,
        tripChance: 0.035,
        homePowerW: 7_400,
        dcPowerW: 92_000,
      },
      {
        car: lifeOf(
          {
            name: 'Little red',
            make: 'Sample',
            model: 'City 46',
            usableBatteryWh: 46_000,
            profileEfficiencyMPerWh: 6.9,
            maxAcW: 7_400,
            maxDcW: 85_000,
          },
          secondFrom,
        ),
        from: secondFrom,
        openingOdometerM: 3_200_000,
        commuteM: 22_000,
        weekendM: 34_000,
        tripChance: 0.008,
        homePowerW: 7_200,
        dcPowerW: 61_000,
      },
    ],
  };
}
