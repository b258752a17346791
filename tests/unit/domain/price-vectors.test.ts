import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Place } from '#lib/domain/place.ts';
import type { ReceiptLine, Session } from '#lib/domain/session.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { type PricingResult, priceSession } from '#lib/domain/pricing.ts';
import { repriceSession } from '#lib/domain/repricing.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';

interface VectorCase {
  readonly id: string;
  readonly about: string;
  readonly kind: 'price' | 'repricing';
  readonly dataset: {
    readonly settings: Readonly<Record<string, unknown>>;
    readonly places: readonly Place[];
    readonly tariffs: readonly Tariff[];
    readonly sessions: readonly Session[];
  };
  readonly request?: {
    readonly sessionId: string;
    readonly typedTotalMicros?: number;
    readonly typedPricePerKwhMicros?: number;
    readonly lines?: readonly ReceiptLine[];
  };
  readonly expected: Readonly<Record<string, unknown>>;
  readonly absent?: readonly string[];
}

const file = new URL('../../fixtures/vectors/price-cases.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: VectorCase[] };

function settingsOf(values: Readonly<Record<string, unknown>>) {
  return readSettings(Object.entries(values).map(([id, value]) => ({ id, value }))).settings;
}

/** The result as the vectors write it: no warnings is no list. */
function plain(result: PricingResult): Record<string, unknown> {
  if ('unknown' in result) return { unknown: result.unknown };
  const { cost, warnings } = result;
  return warnings.length > 0 ? { cost, warnings } : { cost };
}

function resultOf(vector: VectorCase): Record<string, unknown> {
  const { places, tariffs, sessions, settings } = vector.dataset;
  const shared = {
    tariffs,
    settings: settingsOf(settings),
    placesById: new Map(places.map((place) => [place.id, place])),
  };
  const { request } = vector;
  if (!request) {
    return Object.fromEntries(
      sessions.map((session) => [session.id, repriceSession(session, shared)]),
    );
  }
  const session = sessions.find((one) => one.id === request.sessionId);
  if (!session) throw new Error(`no session ${request.sessionId}`);
  const { typedTotalMicros, typedPricePerKwhMicros, lines } = request;
  const typed = {
    ...(typedTotalMicros === undefined ? {} : { totalMicros: typedTotalMicros }),
    ...(typedPricePerKwhMicros === undefined ? {} : { pricePerKwhMicros: typedPricePerKwhMicros }),
    ...(lines ? { lines } : {}),
  };
  return plain(priceSession({ session, typed, ...shared }));
}

describe('shared price vectors', () => {
  const price = cases.filter((vector) => vector.kind === 'price');

  test('are all there', () => {
    expect(price).toHaveLength(26);
  });

  test.each(price)('$id: $about', (vector) => {
    const result = resultOf(vector);
    for (const [key, value] of Object.entries(vector.expected)) {
      if (key === 'cost') {
        for (const [field, expected] of Object.entries(value as object)) {
          expect((result['cost'] as Record<string, unknown>)[field], field).toEqual(expected);
        }
      } else {
        expect(result[key], key).toEqual(value);
      }
    }
    for (const path of vector.absent ?? []) expect(result).not.toHaveProperty(path);
  });

  test('re-pricing keeps typed costs and derives the others', () => {
    const vector = cases.find((one) => one.kind === 'repricing');
    if (!vector) throw new Error('no repricing case');
    expect(resultOf(vector)).toMatchObject({
      a: { kept: 'typed' },
      b: { cost: { basis: 'home_tariff', totalMicros: 2_500_000 }, changed: true },
      d: { unknown: 'no_price' },
      e: { unknown: 'no_energy' },
    });
    expect(resultOf(vector)).not.toHaveProperty('d.changed');
  });
});
