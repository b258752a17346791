import { describe, expect, it } from 'vitest';
import { departureAt, nightsDone, readinessOf, wallNow } from '#lib/state/planner-times.ts';
import { freshCar } from '../../support/planner-cars.ts';

/** Nights from 23:30 to 05:30. */
const car = freshCar();
const wall = (text: string) => Date.parse(`${text}:00Z`);
const NOON = wall('2026-07-01T12:00');

it('reads the wall clock of a zone', () => {
  expect(wallNow(Date.parse('2026-07-01T11:00:00Z'), 'Europe/London')).toBe(NOON);
});

describe('charging at night', () => {
  it('starts with the next window and goes on in those after it', () => {
    expect(nightsDone(car, 3600, NOON)).toBe(wall('2026-07-02T00:30'));
    // Six hours and two hours.
    expect(nightsDone(car, 8 * 3600, NOON)).toBe(wall('2026-07-03T01:30'));
    expect(nightsDone(car, 3600, wall('2026-07-02T00:10'))).toBe(wall('2026-07-03T00:30'));
  });
});

describe('a departure', () => {
  it('is the next time the clock shows it, unless it has a day', () => {
    expect(departureAt(undefined, '07:30', NOON)).toBe(wall('2026-07-02T07:30'));
    expect(departureAt(undefined, '12:00', NOON)).toBe(NOON);
    expect(departureAt('2026-07-05', '07:30', NOON)).toBe(wall('2026-07-05T07:30'));
    expect(departureAt('2026-07-05', undefined, NOON)).toBeUndefined();
  });

  const home = { timeS: 4 * 3600, fromSoc: 40, toSoc: 80 };

  it('leaves so much time to plug in', () => {
    const departWall = wall('2026-07-02T05:40');
    expect(readinessOf(car, home, { nowWall: NOON, departWall })).toEqual({
      plugInBy: wall('2026-07-02T01:40'),
      isReachable: true,
      socByThen: 80,
      nightsDone: wall('2026-07-02T03:30'),
      isReadyByNight: true,
    });
  });

  it('may come too early', () => {
    const departWall = wall('2026-07-01T13:00');
    expect(readinessOf(car, home, { nowWall: NOON, departWall })).toMatchObject({
      isReachable: false,
      socByThen: 50,
      isReadyByNight: false,
    });
  });
});
