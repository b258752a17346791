import { nameKey } from './name-key.ts';
import { placesAt, type Position } from './near.ts';
import type { Place } from './place.ts';

type Named = Pick<Place, 'id' | 'name' | 'isHome'>;
type Located = Pick<Place, 'id' | 'latitude' | 'longitude' | 'radiusM'>;

/**
 * Places in the order in which they are offered for a charge: the most used first, `uses` counting
 * the charges at each id; then homes; then by name.
 */
export function mostUsedFirst<T extends Named>(
  places: readonly T[],
  uses: ReadonlyMap<string, number>,
): T[] {
  return places.toSorted(
    (a, b) =>
      (uses.get(b.id) ?? 0) - (uses.get(a.id) ?? 0) ||
      Number(b.isHome) - Number(a.isHome) ||
      compareNames(a, b),
  );
}

/** The same places, those that a position is at before all others, the nearest of them first. */
export function hereFirst<T extends Located>(
  places: readonly T[],
  position: Position | undefined,
): readonly T[] {
  const here = position ? placesAt(position, places) : [];
  return here.length === 0 ? places : [...here, ...places.filter((place) => !here.includes(place))];
}

function compareNames(a: Named, b: Named): number {
  const [one, other] = [nameKey(a.name), nameKey(b.name)];
  if (one === other) return a.id < b.id ? -1 : 1;
  return one < other ? -1 : 1;
}
