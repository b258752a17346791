import type { Place } from './place.ts';

/** A point on the earth, in degrees: −90..90 and −180..180. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

type Located = Pick<Place, 'id' | 'latitude' | 'longitude' | 'radiusM'>;

const EARTH_RADIUS_M = 6_371_000;
/** How near counts as at a place that says nothing else. */
export const DEFAULT_RADIUS_M = 100;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in metres. The same from either end, across the antimeridian and at poles. */
export function distanceM(a: Position, b: Position): number {
  const north = Math.sin(radians(a.latitude - b.latitude) / 2);
  const east = Math.sin(radians(a.longitude - b.longitude) / 2);
  const narrowing = Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude));
  const haversine = north * north + narrowing * east * east;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(Math.min(1, haversine)));
}

/** Where a place is; absent when that is not known. */
export function positionOf(place: Pick<Place, 'latitude' | 'longitude'>): Position | undefined {
  const { latitude, longitude } = place;
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
}

/** The places whose own radius holds a position, the nearest first; as near as each other by id. */
export function placesAt<T extends Located>(position: Position, places: readonly T[]): T[] {
  return places
    .flatMap((place) => {
      const there = positionOf(place);
      const awayM = there === undefined ? Infinity : distanceM(position, there);
      return awayM <= (place.radiusM ?? DEFAULT_RADIUS_M) ? [{ place, awayM }] : [];
    })
    .sort((a, b) => a.awayM - b.awayM || (a.place.id < b.place.id ? -1 : 1))
    .map(({ place }) => place);
}

/** The nearest place whose own radius holds a position; absent when there is none. */
export function nearestPlace<T extends Located>(
  position: Position,
  places: readonly T[],
): T | undefined {
  return placesAt(position, places)[0];
}
