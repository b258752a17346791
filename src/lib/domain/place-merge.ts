import type { Content } from './entity.ts';
import type { Place } from './place.ts';
import { tariffsOverlap } from './tariff-choice.ts';
import type { Tariff } from './tariff.ts';

/** What can be chosen apart when two places become one; a position is one choice. */
export const MERGE_FIELDS = [
  'name',
  'isHome',
  'isFree',
  'pricePerKwhMicros',
  'pricePerMinuteMicros',
  'sessionFeeMicros',
  'network',
  'position',
  'radiusM',
  'timeZone',
] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];

type PlaceContent = Content<Place>;

const partsOf = (field: MergeField): readonly (keyof PlaceContent)[] =>
  field === 'position' ? ['latitude', 'longitude'] : [field];

/** Whether a place says something of a field; a switch that is off says nothing. */
function says(place: Place, field: MergeField): boolean {
  return partsOf(field).every((part) => place[part] !== undefined && place[part] !== false);
}

/** The fields in which two places differ, in their usual order. */
export function differingFields(keep: Place, gone: Place): MergeField[] {
  return MERGE_FIELDS.filter((field) => partsOf(field).some((part) => keep[part] !== gone[part]));
}

/** What is taken from the place that goes unless a person chooses otherwise: what the other lacks. */
export function usuallyTaken(keep: Place, gone: Place): MergeField[] {
  return differingFields(keep, gone).filter((field) => !says(keep, field) && says(gone, field));
}

/** The place that stays, with the chosen fields of the one that goes. It is in use again. */
export function mergedPlace(
  keep: Place,
  gone: Place,
  taken: readonly MergeField[],
): Partial<PlaceContent> {
  const content: Record<string, unknown> = {};
  for (const field of MERGE_FIELDS) {
    const source = taken.includes(field) ? gone : keep;
    for (const part of partsOf(field)) {
      if (source[part] !== undefined) content[part] = source[part];
    }
  }
  return content;
}

/** The tariffs that belong to a place. */
export function tariffsOfPlace(tariffs: readonly Tariff[], placeId: string): Tariff[] {
  return tariffs.filter((tariff) => tariff.placeId === placeId);
}

/** Two tariffs of two places that would be for the same thing at the same time at one place. */
export function tariffClash(
  tariffs: readonly Tariff[],
  keepId: string,
  goneId: string,
): { readonly kept: Tariff; readonly moved: Tariff } | undefined {
  const there = tariffsOfPlace(tariffs, keepId);
  for (const moved of tariffsOfPlace(tariffs, goneId)) {
    const kept = there.find((tariff) => tariffsOverlap(tariff, { ...moved, placeId: keepId }));
    if (kept) return { kept, moved };
  }
  return undefined;
}
