import { describe, expect, test } from 'vitest';
import { distanceM, nearestPlace, placesAt } from '#lib/domain/near.ts';
import { hereFirst, mostUsedFirst } from '#lib/domain/place-order.ts';
import { offeredPlaces, placeNamed } from '#lib/domain/place.ts';

const LONDON = { latitude: 51.5, longitude: 0 };
/** A degree of a meridian of a globe of 6,371 km is 111,194.93 m. */
const DEGREE_M = 111_194.93;
/** Straight north of London by so many metres. */
const north = (metres: number) => ({ latitude: 51.5 + metres / DEGREE_M, longitude: 0 });
const place = (id: string, metres: number, radiusM?: number) => ({
  id,
  ...north(metres),
  ...(radiusM !== undefined && { radiusM }),
});

describe('distance', () => {
  test('is that of the great circle', () => {
    expect(distanceM(LONDON, north(1000))).toBeCloseTo(1000, 3);
    // A quarter of the way round.
    const quarter = distanceM({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 90 });
    expect(quarter).toBeCloseTo((Math.PI / 2) * 6_371_000, 3);
    const paris = { latitude: 48.8566, longitude: 2.3522 };
    expect(distanceM({ latitude: 51.5074, longitude: -0.1278 }, paris) / 1000).toBeCloseTo(
      343.56,
      1,
    );
  });
});

describe('the place near a position', () => {
  test('is the nearest whose own radius holds it', () => {
    const wide = place('wide', 900, 2000);
    const near = place('near', 90);
    const tooFar = place('far', 101);
    expect(nearestPlace(LONDON, [wide, tooFar, near])?.id).toBe('near');
    expect(placesAt(LONDON, [wide, tooFar, near]).map(({ id }) => id)).toEqual(['near', 'wide']);
    expect(nearestPlace(LONDON, [tooFar])).toBeUndefined();
    expect(nearestPlace(LONDON, [place('narrow', 15, 10)])).toBeUndefined();
  });

  test('has a position', () => {
    expect(nearestPlace(LONDON, [{ id: 'a' }, { id: 'b', latitude: 51.5 }])).toBeUndefined();
  });

  test('is the one with the smaller id of two that are as near', () => {
    expect(nearestPlace(LONDON, [place('b', 50), place('a', 50)])?.id).toBe('a');
  });
});

describe('places on offer', () => {
  const named = (id: string, name: string, more = {}) => ({ id, name, isHome: false, ...more });

  test('are the most used first, then homes, then by name', () => {
    const places = [
      named('1', 'Zoo'),
      named('2', 'arena'),
      named('3', 'My house', { isHome: true }),
      named('4', 'Hub'),
      named('5', 'Pub'),
    ];
    const uses = new Map([
      ['5', 2],
      ['4', 7],
    ]);
    const order = mostUsedFirst(places, uses).map(({ name }) => name);
    expect(order).toEqual(['Hub', 'Pub', 'My house', 'arena', 'Zoo']);
  });

  test('begin with where the device is', () => {
    const places = [place('used', 5000), place('here', 60), place('door', 10)];
    const ids = (order: readonly { id: string }[]) => order.map(({ id }) => id);
    expect(ids(hereFirst(places, LONDON))).toEqual(['door', 'here', 'used']);
    expect(ids(hereFirst(places, north(9000)))).toEqual(['used', 'here', 'door']);
    expect(ids(hereFirst(places, undefined))).toEqual(['used', 'here', 'door']);
  });

  test('leave out archived ones, but not the one a charge has', () => {
    const places = [{ id: 'a', archived: true }, { id: 'b' }, { id: 'c', archived: true }];
    expect(offeredPlaces(places)).toEqual([{ id: 'b' }]);
    expect(offeredPlaces(places, 'c').map(({ id }) => id)).toEqual(['b', 'c']);
  });

  test('are known by their name, case and blanks aside', () => {
    const places = [{ name: 'The  Hub' }, { name: 'Pub' }, { name: 'pub' }];
    expect(placeNamed(places, ' the hub ')).toBe(places[0]);
    expect(placeNamed(places, 'Hub')).toBeUndefined();
    // Two of a name: which one is meant is not known.
    expect(placeNamed(places, 'Pub')).toBeUndefined();
    expect(placeNamed([{ name: ' ' }], ' ')).toBeUndefined();
  });
});
