import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceM, nearestPlace, type Position } from '#lib/domain/near.ts';

const EARTH_RADIUS_M = 6_371_000;
const latitude = fc.double({ min: -90, max: 90, noNaN: true });
const longitude = fc.double({ min: -180, max: 180, noNaN: true });
const position: fc.Arbitrary<Position> = fc.record({ latitude, longitude });
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** By vectors from the middle of the earth. */
function byVectors(a: Position, b: Position): number {
  const vector = ({ latitude: north, longitude: east }: Position) => [
    Math.cos(radians(north)) * Math.cos(radians(east)),
    Math.cos(radians(north)) * Math.sin(radians(east)),
    Math.sin(radians(north)),
  ];
  const [x1 = 0, y1 = 0, z1 = 0] = vector(a);
  const [x2 = 0, y2 = 0, z2 = 0] = vector(b);
  const cross = Math.hypot(y1 * z2 - z1 * y2, z1 * x2 - x1 * z2, x1 * y2 - y1 * x2);
  return EARTH_RADIUS_M * Math.atan2(cross, x1 * x2 + y1 * y2 + z1 * z2);
}

describe('the distance between two positions', () => {
  test('is the same from either end, and that of the angle between them', () => {
    fc.assert(
      fc.property(position, position, (a, b) => {
        const there = distanceM(a, b);
        expect(distanceM(b, a)).toBe(there);
        // Near the other end of the earth either formula is good to some metres.
        expect(Math.abs(there - byVectors(a, b))).toBeLessThan(1);
        expect(there).toBeLessThanOrEqual(Math.PI * EARTH_RADIUS_M);
      }),
    );
  });

  test('does not notice the antimeridian', () => {
    fc.assert(
      fc.property(latitude, fc.double({ min: 0, max: 1, noNaN: true }), (north, east) => {
        const across = distanceM(
          { latitude: north, longitude: 180 - east },
          { latitude: north, longitude: -180 + east },
        );
        const elsewhere = distanceM(
          { latitude: north, longitude: -east },
          { latitude: north, longitude: east },
        );
        expect(Math.abs(across - elsewhere)).toBeLessThan(0.01);
        const same = distanceM(
          { latitude: north, longitude: 180 },
          { latitude: north, longitude: -180 },
        );
        expect(same).toBeLessThan(0.01);
      }),
    );
  });

  test('at a pole does not depend on the longitude', () => {
    fc.assert(
      fc.property(position, longitude, longitude, (there, one, other) => {
        for (const pole of [90, -90]) {
          const from = (east: number) => distanceM({ latitude: pole, longitude: east }, there);
          expect(Math.abs(from(one) - from(other))).toBeLessThan(0.01);
        }
      }),
    );
  });
});

test('of all places that hold a position none is nearer than the one found', () => {
  const near = fc.record({
    latitude: fc.double({ min: 51.49, max: 51.51, noNaN: true }),
    longitude: fc.double({ min: 179.99, max: 180, noNaN: true }),
    radiusM: fc.integer({ min: 10, max: 2000 }),
  });
  fc.assert(
    fc.property(fc.array(near, { maxLength: 12 }), (list) => {
      const here = { latitude: 51.5, longitude: -179.999 };
      const places = list.map((one, index) => ({ id: String(index), ...one }));
      const holding = places.filter((one) => byVectors(here, one) <= one.radiusM - 0.001);
      const found = nearestPlace(here, places);
      if (holding.length > 0) expect(found).toBeDefined();
      for (const one of holding) {
        expect(distanceM(here, found ?? one)).toBeLessThanOrEqual(distanceM(here, one));
      }
      if (found) expect(byVectors(here, found)).toBeLessThanOrEqual(found.radiusM + 0.001);
    }),
  );
});
