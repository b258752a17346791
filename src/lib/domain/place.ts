import type { Entity } from './entity.ts';
import { nameKey } from './name-key.ts';

/** Somewhere a car is charged. Prices are micros of the currency in the settings. */
export interface Place extends Entity {
  readonly name: string;
  readonly isHome: boolean;
  /** Energy costs nothing here. */
  readonly isFree: boolean;
  readonly pricePerKwhMicros?: number;
  readonly pricePerMinuteMicros?: number;
  readonly sessionFeeMicros?: number;
  readonly network?: string;
  /** Both or neither. */
  readonly latitude?: number;
  readonly longitude?: number;
  readonly radiusM?: number;
  readonly timeZone?: string;
  /** No longer offered for new charges; absent = offered. */
  readonly archived?: boolean;
}

/** The places that are offered for a charge: those in use, and the one it has already. */
export function offeredPlaces<T extends Pick<Place, 'id' | 'archived'>>(
  places: readonly T[],
  chosenId?: string,
): T[] {
  return places.filter((place) => place.archived !== true || place.id === chosenId);
}

/** The one place whose name a text is, case and blanks aside; absent for none and for several. */
export function placeNamed<T extends Pick<Place, 'name'>>(
  places: readonly T[],
  text: string,
): T | undefined {
  const key = nameKey(text);
  const named = key === '' ? [] : places.filter((place) => nameKey(place.name) === key);
  return named.length === 1 ? named[0] : undefined;
}
