import { describe, expect, test } from 'vitest';
import type { Place } from '#lib/domain/place.ts';
import { type PricedSession, priceSession } from '#lib/domain/pricing.ts';
import type { CurvePoint } from '#lib/domain/session.ts';
import type { Tariff } from '#lib/domain/tariff.ts';

const entity = { createdAt: 0, updatedAt: 0 };
const hub: Place = { ...entity, id: 'p', name: 'Hub', isHome: false, isFree: false };
/** 60 p by day, 40 p from 20:00 on. */
const dayAndNight: Tariff = {
  ...entity,
  id: 't',
  name: 'Hub',
  kind: 'place',
  placeId: 'p',
  currency: 'GBP',
  timeZone: 'UTC',
  validFrom: '2020-01-01',
  pricePerKwhMicros: 600_000,
  bands: [{ label: 'night', from: '20:00', to: '08:00', pricePerKwhMicros: 400_000 }],
};
const from = Date.UTC(2026, 1, 1, 19, 30);

/** 19:30 to 20:30: 60 kW for half an hour, then 20 kW. */
const FALLING: CurvePoint[] = [
  [0, 10, 60_000],
  [1800, 60, 60_000],
  [1800.001, 60, 20_000],
  [3600, 80, 20_000],
];

function price(change: Partial<PricedSession>, tariff = dayAndNight, splitByCurve = true) {
  const result = priceSession({
    session: {
      localDate: '2026-02-01',
      startedAt: from,
      endedAt: from + 3_600_000,
      energyWh: 40_000,
      placeId: 'p',
      ...change,
    },
    typed: {},
    tariffs: [tariff],
    settings: { currency: 'GBP', homeAliases: [], splitByCurve },
    placesById: new Map([['p', hub]]),
  });
  if (!('cost' in result)) throw new Error(result.unknown);
  return result.cost;
}

const energies = (change: Partial<PricedSession>) =>
  price(change).lines?.map(({ energyWh, split }) => [energyWh, split]);

describe('a charge with a curve', () => {
  test('is spread evenly over the time unless the person wants the curve', () => {
    const { lines } = price({ curve: FALLING }, dayAndNight, false);
    expect(lines?.map(({ energyWh, split }) => [energyWh, split])).toEqual([
      [20_000, undefined],
      [20_000, undefined],
    ]);
  });

  test('is split over the bands by the energy of its curve', () => {
    // 30 kWh at 60 p and 10 kWh at 40 p, not 20 kWh each.
    const { totalMicros, lines } = price({ curve: FALLING });
    expect(lines).toMatchObject([
      { label: 'base', energyWh: 30_000, split: 'curve' },
      { label: 'night', energyWh: 10_000, split: 'curve' },
    ]);
    expect(totalMicros).toBe(Number(lines?.[0]?.amountMicros) + Number(lines?.[1]?.amountMicros));
    expect(Math.abs((totalMicros ?? 0) - 22_000_000)).toBeLessThan(100);
  });

  test('adds up to the session, whose meter may read a little more than the curve', () => {
    const lines = price({ curve: FALLING, energyWh: 44_444 }).lines ?? [];
    expect(lines.map(({ energyWh }) => energyWh)).toEqual([33_333, 11_111]);
  });

  test('that ends before the window has no energy after it', () => {
    const early: CurvePoint[] = [
      [0, 10, 80_000],
      [1800, 80, 80_000],
    ];
    // All of it came in by day: the night has no line.
    expect(price({ curve: early })).toMatchObject({
      totalMicros: 24_000_000,
      pricePerKwhMicros: 600_000,
    });
  });

  const EVENLY = [
    [20_000, undefined],
    [20_000, undefined],
  ];

  test.each<[string, Partial<PricedSession>]>([
    ['has no curve', {}],
    ['has an empty one', { curve: [] }],
    ['has one point', { curve: [[0, 10, 60_000]] }],
    ['has a curve that lasts longer than it', { curve: [...FALLING, [3601, 80, 0]] }],
    ['has a curve that begins before it', { curve: [[-60, 10, 60_000], ...FALLING] }],
    ['has a curve of half of its energy', { curve: FALLING.slice(2) }],
    ['has a curve without power', { curve: FALLING.map(([s, soc]) => [s, soc, 0] as const) }],
  ])('is split by time when it %s', (_, change) => {
    expect(energies(change)).toEqual(EVENLY);
  });

  test('needs no split at one price', () => {
    const flat = { ...dayAndNight, bands: [] };
    expect(price({ curve: FALLING }, flat)).toEqual(price({}, flat));
    const withFee = { ...flat, sessionFeeMicros: 500_000 };
    expect(price({ curve: FALLING }, withFee)).toEqual(price({}, withFee));
  });

  test('of nothing costs nothing', () => {
    expect(price({ curve: FALLING, energyWh: 0 }).totalMicros).toBe(0);
  });
});
