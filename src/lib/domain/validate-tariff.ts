import type { Content } from './entity.ts';
import type { FieldIssue, Result } from './result.ts';
import {
  currency,
  integer,
  localDate,
  micros,
  nameText,
  text,
  timeZone,
  validateShape,
} from './schema.ts';
import { CURRENTS } from './session.ts';
import { TARIFF_KINDS, type Tariff } from './tariff.ts';
import { wallMinutes } from './time.ts';
import { z } from './zod.ts';

const MAX_PRICE_MICROS = 1_000_000_000_000;
const energyPrice = micros('tariff/price_range', -MAX_PRICE_MICROS, MAX_PRICE_MICROS);

function wallTime(isGood: (value: string) => boolean) {
  return z.string('tariff/band').check(z.refine(isGood, 'tariff/band'));
}

const isWallTime = (value: string) => wallMinutes(value) !== undefined;

const bandSchema = z
  .looseObject(
    {
      label: text('tariff/band', 40, 1),
      days: z.exactOptional(
        z
          .array(integer('tariff/band', 1, 7), 'tariff/band')
          .check(z.refine((days) => days.length > 0, 'tariff/band')),
      ),
      from: wallTime(isWallTime),
      to: wallTime((value) => value === '24:00' || isWallTime(value)),
      pricePerKwhMicros: energyPrice,
    },
    'tariff/band',
  )
  .check(z.refine((band) => band.from !== band.to, { error: 'tariff/band', path: ['to'] }));

const tariffSchema = z.looseObject({
  name: nameText('tariff/name', 80),
  kind: z.enum(TARIFF_KINDS, 'tariff/kind'),
  placeId: z.exactOptional(text('tariff/place', 200, 1)),
  current: z.exactOptional(z.enum(CURRENTS, 'tariff/current')),
  currency: currency('tariff/currency'),
  timeZone: timeZone('tariff/zone'),
  validFrom: localDate('tariff/dates'),
  validTo: z.exactOptional(localDate('tariff/dates')),
  pricePerKwhMicros: energyPrice,
  bands: z.exactOptional(
    z
      .array(bandSchema, 'tariff/band')
      .check(z.refine((bands) => bands.length <= 48, 'tariff/band')),
  ),
  sessionFeeMicros: z.exactOptional(micros('tariff/price_range', 0, 10_000_000_000_000)),
  pricePerMinuteMicros: z.exactOptional(micros('tariff/price_range', 0, MAX_PRICE_MICROS)),
  untimedPricePerKwhMicros: z.exactOptional(energyPrice),
});

function* tariffIssues(tariff: Partial<Content<Tariff>>): Generator<FieldIssue> {
  if (tariff.kind === 'place' && tariff.placeId === undefined) {
    yield { field: 'placeId', code: 'tariff/place' };
  }
  const { validFrom, validTo } = tariff;
  if (validFrom !== undefined && validTo !== undefined && validTo < validFrom) {
    yield { field: 'validTo', code: 'tariff/dates', value: validTo };
  }
}

/**
 * A tariff as it may be stored, with its name trimmed, or `tariff/invalid`. Overlaps with other
 * tariffs are `overlappedTariff`'s.
 */
export function validateTariff(input: unknown): Result<Content<Tariff>> {
  return validateShape('tariff', tariffSchema, input, tariffIssues);
}
