import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** The colours as they stand in the style sheet, light and dark. */
function readTokens(): Map<string, readonly [light: string, dark: string]> {
  const css = readFileSync(new URL('../../../src/lib/ui/tokens.css', import.meta.url), 'utf8');
  const pairs = css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g);
  return new Map([...pairs].map(([, name = '', light = '', dark = '']) => [name, [light, dark]]));
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const SURFACES = ['surface', 'surface-raised', 'surface-sunken'];
const STATES = ['good', 'warn', 'bad', 'ac', 'dc', 'home', 'public'];

/** Each pair that stands on the other somewhere: text needs 4.5, edges, icons and marks 3. */
const TEXT: readonly (readonly [string, string])[] = [
  ...SURFACES.flatMap((surface) =>
    ['text', 'text-muted', 'accent', 'accent-strong'].map((ink) => [ink, surface] as const),
  ),
  ...['surface', 'surface-raised'].flatMap((surface) =>
    STATES.map((ink) => [ink, surface] as const),
  ),
  ...STATES.map((state) => [state, `${state}-soft`] as const),
  ...['warn-soft', 'bad-soft', 'accent-soft'].flatMap((surface) => [
    ['text', surface] as const,
    ['accent', surface] as const,
  ]),
  ['text-muted', 'accent-soft'],
  ['accent-strong', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-bad', 'bad'],
  ['text-inverse', 'surface-inverse'],
  ['accent-inverse', 'surface-inverse'],
];

const EDGES: readonly (readonly [string, string])[] = [
  ...SURFACES.flatMap((surface) => [
    ['border-strong', surface] as const,
    ['focus', surface] as const,
  ]),
];

const tokens = readTokens();

function ratios(ink: string, surface: string): number[] {
  const inks = tokens.get(ink);
  const surfaces = tokens.get(surface);
  if (!inks || !surfaces) throw new Error(`no token --${inks ? surface : ink}`);
  return [ratio(inks[0], surfaces[0]), ratio(inks[1], surfaces[1])];
}

describe('contrast of the tokens', () => {
  it('knows black on white', () => {
    expect(ratio('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(ratio('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it.each(TEXT)('--%s is readable on --%s, light and dark', (ink, surface) => {
    expect(Math.min(...ratios(ink, surface))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(EDGES)('--%s is seen on --%s, light and dark', (ink, surface) => {
    expect(Math.min(...ratios(ink, surface))).toBeGreaterThanOrEqual(3);
  });
});
