import { expect, test } from 'vitest';
import type { PlaceFigures } from '#lib/domain/analytics/place-figures.ts';
import type { Place } from '#lib/domain/place.ts';
import { placeMapOf } from '#lib/state/place-map.ts';

const place = (id: string, more: Partial<Place> = {}): Place => ({
  id,
  name: id,
  createdAt: 0,
  updatedAt: 0,
  isHome: false,
  isFree: false,
  latitude: 51,
  longitude: 0,
  ...more,
});
const charged = (key: string, sessions: number, price?: number, costMicros = 1): PlaceFigures => ({
  key,
  name: key,
  sessions,
  costMicros,
  lastDate: '2026-06-01',
  ...(price !== undefined && { medianPricePerKwhMicros: price }),
});
const by = (...figures: readonly PlaceFigures[]) =>
  new Map(figures.map((figure) => [figure.key, figure]));

test('bands places by thirds of what was paid, and draws the most visited first', () => {
  const map = placeMapOf(
    [
      place('a'),
      place('b'),
      place('c'),
      place('typed', { pricePerKwhMicros: 900_000 }),
      place('free', { isFree: true }),
      place('gift'),
      place('new'),
      { ...place('nowhere'), latitude: undefined } as unknown as Place,
    ],
    by(
      charged('a', 3, 100_000),
      charged('b', 9, 300_000),
      charged('c', 5, 500_000),
      charged('gift', 4, undefined, 0),
    ),
  );
  expect(map.mapped.map(({ place: { id }, band, sessions }) => [id, band, sessions])).toEqual([
    ['b', 'low', 9],
    ['c', 'middle', 5],
    ['gift', 'free', 4],
    ['a', 'low', 3],
    ['free', 'free', 0],
    ['new', 'unknown', 0],
    ['typed', 'high', 0],
  ]);
  expect(map.limits).toEqual({ low: 300_000, middle: 500_000 });
  expect(map.withoutPosition.map(({ id }) => id)).toEqual(['nowhere']);
});
