import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import type { ConflictView } from '#lib/state/conflict-view.ts';
import type { SetAsideRow } from '#lib/state/backup-types.ts';
import ConflictList from '#lib/ui/backup/ConflictList.svelte';
import { fieldName, fieldText } from '#lib/ui/backup/field-text.ts';
import SetAsideList from '#lib/ui/backup/SetAsideList.svelte';
import { render } from './render.svelte.ts';

const CONTEXT = {
  timeZone: 'Europe/London',
  nameOf: (id: string) => (id === 'p1' ? 'Harbour' : undefined),
};

async function words(): Promise<I18n> {
  const i18n = new I18n();
  await i18n.load();
  return i18n;
}

it.each([
  ['sessions', 'energyWh', 9300, 'Energy', '9.3 kWh'],
  [
    'sessions',
    'cost',
    { basis: 'typed_total', currency: 'GBP', totalMicros: 12_400_000 },
    'Cost',
    '£12.40',
  ],
  ['sessions', 'localDate', '2026-07-12', 'Date', '12 Jul 2026'],
  ['sessions', 'startedAt', Date.UTC(2026, 6, 12, 13, 35), 'Start', '12 Jul 2026, 14:35'],
  ['sessions', 'placeId', 'p1', 'Place', 'Harbour'],
  ['sessions', 'placeId', 'p9', 'Place', 'An entry that is not here any more'],
  ['sessions', 'odometerM', 66_353_253, 'Odometer', '41,230 mi'],
  ['sessions', 'chargingS', 30_660, 'Charging time', '8 h 31 min'],
  ['sessions', 'socTo', 80, 'End SoC', '80%'],
  ['sessions', 'preconditioning', 'yes', 'Preconditioning', 'Yes'],
  [
    'sessions',
    'curve',
    [
      [0, 10, 50_000],
      [60, 12, 48_000],
    ],
    'Charge curve',
    '2 entries',
  ],
  ['sessions', 'notes', undefined, 'Notes', 'Empty'],
  ['cars', 'maxDcW', 50_000, 'Max DC power', '50 kW'],
  ['cars', 'archived', true, 'Archived', 'Yes'],
  ['places', 'pricePerKwhMicros', 345_000, 'Price per kWh', '34.5p/kWh'],
  ['tariffs', '_d', true, 'In the trash', 'Deleted'],
  ['tariffs', '_d', undefined, 'In the trash', 'Not deleted'],
  ['settings', 'value', 'GBP', 'Currency', 'GBP'],
  ['settings', 'value', 1_289_000, 'Currency', '1,289,000'],
  ['sessions', 'regenWh', 1500, 'regenWh', '1.5 kWh'],
])('%s.%s %j is "%s: %s"', async (table, field, value, name, text) => {
  const i18n = await words();
  const of = { table, rowId: table === 'settings' ? 'currency' : 'r1', field, value };
  expect(fieldName(i18n, of)).toBe(name);
  expect(fieldText(i18n, of, CONTEXT).replaceAll('\u00a0', ' ')).toBe(text);
});

it('shows both values of each conflict, and does what is asked of one', async () => {
  const conflicts: ConflictView[] = [
    {
      key: 'k1',
      table: 'sessions',
      rowId: 's1',
      field: 'energyWh',
      kind: 'Charges',
      title: '12 Jul 2026 · Harbour',
      kept: 9300,
      lost: 9500,
    },
    { key: 'k2', table: 'cars', rowId: 'c1', field: 'name', kind: 'Cars', kept: 'Leaf' },
  ];
  const done: string[] = [];
  const i18n = await words();
  render(
    ConflictList,
    {
      conflicts,
      context: CONTEXT,
      onkeep: ({ key }: ConflictView) => Promise.resolve(void done.push(`keep ${key}`)),
      ontake: ({ key }: ConflictView, field: string) =>
        Promise.resolve(void done.push(`take ${key} ${field}`)),
    },
    i18n,
  );
  const first = page.getByRole('listitem').first();
  await expect.element(first).toHaveTextContent('Energy');
  await expect.element(first).toHaveTextContent('Charges · 12 Jul 2026 · Harbour');
  await expect.element(first).toHaveTextContent(/Kept\s*9\.3\skWh\s*The other\s*9\.5\skWh/);
  await page
    .getByRole('button', { name: 'Take the other Energy of Charges · 12 Jul 2026 · Harbour' })
    .click();
  await page
    .getByRole('button', { name: 'Keep Name of Cars · An entry that is not here any more' })
    .click();
  expect(done).toEqual(['take k1 Energy', 'keep k2']);
});

it('names the device whose clock was ahead, and asks whether it was this one', async () => {
  const at = Date.UTC(2026, 6, 12, 13, 35);
  const rows: SetAsideRow[] = [
    {
      id: 'a1',
      table: 'sessions',
      rowId: 's1',
      code: 'sync/clock_ahead',
      at,
      device: 'bbbbbbbbbbbbbbbb',
      deviceLabel: 'pixel',
      hours: 30,
    },
    { id: 'a2', table: 'cars', rowId: 'c1', code: 'sync/clock_ahead', at, device: 'x', hours: 1 },
    { id: 'a3', table: 'cars', rowId: 'c2', code: 'merge/bad_row', at },
  ];
  let asked = 0;
  const props = {
    timeZone: 'Europe/London',
    onclockwrong: () => Promise.resolve(void (asked += 1)),
  };
  render(SetAsideList, { rows, ...props }, await words());
  const items = page.getByRole('listitem');
  await expect.element(items.nth(0)).toHaveTextContent('The clock of pixel was 30 hours ahead.');
  await expect.element(items.nth(0)).toHaveTextContent('Charges · s1 · found 12 Jul 2026, 14:35');
  await expect.element(items.nth(1)).toHaveTextContent('another device was one hour ahead.');
  await expect.element(items.nth(2)).toHaveTextContent('breaks a rule of this version');
  await page.getByRole('button', { name: 'This device’s clock was wrong' }).click();
  expect(asked).toBe(1);
});

it('asks nothing about the clock when only rules were broken', async () => {
  const rows: SetAsideRow[] = [
    { id: 'a3', table: 'cars', rowId: 'c2', code: 'merge/bad_row', at: 0 },
  ];
  const props = { timeZone: 'Europe/London', onclockwrong: () => Promise.resolve() };
  render(SetAsideList, { rows, ...props }, await words());
  await expect.element(page.getByRole('listitem')).toHaveTextContent('c2');
  await expect.element(page.getByRole('button')).not.toBeInTheDocument();
});
