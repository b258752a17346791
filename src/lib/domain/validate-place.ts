import type { Content } from './entity.ts';
import type { Place } from './place.ts';
import type { FieldIssue, Result } from './result.ts';
import {
  flag,
  integer,
  micros,
  nameText,
  number,
  text,
  timeZone,
  validateShape,
} from './schema.ts';
import { z } from './zod.ts';

const price = z.exactOptional(micros('place/price_range', 0, 1_000_000_000_000));

const placeSchema = z.looseObject({
  name: nameText('place/name', 120),
  isHome: flag('place/is_home'),
  isFree: flag('place/is_free'),
  pricePerKwhMicros: price,
  pricePerMinuteMicros: price,
  sessionFeeMicros: z.exactOptional(micros('place/price_range', 0, 10_000_000_000_000)),
  network: z.exactOptional(text('place/text_length', 80)),
  latitude: z.exactOptional(number('place/position', -90, 90)),
  longitude: z.exactOptional(number('place/position', -180, 180)),
  radiusM: z.exactOptional(integer('place/position', 10, 2000)),
  timeZone: z.exactOptional(timeZone('place/zone')),
  archived: z.exactOptional(z.boolean('place/archived')),
});

function* positionIssues(place: Partial<Content<Place>>): Generator<FieldIssue> {
  const hasLatitude = place.latitude !== undefined;
  if (hasLatitude !== (place.longitude !== undefined)) {
    yield { field: hasLatitude ? 'longitude' : 'latitude', code: 'place/position' };
  }
}

/** A place as it may be stored, with its name trimmed and defaults filled in, or `place/invalid`. */
export function validatePlace(input: unknown): Result<Content<Place>> {
  return validateShape('place', placeSchema, input, positionIssues);
}
