import type { Car } from '#lib/domain/car.ts';
import { compareSessions } from '#lib/domain/order.ts';
import type { Place } from '#lib/domain/place.ts';
import type { Session } from '#lib/domain/session.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { sampleHousehold } from './household.ts';
import { liveWithCar } from './live-with-car.ts';
import { seededRandom } from './random.ts';

export interface SampleRequest {
  readonly seed: number;
  readonly today: LocalDate;
  readonly timeZone: string;
}

export interface SampleData {
  readonly today: LocalDate;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly cars: readonly Car[];
  readonly places: readonly Place[];
  readonly tariffs: readonly Tariff[];
  readonly sessions: readonly Session[];
}

/**
 * Three years of an invented household with two cars, up to yesterday. The same seed and day
 * give the same data. Costs are derived by the rules that price real sessions.
 */
export function generateSample({ seed, today, timeZone }: SampleRequest): SampleData {
  const random = seededRandom(seed);
  const household = sampleHousehold(random, today, timeZone);
  const settings = { petrolPricePerLitreMicros: 1_389_000, petrolEconomy: 48 };
  const sessions = household.lives.flatMap((life) =>
    liveWithCar({ life, household, random, today, timeZone }),
  );
  return {
    today,
    settings,
    cars: household.lives.map(({ car }) => car),
    places: household.places,
    tariffs: household.tariffs,
    sessions: sessions.sort(compareSessions),
  };
}
