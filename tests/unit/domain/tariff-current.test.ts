import { describe, expect, test } from 'vitest';
import type { Place } from '#lib/domain/place.ts';
import { type PricedSession, priceSession } from '#lib/domain/pricing.ts';
import { isKnownField } from '#lib/domain/merge/known-fields.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { validateTariff } from '#lib/domain/validate-tariff.ts';
import { parseDataset, writeDataset } from '#lib/formats/dataset.ts';

const entity = { createdAt: 0, updatedAt: 0 };
const home: Place = { ...entity, id: 'h', name: 'Home', isHome: true, isFree: false };
const hub: Place = { ...entity, id: 'p', name: 'Hub', isHome: false, isFree: false };

function tariffOf(change: Partial<Tariff>): Tariff {
  return {
    ...entity,
    id: 't',
    name: 'Flat',
    kind: 'place',
    placeId: 'p',
    currency: 'GBP',
    timeZone: 'Europe/London',
    validFrom: '2020-01-01',
    pricePerKwhMicros: 250_000,
    ...change,
  };
}

/** A home tariff; `undefined` is for every home. */
function homeTariff(id: string, change: Partial<Tariff> = {}): Tariff {
  const { placeId, ...tariff } = tariffOf({ id, kind: 'home' });
  return placeId ? { ...tariff, ...change } : tariff;
}

function usedTariff(tariffs: readonly Tariff[], session: Partial<PricedSession>) {
  const result = priceSession({
    session: { localDate: '2026-02-01', energyWh: 10_000, placeId: 'p', ...session },
    typed: {},
    tariffs,
    settings: { currency: 'GBP', homeAliases: [] },
    placesById: new Map([home, hub].map((place) => [place.id, place])),
  });
  return 'cost' in result ? result.cost.tariffId : result.unknown;
}

describe('tariffs for one current', () => {
  const both = tariffOf({ id: 'both' });
  const ac = tariffOf({ id: 'ac', current: 'AC' });
  const dc = tariffOf({ id: 'dc', current: 'DC' });

  test.each<[string, Tariff[], Partial<PricedSession>, string]>([
    ['AC has its own', [both, ac, dc], { current: 'AC' }, 'ac'],
    ['DC has its own', [both, ac, dc], { current: 'DC' }, 'dc'],
    ['else that of both', [both, dc], { current: 'AC' }, 'both'],
    ['never that of the other', [dc], { current: 'AC' }, 'no_price'],
    ['unknown is neither', [both, ac, dc], {}, 'both'],
    ['unknown has no price without that of both', [ac, dc], {}, 'no_price'],
    ['only where it is valid', [both, { ...dc, validTo: '2026-01-31' }], { current: 'DC' }, 'both'],
  ])('%s', (_, tariffs, session, expected) => {
    expect(usedTariff(tariffs, session)).toBe(expected);
    expect(usedTariff(tariffs.toReversed(), session)).toBe(expected);
  });

  test('a home comes before its current', () => {
    const anyAc = homeTariff('any-ac', { current: 'AC' });
    const any = homeTariff('any');
    const mine = homeTariff('mine', { placeId: 'h' });
    const mineAc = homeTariff('mine-ac', { placeId: 'h', current: 'AC' });
    const used = (tariffs: Tariff[]) => usedTariff(tariffs, { placeId: 'h', current: 'AC' });
    expect(used([any, anyAc, mine, mineAc])).toBe('mine-ac');
    expect(used([any, anyAc, mine])).toBe('mine');
    expect(used([any, anyAc])).toBe('any-ac');
    expect(used([any])).toBe('any');
    expect(usedTariff([anyAc, any], { placeId: 'h', current: 'DC' })).toBe('any');
  });

  test('a charge that outlasts its own tariff goes on with that of both', () => {
    const startedAt = Date.UTC(2026, 0, 31, 23);
    const result = priceSession({
      session: {
        localDate: '2026-01-31',
        startedAt,
        endedAt: startedAt + 2 * 3_600_000,
        energyWh: 10_000,
        placeId: 'p',
        current: 'DC',
      },
      typed: {},
      tariffs: [both, { ...dc, validTo: '2026-01-31', pricePerKwhMicros: 500_000 }],
      settings: { currency: 'GBP', homeAliases: [] },
      placesById: new Map([['p', hub]]),
    });
    expect(result).toMatchObject({
      cost: {
        // 5 kWh at 50 p and 5 kWh at 25 p.
        totalMicros: 3_750_000,
        lines: [{ tariffId: 'dc' }, { tariffId: 'both' }],
      },
    });
  });

  test('is AC or DC, or absent', () => {
    const open = {
      name: 'Hub',
      kind: 'place',
      placeId: 'p',
      currency: 'GBP',
      timeZone: 'Europe/London',
      validFrom: '2020-01-01',
      pricePerKwhMicros: 250_000,
    };
    const content = { ...open, current: 'DC' };
    expect(validateTariff(content)).toEqual({ ok: true, value: content });
    expect(validateTariff({ ...content, current: 'three-phase' })).toMatchObject({
      ok: false,
      error: { fields: [{ field: 'current', code: 'tariff/current' }] },
    });
    expect(validateTariff(open)).toEqual({ ok: true, value: open });
  });

  test('travels in a complete copy and is known to a merge', () => {
    const dataset = {
      today: '2026-02-01',
      settings: {},
      cars: [],
      places: [hub],
      tariffs: [both, dc],
      sessions: [],
    };
    expect(parseDataset(writeDataset(dataset))).toMatchObject({
      ok: true,
      value: { tariffs: [both, dc], issues: [] },
    });
    expect(isKnownField('tariffs', 'current')).toBe(true);
  });
});
