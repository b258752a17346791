import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Place } from '#lib/domain/place.ts';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import { placeMapOf } from '#lib/state/place-map.ts';
import PlaceMap from '#lib/ui/place/PlaceMap.svelte';
import { render } from './render.svelte.ts';

const place = (id: string, more: Partial<Place>): Place => ({
  ...{ id, name: id, createdAt: 0, updatedAt: 0, isHome: false, isFree: false },
  ...more,
});
const PLACES = [
  place('North', { latitude: 51.6, longitude: 0, isFree: true }),
  place('South', { latitude: 51.4, longitude: 0, pricePerKwhMicros: 300_000 }),
  place('East', { latitude: 51.5, longitude: 0.2, isHome: true }),
  place('Nowhere', {}),
];

async function open() {
  const i18n = new I18n();
  await i18n.load();
  const figures = new Map([
    ['South', { key: 'South', name: 'South', sessions: 12, lastDate: '2026-06-01' }],
  ]);
  render(PlaceMap, { map: placeMapOf(PLACES, figures), hrefOf: ({ id }: Place) => `#${id}` }, i18n);
}

const map = () => page.getByRole('group', { name: 'Map of your places' });
const dot = (name: RegExp) => map().getByRole('link', { name });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const at = (name: RegExp) => {
  const { x, y, width, height } = dot(name).element().getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
};
const spread = () => at(/South/).y - at(/North/).y;

it('shows each place with its price band and visits, north up', async () => {
  await open();
  await expect.element(dot(/^North: Free, 0 charges$/)).toBeInTheDocument();
  await expect.element(dot(/^South: Middle, 12 charges$/)).toBeInTheDocument();
  await expect.element(dot(/^East: Price unknown, 0 charges$/)).toHaveAttribute('href', '#East');
  expect(at(/North/).y).toBeLessThan(at(/East/).y);
  expect(at(/East/).y).toBeLessThan(at(/South/).y);
  expect(at(/East/).x).toBeGreaterThan(at(/North/).x);
  await expect.element(dot(/Nowhere/)).not.toBeInTheDocument();
});

it('has the same in a table', async () => {
  await open();
  const rows = page.getByRole('table', { name: 'Places on the map' }).getByRole('row');
  await expect.element(rows.nth(1)).toHaveTextContent(/South\s*30.0p\/kWh\s*12\s*51.4, 0/);
  expect(rows.elements()).toHaveLength(4);
});

it('zooms and moves by buttons and keys, and shows all again', async () => {
  await open();
  await expect.element(dot(/North/)).toBeInTheDocument();
  const whole = spread();
  await button('Zoom in').click();
  await expect.poll(() => spread() / whole).toBeCloseTo(1.6, 1);
  await userEvent.keyboard('-');
  await expect.poll(() => spread() / whole).toBeCloseTo(1, 1);
  const before = at(/East/);
  await userEvent.keyboard('{ArrowLeft}');
  await expect.poll(() => at(/East/).x - before.x).toBeCloseTo(60, 0);
  await button('Show all').click();
  await expect.poll(() => at(/East/).x).toBeCloseTo(before.x, 0);
});

it('brings a dot into view that is reached by the keyboard', async () => {
  await open();
  await expect.element(dot(/North/)).toBeInTheDocument();
  for (let press = 0; press < 6; press += 1) await button('Zoom in').click();
  (dot(/North/).element() as SVGAElement).focus();
  const frame = map().element().getBoundingClientRect();
  await expect.poll(() => at(/North/).x).toBeCloseTo(frame.x + frame.width / 2, -1);
});
