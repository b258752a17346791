import type { MergeField } from '#lib/domain/place-merge.ts';
import { positionOf } from '#lib/domain/near.ts';
import type { Place } from '#lib/domain/place.ts';
import { positionText } from '#lib/domain/position-text.ts';
import type { I18n } from '#lib/i18n/i18n.svelte.ts';

/** What a place charges by itself, tariffs aside, in words; empty when nothing is known. */
export function priceText({ t, f }: I18n, place: Place): string {
  const words = t.places;
  return [
    place.isFree ? words.badgeFree : undefined,
    !place.isFree && place.pricePerKwhMicros !== undefined
      ? f.pricePerKwh(place.pricePerKwhMicros)
      : undefined,
    place.pricePerMinuteMicros ? words.perMinute(f.price(place.pricePerMinuteMicros)) : undefined,
    place.sessionFeeMicros ? words.fee(f.money(place.sessionFeeMicros)) : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** What a place says of a field, in words. */
export function fieldText(i18n: I18n, place: Place, field: MergeField): string {
  const { f } = i18n;
  const words = i18n.t.places;
  const position = positionOf(place);
  switch (field) {
    case 'isHome':
    case 'isFree':
      return place[field] ? words.yes : words.no;
    case 'pricePerKwhMicros':
      return place.pricePerKwhMicros === undefined
        ? words.none
        : f.pricePerKwh(place.pricePerKwhMicros);
    case 'pricePerMinuteMicros':
      return place.pricePerMinuteMicros === undefined
        ? words.none
        : words.perMinute(f.price(place.pricePerMinuteMicros));
    case 'sessionFeeMicros':
      return place.sessionFeeMicros === undefined ? words.none : f.money(place.sessionFeeMicros);
    case 'position':
      return position ? positionText(position) : words.none;
    case 'radiusM':
      return place.radiusM === undefined ? words.none : words.metres(place.radiusM);
    case 'name':
    case 'network':
    case 'timeZone':
      return place[field] ?? words.none;
  }
}
