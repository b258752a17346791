import { describe, expect, test } from 'vitest';
import { moved, pointOf, scaleBar, viewOfAll, zoomed } from '#lib/domain/map-view.ts';

const SIZE = { width: 400, height: 300 };
const at = (latitude: number, longitude: number) => ({ latitude, longitude });
const DEGREE_M = 111_194.93;

describe('the view of all places', () => {
  test('puts the outermost at the margin, north above south and east right of west', () => {
    const south = at(50, 0);
    const north = at(52, 1);
    const view = viewOfAll([south, north], SIZE, 30);
    expect(view.middle).toEqual(at(51, 0.5));
    // Two degrees are taller than one is wide: 240 pixels for 222 km.
    expect(view.metresPerPixel).toBeCloseTo((2 * DEGREE_M) / 240, 3);
    expect(pointOf(view, SIZE, north).y).toBeCloseTo(30);
    expect(pointOf(view, SIZE, south).y).toBeCloseTo(270);
    expect(pointOf(view, SIZE, north).x).toBeGreaterThan(pointOf(view, SIZE, south).x);
  });

  test('narrows degrees of longitude by the cosine of the latitude', () => {
    const view = viewOfAll([at(60, 0), at(60, 2)], SIZE, 0);
    // At 60° a degree of longitude is half as long: 400 pixels for 111 km.
    expect(view.metresPerPixel).toBeCloseTo(DEGREE_M / 400, 3);
    expect(pointOf(view, SIZE, at(60, 2))).toEqual({ x: 400, y: 150 });
  });

  test('goes the short way over the antimeridian', () => {
    const view = viewOfAll([at(0, 179), at(0, -179)], SIZE, 0);
    expect(Math.abs(view.middle.longitude)).toBeCloseTo(180);
    expect(pointOf(view, SIZE, at(0, 179)).x).toBeCloseTo(0);
    expect(pointOf(view, SIZE, at(0, -179)).x).toBeCloseTo(400);
  });

  test('shows a kilometre around one place alone', () => {
    const view = viewOfAll([at(51, 0)], SIZE, 50);
    expect(view.middle).toEqual(at(51, 0));
    expect(view.metresPerPixel).toBe(1000 / 200);
  });
});

describe('zooming and moving', () => {
  const view = viewOfAll([at(50, 0), at(52, 1)], SIZE, 30);

  test('keeps the middle', () => {
    const near = zoomed(view, 2, SIZE);
    expect(near.middle).toEqual(view.middle);
    expect(near.metresPerPixel).toBe(view.metresPerPixel / 2);
    expect(pointOf(near, SIZE, view.middle)).toEqual({ x: 200, y: 150 });
  });

  test('ends at the whole earth and at ten pixels a metre', () => {
    expect(zoomed(view, 1e-9, SIZE).metresPerPixel).toBeCloseTo((360 * DEGREE_M) / 400, 0);
    expect(zoomed(view, 1e9, SIZE).metresPerPixel).toBe(0.1);
  });

  test('moves what is shown with the finger', () => {
    const place = at(51.2, 0.7);
    const before = pointOf(view, SIZE, place);
    const after = pointOf(moved(view, { x: 25, y: -10 }), SIZE, place);
    // The narrowing is that of the new middle, so the way east differs a little.
    expect(after.x - before.x).toBeCloseTo(25, 0);
    expect(after.y - before.y).toBeCloseTo(-10);
  });
});

describe('the scale bar', () => {
  const bar = (metresPerPixel: number, unitM: number) =>
    scaleBar({ middle: at(0, 0), metresPerPixel }, 100, unitM);

  test('is a round length of at most so many pixels', () => {
    expect(bar(10, 1000)).toEqual({ units: 1, pixels: 100 });
    expect(bar(9.9, 1000)).toEqual({ units: 0.5, pixels: 500 / 9.9 });
    expect(bar(250, 1000)).toEqual({ units: 20, pixels: 80 });
    expect(bar(3, 1)).toEqual({ units: 200, pixels: 200 / 3 });
    expect(bar(5, 1609.344)).toEqual({ units: 0.2, pixels: 321.8688 / 5 });
  });
});
