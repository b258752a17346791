import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { PlannerCar } from '#lib/domain/planner/planner-car.ts';
import { DEFAULT_SETTINGS } from '#lib/domain/settings.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import type { WorthFacts } from '#lib/state/worth-facts.svelte.ts';
import { WorthForm } from '#lib/state/worth-form.svelte.ts';
import WorthScreen from '#lib/ui/planner/WorthScreen.svelte';
import { render } from './render.svelte.ts';

const TARIFF: Tariff = {
  ...{ id: 't', createdAt: 0, updatedAt: 0, name: 'Night saver', kind: 'home', currency: 'GBP' },
  ...{ timeZone: 'Europe/London', validFrom: '2026-01-01', pricePerKwhMicros: 250_000 },
};

/** Petrol at £1.289 a litre and 60 mpg: 9.7665 p a mile. */
const FACTS: WorthFacts = {
  settings: { ...DEFAULT_SETTINGS, petrolPricePerLitreMicros: 1_289_000, petrolEconomy: 60 },
  history: {
    average: { pricePerKwhMicros: 450_000, sessions: 3 },
    cheapest: {
      ...{ pricePerKwhMicros: 300_000, sessions: 2, placeName: 'Aldi', lastDate: '2026-06-01' },
    },
  },
  home: { tariff: TARIFF, pricePerKwhMicros: 75_000, label: 'night' },
  homeNow: { pricePerKwhMicros: 250_000, label: 'base' },
};

/** 4.1 miles to the kWh from a DC plug. */
const CAR: PlannerCar = {
  ...{ carId: 'leaf', etaAc: 0.9, etaDc: 0.95, drivingMPerWh: 6.5983104 / 0.95, bands: [] },
  ...{ ceilingW: 50_000, ceilingSource: 'setting' as const },
  homePower: { powerW: 7_400, source: 'setting' },
  homeWindow: { startMinutes: 0, endMinutes: 0 },
};

async function open(facts: WorthFacts = FACTS, search = '', car: PlannerCar | undefined = CAR) {
  const i18n = new I18n();
  await i18n.load();
  const form = new WorthForm(() => i18n.f, new URLSearchParams(search));
  const hrefs = { petrol: '/settings?tab=cost', tariffs: '/tariffs', planner: '/planner' };
  let changes = 0;
  const onchanged = () => {
    changes += 1;
  };
  render(WorthScreen, { form, facts, car, hrefs, onchanged }, i18n);
  return { form, changes: () => changes };
}

const price = page.getByRole('textbox', { name: 'Price per kWh' });
const verdict = page.getByRole('region', { name: 'Verdict' });
const answer = verdict.getByRole('status');

it('answers while the price is typed', async () => {
  const { form, changes } = await open();
  await expect.element(answer).toHaveTextContent('Type the price');
  await price.fill('0.07');
  await expect.element(answer).toHaveTextContent('As cheap as home, or cheaper: worth it');
  await price.fill('0.30');
  await expect.element(answer).toHaveTextContent('Cheaper than you usually pay');
  await price.fill('41p');
  await expect.element(answer).toHaveTextContent('Dearer than driving on petrol');
  expect(form.parameters()).toMatchObject({ price: 410_000 });
  expect(changes()).toBe(3);
});

it('holds it against home, petrol, the average and the cheapest place, with sources', async () => {
  await open(FACTS, 'price=300000');
  await expect.element(verdict).toHaveTextContent('Home, cheapest 7.5p/kWh');
  await expect.element(verdict).toHaveTextContent('22.5p dearer');
  await expect.element(verdict).toHaveTextContent('Home, now 25.0p/kWh');
  await expect.element(verdict).toHaveTextContent('Petrol break-even 40.0p/kWh');
  await expect.element(verdict).toHaveTextContent('10.0p cheaper');
  await expect.element(verdict).toHaveTextContent('Your public average 45.0p/kWh');
  // 30 p over 4.1 miles.
  await expect.element(verdict).toHaveTextContent('7.3p/mi');
  await verdict.getByText('Cheapest place you know', { exact: true }).last().click();
  await expect
    .element(verdict.getByText('Aldi: 2 charges in the last 12 months, the last on 1 Jun 2026.'))
    .toBeVisible();
});

it('shares a fee out over the expected energy', async () => {
  await open(FACTS, 'price=300000&fee=1000000');
  await expect.element(answer).toHaveTextContent('Say how much energy you expect');
  await page.getByRole('textbox', { name: 'Expected energy (kWh)' }).fill('20');
  await expect.element(verdict).toHaveTextContent('Price with the fee 35.0p/kWh');
  await expect.element(verdict).toHaveTextContent('This charge £7.00');
  await expect.element(answer).toHaveTextContent('Cheaper than you usually pay');
});

it('says what to set when there is nothing to compare with', async () => {
  await open({ settings: DEFAULT_SETTINGS, history: {} }, 'price=300000');
  await expect.element(answer).toHaveTextContent('There is nothing to compare it with yet');
  await expect
    .element(page.getByRole('link', { name: 'Set petrol figures' }))
    .toHaveAttribute('href', '/settings?tab=cost');
  await expect.element(page.getByRole('link', { name: 'Add a tariff' })).toBeVisible();
});

it('does not compare prices of two currencies', async () => {
  const home = { tariff: { ...TARIFF, currency: 'EUR' }, pricePerKwhMicros: 75_000 };
  await open({ ...FACTS, home }, 'price=60000');
  await expect.element(answer).toHaveTextContent('Cheaper than you usually pay');
  await expect.element(verdict).toHaveTextContent('Night saver is in EUR');
});

it('keeps what cannot be read beside its box', async () => {
  const { form } = await open();
  await price.fill('cheap');
  await expect.element(price).toHaveAccessibleDescription(/not a number/);
  expect(form.stall).toBeUndefined();
});
