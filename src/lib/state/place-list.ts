import type { Place } from '#lib/domain/place.ts';

/** Places as they are listed: homes first, then by name. */
export function listedPlaces(
  places: readonly Place[],
  language: string,
): { readonly inUse: readonly Place[]; readonly archived: readonly Place[] } {
  const sorted = places.toSorted(
    (a, b) => Number(b.isHome) - Number(a.isHome) || a.name.localeCompare(b.name, language),
  );
  return {
    inUse: sorted.filter(({ archived }) => archived !== true),
    archived: sorted.filter(({ archived }) => archived === true),
  };
}
