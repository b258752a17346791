import { type Position, positionOf } from '#lib/domain/near.ts';
import type { Place } from '#lib/domain/place.ts';
import type { PlacesAnswer } from '#lib/worker/api.ts';

/** How dear a place is among a person's own: thirds of what is paid for, and free. */
export const PRICE_BANDS = ['free', 'low', 'middle', 'high', 'unknown'] as const;
export type PriceBand = (typeof PRICE_BANDS)[number];

/** A place with what the map shows of it. */
export interface MappedPlace {
  readonly place: Place;
  readonly position: Position;
  readonly sessions: number;
  readonly band: PriceBand;
  /** The median of what was paid; absent where nothing was. */
  readonly pricePerKwhMicros?: number;
}

export interface PlaceMap {
  /** The most visited first, so that it lies below the others. */
  readonly mapped: readonly MappedPlace[];
  readonly withoutPosition: readonly Place[];
  /** The dearest price of the low and of the middle band; absent with too few different prices. */
  readonly limits?: { readonly low: number; readonly middle: number };
}

type Figures = PlacesAnswer['figures'];

/** The limits between thirds of the prices; absent below three different ones. */
function limitsOf(prices: readonly number[]): PlaceMap['limits'] {
  const sorted = [...new Set(prices)].sort((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 3)];
  const middle = sorted[Math.floor(((sorted.length - 1) * 2) / 3)];
  if (sorted.length < 3 || low === undefined || middle === undefined) return undefined;
  return { low, middle };
}

function bandOf(price: number | undefined, isFree: boolean, limits: PlaceMap['limits']): PriceBand {
  if (isFree) return 'free';
  if (price === undefined) return 'unknown';
  if (!limits) return 'middle';
  if (price <= limits.low) return 'low';
  return price <= limits.middle ? 'middle' : 'high';
}

/** Places as the map shows them, with their figures as far as they are known. */
export function placeMapOf(places: readonly Place[], figures: Figures): PlaceMap {
  const priceOf = ({ id, pricePerKwhMicros }: Place): number | undefined =>
    figures.get(id)?.medianPricePerKwhMicros ?? pricePerKwhMicros;
  const isFree = ({ id, isFree: free }: Place): boolean =>
    free || figures.get(id)?.costMicros === 0;
  const paid = places.filter((place) => !isFree(place));
  const limits = limitsOf(paid.flatMap((place) => priceOf(place) ?? []));
  const mapped: MappedPlace[] = [];
  const withoutPosition: Place[] = [];
  for (const place of places) {
    const position = positionOf(place);
    if (!position) {
      withoutPosition.push(place);
      continue;
    }
    const price = isFree(place) ? undefined : priceOf(place);
    mapped.push({
      place,
      position,
      sessions: figures.get(place.id)?.sessions ?? 0,
      band: bandOf(price, isFree(place), limits),
      ...(price !== undefined && { pricePerKwhMicros: price }),
    });
  }
  mapped.sort((a, b) => b.sessions - a.sessions || (a.place.id < b.place.id ? -1 : 1));
  return { mapped, withoutPosition, ...(limits && { limits }) };
}
