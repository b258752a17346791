import { describe, expect, test } from 'vitest';
import { positionText, readPosition } from '#lib/domain/position-text.ts';

const at = (latitude: number, longitude: number) => ({ latitude, longitude });

describe('a position in a text', () => {
  test.each([
    ['51.5, -0.1', at(51.5, -0.1)],
    ['  51.5,-0.1 ', at(51.5, -0.1)],
    ['51.5 -0.1', at(51.5, -0.1)],
    ['51,5; -0,1', at(51.5, -0.1)],
    ['51,5 −0,1', at(51.5, -0.1)],
    ['51.5°, -0.1°', at(51.5, -0.1)],
    ['51.5° N, 0.1° W', at(51.5, -0.1)],
    ['33.86 S 151.2 E', at(-33.86, 151.2)],
    ['0, 0', at(0, 0)],
    ['90, -180', at(90, -180)],
  ])('as people write it: %s', (text, position) => {
    expect(readPosition(text)).toEqual(position);
  });

  test.each([
    ['geo:51.5,-0.1', at(51.5, -0.1)],
    ['geo:51.5,-0.1;u=35', at(51.5, -0.1)],
    ['geo:0,0?q=51.5,-0.1(Pub)', at(51.5, -0.1)],
    ['https://www.google.com/maps/@51.5,-0.1,15z', at(51.5, -0.1)],
    // The pin, not the middle of the map.
    ['https://www.google.com/maps/place/Pub/@51.6,-0.2,17z/data=!3d51.5!4d-0.1', at(51.5, -0.1)],
    ['https://maps.google.com/?q=51.5,-0.1', at(51.5, -0.1)],
    ['https://www.google.com/maps/search/?api=1&query=51.5%2C-0.1', at(51.5, -0.1)],
    ['https://maps.apple.com/?ll=51.5,-0.1&q=Pub', at(51.5, -0.1)],
    ['maps://?ll=51.5,-0.1', at(51.5, -0.1)],
    ['https://www.openstreetmap.org/?mlat=51.5&mlon=-0.1#map=15/51.6/-0.2', at(51.5, -0.1)],
    ['https://www.openstreetmap.org/#map=15/51.5/-0.1', at(51.5, -0.1)],
  ])('as links hold it: %s', (text, position) => {
    expect(readPosition(text)).toEqual(position);
  });

  test.each([
    '',
    'somewhere',
    '51.5',
    '91, 0',
    '0, 181',
    '51.5, -0.1, 3',
    '51,5, 0,1',
    '12/11/2026',
    'geo:0,0?q=The+Pub',
    'https://example.com/',
    'https://maps.app.goo.gl/abcdef',
    `51.5, ${'0'.repeat(5000)}`,
    '%E0%A4%A, 5',
  ])('is not in %s', (text) => {
    expect(readPosition(text)).toBeUndefined();
  });

  test('is read as it is written', () => {
    for (const position of [at(51.5007, -0.1246), at(-33.86, 151.2), at(0, -0)]) {
      expect(readPosition(positionText(position))).toEqual(
        at(position.latitude, position.longitude + 0),
      );
    }
  });
});
