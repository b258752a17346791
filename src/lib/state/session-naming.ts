import type { Car } from '#lib/domain/car.ts';
import type { HomeClass } from '#lib/domain/home.ts';
import type { Place } from '#lib/domain/place.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { type ShownMoney, shownTotal, whereOf } from './session-labels.ts';

/** What the ids in a session stand for. */
export interface SessionNames {
  /** In use first, by name. */
  readonly cars: readonly Car[];
  readonly places: readonly Place[];
  whereOf(session: Pick<Session, 'placeId' | 'placeLabel'>): {
    readonly name?: string;
    readonly homeClass: HomeClass;
  };
  carOf(session: Pick<Session, 'carId'>): string | undefined;
  totalOf(session: Session): ShownMoney | undefined;
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name.localeCompare(b.name);

export function namesOf(
  cars: readonly Car[],
  places: readonly Place[],
  settings: Settings,
): SessionNames {
  const carById = new Map(cars.map((car) => [car.id, car]));
  const placeById = new Map(places.map((place) => [place.id, place]));
  return {
    cars: cars.toSorted((a, b) => Number(a.archived) - Number(b.archived) || byName(a, b)),
    places: places.toSorted(byName),
    whereOf: (session) => whereOf(session, placeById, settings),
    carOf: ({ carId }) => carById.get(carId)?.name,
    totalOf: ({ cost }) => shownTotal(cost, settings.currency),
  };
}
