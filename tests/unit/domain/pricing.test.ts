import { describe, expect, test } from 'vitest';
import { type TypedCost, costInCurrency, costInputsChanged, typedOf } from '#lib/domain/cost.ts';
import type { Place } from '#lib/domain/place.ts';
import { type PricedSession, priceSession } from '#lib/domain/pricing.ts';
import { repriceSession } from '#lib/domain/repricing.ts';
import type { Cost, ReceiptLine, Session } from '#lib/domain/session.ts';
import type { Tariff } from '#lib/domain/tariff.ts';

const entity = { createdAt: 0, updatedAt: 0 };
const home: Place = { ...entity, id: 'h', name: 'Home', isHome: true, isFree: false };
const hub: Place = { ...entity, id: 'p', name: 'Hub', isHome: false, isFree: false };

function tariffOf(change: Partial<Tariff>): Tariff {
  return {
    ...entity,
    id: 't',
    name: 'Flat',
    kind: 'home',
    currency: 'GBP',
    timeZone: 'Europe/London',
    validFrom: '2020-01-01',
    pricePerKwhMicros: 250_000,
    ...change,
  };
}

interface Situation {
  readonly session?: Partial<PricedSession>;
  readonly typed?: TypedCost;
  readonly places?: readonly Place[];
  readonly tariffs?: readonly Tariff[];
}

function price({ session, typed, places = [home, hub], tariffs = [] }: Situation) {
  return priceSession({
    session: { localDate: '2026-02-01', energyWh: 10_000, ...session },
    typed: typed ?? {},
    tariffs,
    settings: { currency: 'GBP', homeAliases: ['home'] },
    placesById: new Map(places.map((place) => [place.id, place])),
  });
}

function costOf(situation: Situation): Cost {
  const result = price(situation);
  if ('unknown' in result) throw new Error(`unknown cost: ${result.unknown}`);
  return result.cost;
}

const parking: ReceiptLine = { kind: 'parking', amountMicros: 3_000_000 };
const noon = Date.UTC(2026, 1, 1, 12);

describe('which price', () => {
  test('a tariff of the place beats its own price, which beats the home tariff', () => {
    const tariffs = [
      tariffOf({ id: 'home' }),
      tariffOf({ id: 'own', kind: 'place', placeId: 'h', pricePerKwhMicros: 100_000 }),
    ];
    const places = [{ ...home, pricePerKwhMicros: 200_000 }];
    const session = { placeId: 'h' };
    expect(costOf({ session, places, tariffs })).toMatchObject({
      basis: 'place_rate',
      tariffId: 'own',
      totalMicros: 1_000_000,
    });
    expect(costOf({ session, places, tariffs: tariffs.slice(0, 1) })).toMatchObject({
      basis: 'place_rate',
      totalMicros: 2_000_000,
    });
    expect(costOf({ session, tariffs: tariffs.slice(0, 1) })).toMatchObject({
      basis: 'home_tariff',
      totalMicros: 2_500_000,
    });
  });

  test('a home tariff of this home beats one of any home, where it is valid', () => {
    const tariffs = [
      tariffOf({ id: 'any' }),
      tariffOf({ id: 'mine', placeId: 'h', validFrom: '2026-02-01', validTo: '2026-02-01' }),
      tariffOf({ id: 'other', placeId: 'x' }),
    ];
    const idOn = (localDate: string) =>
      costOf({ session: { placeId: 'h', localDate }, tariffs }).tariffId;
    expect(['2026-01-31', '2026-02-01', '2026-02-02'].map(idOn)).toEqual(['any', 'mine', 'any']);
  });

  test('a label is enough for home, and leaves no place on the cost', () => {
    const cost = costOf({ session: { placeLabel: 'At home' }, tariffs: [tariffOf({})] });
    expect(cost).toEqual({
      basis: 'home_tariff',
      currency: 'GBP',
      totalMicros: 2_500_000,
      pricePerKwhMicros: 250_000,
      tariffId: 't',
    });
  });

  test('of stored tariffs that overlap, the later start wins, then the greater id', () => {
    const tariffs = [
      tariffOf({ id: 'b', validFrom: '2025-01-01' }),
      tariffOf({ id: 'a', validFrom: '2026-01-01' }),
      tariffOf({ id: 'c', validFrom: '2025-01-01' }),
    ];
    const session = { placeId: 'h' };
    expect(costOf({ session, tariffs }).tariffId).toBe('a');
    expect(costOf({ session, tariffs: [...tariffs].reverse() }).tariffId).toBe('a');
    expect(costOf({ session: { ...session, localDate: '2025-06-01' }, tariffs }).tariffId).toBe(
      'c',
    );
  });

  test('the date is that of the tariff’s zone', () => {
    // 22:00 to 23:00 in London is the next morning in Tokyo.
    const startedAt = Date.UTC(2026, 1, 1, 22);
    const session = { placeId: 'h', startedAt, endedAt: startedAt + 3_600_000 };
    const tokyo = tariffOf({ timeZone: 'Asia/Tokyo', validFrom: '2026-02-02' });
    expect(costOf({ session, tariffs: [tokyo] }).totalMicros).toBe(2_500_000);
    const london = { ...tokyo, timeZone: 'Europe/London' };
    expect(price({ session, tariffs: [london] })).toEqual({ unknown: 'no_price' });
  });

  test('the cost has the currency of the tariff', () => {
    const tariffs = [tariffOf({ currency: 'EUR' })];
    expect(costOf({ session: { placeId: 'h' }, tariffs }).currency).toBe('EUR');
  });

  test('amounts of two currencies are not added', () => {
    const startedAt = Date.UTC(2022, 11, 31, 22);
    const session = { placeId: 'h', startedAt, endedAt: startedAt + 4 * 3_600_000 };
    const zone = { timeZone: 'Europe/Zagreb' };
    const tariffs = [
      tariffOf({ ...zone, id: 'kuna', currency: 'HRK', validTo: '2022-12-31' }),
      tariffOf({ ...zone, id: 'euro', currency: 'EUR', validFrom: '2023-01-01' }),
    ];
    expect(price({ session, tariffs })).toEqual({ unknown: 'no_valid_tariff' });
  });
});

describe('what is unknown', () => {
  const minutes = { ...hub, pricePerKwhMicros: 400_000, pricePerMinuteMicros: 10_000 };

  test.each<[string, Situation, string]>([
    ['energy', { session: { energyWh: undefined as never, placeId: 'p' } }, 'no_energy'],
    ['any price', { session: { placeId: 'p' } }, 'no_price'],
    [
      'the time of a price per minute',
      { session: { placeId: 'p' }, places: [minutes] },
      'time_unknown',
    ],
    [
      'the time, which does not fall through to another price',
      {
        session: { placeId: 'h' },
        typed: { lines: [parking] },
        tariffs: [
          tariffOf({ bands: [{ label: 'n', from: '00:00', to: '05:00', pricePerKwhMicros: 1 }] }),
        ],
      },
      'time_unknown',
    ],
    [
      'the end, so there is no window',
      {
        session: { placeId: 'h', startedAt: noon },
        tariffs: [
          tariffOf({ bands: [{ label: 'n', from: '00:00', to: '05:00', pricePerKwhMicros: 1 }] }),
        ],
      },
      'time_unknown',
    ],
  ])('without %s', (_, situation, reason) => {
    expect(price(situation)).toEqual({ unknown: reason });
  });

  test('typed lines alone are a total, with or without energy', () => {
    const typed = { lines: [parking] };
    expect(costOf({ typed }).totalMicros).toBe(3_000_000);
    expect(costOf({ typed, session: { energyWh: undefined as never } })).toEqual({
      basis: 'typed_total',
      currency: 'GBP',
      totalMicros: 3_000_000,
      lines: [{ ...parking, typed: true }],
    });
  });
});

describe('lines', () => {
  test('typed ones follow those the price made, and all add up', () => {
    const typed = { pricePerKwhMicros: 400_000, lines: [parking] };
    expect(costOf({ typed })).toEqual({
      basis: 'typed_price',
      currency: 'GBP',
      totalMicros: 7_000_000,
      pricePerKwhMicros: 400_000,
      lines: [
        {
          kind: 'energy',
          label: 'base',
          unitPriceMicros: 400_000,
          energyWh: 10_000,
          amountMicros: 4_000_000,
        },
        { ...parking, typed: true },
      ],
    });
  });

  test('fee and minutes come from the tariff at the start', () => {
    const startedAt = Date.UTC(2026, 1, 28, 23);
    const session = { placeId: 'p', startedAt, endedAt: startedAt + 2 * 3_600_000 };
    const place = { kind: 'place', placeId: 'p' } as const;
    const tariffs = [
      tariffOf({
        ...place,
        id: 'a',
        sessionFeeMicros: 500_000,
        pricePerMinuteMicros: 10_000,
        validTo: '2026-02-28',
      }),
      tariffOf({ ...place, id: 'b', sessionFeeMicros: 9_000_000, validFrom: '2026-03-01' }),
    ];
    // 5 kWh each at 25 p, 50 p and 120 minutes at 1 p.
    expect(costOf({ session, tariffs })).toMatchObject({
      totalMicros: 4_200_000,
      tariffId: 'a',
      lines: [
        { kind: 'energy', tariffId: 'a', energyWh: 5000 },
        { kind: 'energy', tariffId: 'b', energyWh: 5000 },
        { kind: 'session_fee', amountMicros: 500_000, tariffId: 'a' },
        {
          kind: 'time',
          timeS: 7200,
          unitPriceMicros: 10_000,
          amountMicros: 1_200_000,
          tariffId: 'a',
        },
      ],
    });
  });

  test('a free place charges typed lines only', () => {
    const places = [{ ...hub, isFree: true, pricePerKwhMicros: 400_000 }];
    const cost = costOf({ session: { placeId: 'p' }, places, typed: { lines: [parking] } });
    expect(cost).toMatchObject({ basis: 'place_free', totalMicros: 3_000_000, placeId: 'p' });
  });
});

describe('what was typed', () => {
  const energy: ReceiptLine = { kind: 'energy', amountMicros: 8_000_000 };

  test.each<[string, Situation]>([
    ['a total', { typed: { totalMicros: 0 } }],
    ['a total with lines that differ', { typed: { totalMicros: 9_000_000, lines: [energy] } }],
    ['a receipt', { typed: { lines: [energy, parking] } }],
    ['a price', { typed: { pricePerKwhMicros: 0 } }],
    ['a price and a line', { typed: { pricePerKwhMicros: 400_000, lines: [parking] } }],
    [
      'a line at home',
      { session: { placeId: 'h' }, tariffs: [tariffOf({})], typed: { lines: [parking] } },
    ],
    ['a total from the meter', { typed: { totalMicros: 5, fromMeter: true } }],
    [
      'a total abroad',
      {
        typed: {
          totalMicros: 5,
          currency: 'EUR',
          inHomeCurrency: { currency: 'GBP', totalMicros: 4 },
        },
      },
    ],
  ])('comes back from the stored cost: %s', (_, situation) => {
    const cost = costOf(situation);
    expect(costOf({ ...situation, typed: typedOf(cost) })).toEqual(cost);
  });

  test('of no cost is nothing', () => {
    expect(typedOf(undefined)).toEqual({});
  });

  test('a total follows the lines of a receipt, not one that was typed beside them', () => {
    expect(typedOf(costOf({ typed: { lines: [energy] } }))).not.toHaveProperty('totalMicros');
    expect(typedOf(costOf({ typed: { totalMicros: 9, lines: [energy] } })).totalMicros).toBe(9);
  });
});

describe('the cost is derived again', () => {
  const before = {
    session: { localDate: '2026-02-01', energyWh: 10_000, placeId: 'h', startedAt: noon },
    typed: { lines: [parking] },
  };

  test.each([
    [{ energyWh: 10_001 }],
    [{ placeId: 'p' }],
    [{ placeLabel: 'Hub' }],
    [{ startedAt: noon + 1 }],
    [{ endedAt: noon }],
    [{ chargingS: 1 }],
    [{ localDate: '2026-02-02' }],
  ])('when the session changes by %j', (change) => {
    const after = { ...before, session: { ...before.session, ...change } };
    expect(costInputsChanged(before, after)).toBe(true);
  });

  test.each<[TypedCost, boolean]>([
    [{ lines: [{ ...parking, typed: true }] }, false],
    [{ lines: [parking], currency: 'GBP' }, false],
    [{ lines: [] }, true],
    [{ lines: [{ ...parking, amountMicros: 1 }] }, true],
    [{ lines: [parking], totalMicros: 0 }, true],
    [{ lines: [parking], pricePerKwhMicros: 0 }, true],
  ])('when what was typed becomes %j: %s', (typed, expected) => {
    expect(costInputsChanged(before, { ...before, typed })).toBe(expected);
  });

  test('when the currency of a typed cost changes', () => {
    const typed = { totalMicros: 5, currency: 'EUR' };
    const stored = { ...before, typed };
    expect(costInputsChanged(stored, { ...stored, typed: { totalMicros: 5 } })).toBe(false);
    expect(costInputsChanged(stored, { ...stored, typed: { ...typed, currency: 'GBP' } })).toBe(
      true,
    );
  });

  test('not by notes, odometer or charge level', () => {
    const after = {
      ...before,
      session: { ...before.session, notes: 'x', odometerM: 5, socTo: 80 },
    };
    expect(costInputsChanged(before, after)).toBe(false);
  });
});

describe('re-pricing', () => {
  const context = {
    tariffs: [tariffOf({})],
    settings: { currency: 'GBP', homeAliases: ['home'] },
    placesById: new Map([['h', home]]),
  };
  const session: Session = {
    ...entity,
    id: 's',
    carId: 'c',
    status: 'completed',
    localDate: '2026-02-01',
    timeZone: 'Europe/London',
    energyWh: 10_000,
    placeId: 'h',
  };
  const stored: Cost = { basis: 'home_tariff', currency: 'GBP', totalMicros: 2_000_000 };

  test.each<Cost['basis']>(['typed_total', 'typed_price', 'meter'])('keeps %s', (basis) => {
    expect(repriceSession({ ...session, cost: { ...stored, basis } }, context)).toEqual({
      kept: 'typed',
    });
  });

  test('twice is once, and adds typed lines again', () => {
    const lines = [{ ...parking, typed: true }];
    const first = repriceSession({ ...session, cost: { ...stored, lines } }, context);
    if (!('cost' in first)) throw new Error('no cost');
    expect(first).toMatchObject({ cost: { totalMicros: 5_500_000 }, changed: true });
    expect(repriceSession({ ...session, cost: first.cost }, context)).toEqual({ cost: first.cost });
  });

  test('tells when a known cost becomes unknown', () => {
    const nowhere = { ...context, tariffs: [] };
    expect(repriceSession({ ...session, cost: stored }, nowhere)).toEqual({
      unknown: 'no_price',
      changed: true,
    });
    expect(repriceSession(session, nowhere)).toEqual({ unknown: 'no_price' });
  });
});

test('the cost used in figures', () => {
  const cost: Cost = { basis: 'typed_total', currency: 'EUR', totalMicros: 0 };
  const inHomeCurrency = { currency: 'GBP', totalMicros: 4 };
  expect(costInCurrency(undefined, 'GBP')).toEqual({});
  expect(costInCurrency({ basis: 'typed_price', currency: 'GBP' }, 'GBP')).toEqual({});
  expect(costInCurrency(cost, 'EUR')).toEqual({ totalCostMicros: 0 });
  expect(costInCurrency(cost, 'GBP')).toEqual({ foreignCost: true });
  expect(costInCurrency({ ...cost, inHomeCurrency }, 'GBP')).toEqual({ totalCostMicros: 4 });
  expect(costInCurrency({ ...cost, inHomeCurrency }, 'USD')).toEqual({ foreignCost: true });
});
