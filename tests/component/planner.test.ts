import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { PlannerCar } from '#lib/domain/planner/planner-car.ts';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import { readPlannerAddress } from '#lib/state/planner-address.ts';
import { plannerPrefills } from '#lib/state/planner-defaults.ts';
import { PlannerForm } from '#lib/state/planner-form.svelte.ts';
import PlannerScreen from '#lib/ui/planner/PlannerScreen.svelte';
import { render } from './render.svelte.ts';
import { words } from './session-cases.ts';

/** 60 kWh; 7.2 kW of AC and 100 kW of DC; 90 % and 95 % arrive; nights from 23:30 to 05:30. */
const CAR: PlannerCar = {
  carId: 'leaf',
  usableBatteryWh: 60_000,
  maxAcW: 7_200,
  maxDcW: 100_000,
  etaAc: 0.9,
  etaDc: 0.95,
  drivingMPerWh: 6,
  bands: [60, 80, 95, 100, 98, 90, 75, 55, 35, 18].map((kw, at) => ({
    ...{ fromSoc: at * 10, powerW: kw * 1000, tier: 'modelled' as const, samples: 0 },
  })),
  ceilingW: 100_000,
  ceilingSource: 'car',
  homePower: { powerW: 7_200, source: 'history', samples: 10 },
  homePrice: {
    ...{ pricePerKwhMicros: 75_000, currency: 'GBP', tariffId: 't' },
    ...{ tariffName: 'Night saver', label: 'night' },
  },
  homeWindow: { startMinutes: 23 * 60 + 30, endMinutes: 5 * 60 + 30 },
};
const NOON = Date.UTC(2026, 6, 1, 12);

function without(name: keyof PlannerCar): PlannerCar {
  const rest = Object.entries(CAR).filter(([key]) => key !== name);
  return Object.fromEntries(rest) as unknown as PlannerCar;
}

interface Opened {
  readonly form: PlannerForm;
  readonly changes: string[];
  readonly copied: string[];
}

async function open(search: string, car: PlannerCar = CAR): Promise<Opened> {
  const i18n = new I18n();
  await i18n.load();
  const settings = { dcTaperSoc: 65, currency: 'GBP' };
  const form = new PlannerForm(
    () => i18n.f,
    ({ set }) => plannerPrefills(car, {}, settings, set),
    readPlannerAddress(new URLSearchParams(search)),
  );
  const [changes, copied]: [string[], string[]] = [[], []];
  const startHref = (given: Readonly<Record<string, string | number>>) =>
    `/charge?${Object.entries(given)
      .map(([name, value]) => `${name}=${String(value)}`)
      .join('&')}`;
  const onchanged = (how: 'typing' | 'step') => {
    changes.push(how);
  };
  const oncopy = (text: string) => {
    copied.push(text);
    return Promise.resolve();
  };
  const named = { carName: 'Leaf', carHref: '/cars/edit?id=leaf', nowWall: NOON };
  render(PlannerScreen, { form, car, ...named, startHref, onchanged, oncopy }, i18n);
  return { form, changes, copied };
}

const ASKED = 'soc=20&target=80&stop=55&dcW=50000&dcPrice=690000';
const box = (name: string) => page.getByRole('textbox', { name, exact: true });
const region = (name: string) => page.getByRole('region', { name });
const textOf = (locator: { element(): Element }) => words(locator.element());
const row = (name: RegExp) =>
  page.getByRole('table', { name: 'Scenarios' }).getByRole('row', { name });

it('is found by the names it promises, with what is usual filled in and its source said', async () => {
  await open('soc=20');
  await expect.element(box('Start SoC (%)')).toHaveValue('20');
  await expect.element(box('Target SoC (%)')).toHaveValue('80');
  await expect.element(box('DC stop SoC (%)')).toHaveValue('65');
  await expect.element(box('DC power (kW)')).toHaveValue('100');
  await expect.element(box('DC price per kWh')).toHaveValue('');
  await expect.element(box('Home power (kW)')).toHaveValue('7.2');
  await expect.element(box('Home price per kWh')).toHaveValue('0.075');
  await expect
    .element(box('Home power (kW)'))
    .toHaveAccessibleDescription('Median of your last 10 home charges');
  await expect
    .element(box('Home price per kWh'))
    .toHaveAccessibleDescription('Cheapest of Night saver: night');
});

it('lists the chargers with time, end, energy, cost and where the power is from', async () => {
  await open(ASKED);
  // 36 kWh at 7.2 kW and 90 %: 20,000 s, in one night; 40 kWh at 7.5 p.
  const home = textOf(row(/^Home 7.2 kW/));
  expect(home).toContain('5 h 33 min');
  expect(home).toContain('Thu 05:03');
  expect(home).toContain('40.0 kWh');
  expect(home).toContain('£3.00');
  const ac11 = textOf(row(/^AC 11 kW/));
  expect(ac11).toContain('Limited by the car');
  // No price of other AC chargers is known.
  expect(ac11).toContain('–');
  const dc50 = textOf(row(/^DC 50 kW/));
  expect(dc50).toContain('Modelled');
  // 36 kWh at 95 % and 69 p.
  expect(dc50).toContain('£26.15');
  await page.getByRole('button', { name: /^DC 50 kW/ }).click();
  await expect
    .element(page.getByText('37.89 kWh at 69.0p/kWh. DC price per kWh: As you typed it.').first())
    .toBeVisible();
});

it('blends DC and home with nights, cost and what is lost, against either alone', async () => {
  await open(ASKED);
  const blend = textOf(region('Blended plan'));
  expect(blend).toContain('Home only is the cheapest of the three.');
  expect(blend).toContain('On DC: 20% to 55%');
  // 21 kWh at 95 % and 69 p; 15 kWh at 90 % and 7.5 p.
  expect(blend).toContain('£15.25');
  expect(blend).toContain('£1.25');
  expect(blend).toContain('£9.64 cheaper than DC only');
  expect(blend).toContain('£13.50 dearer than home only');
  expect(blend).toContain('Night 1 80%, until 01:49');
});

it('finds the best stop under the limits, sets it and says why', async () => {
  const { form, changes } = await open(`${ASKED.replace('stop=55', 'stop=70')}&maxTotalS=10000`);
  await page.getByRole('button', { name: 'Best stop' }).click();
  await expect.element(box('DC stop SoC (%)')).toHaveValue('55');
  expect(form.query.set.stopSoc).toBe(55);
  expect(changes).toEqual(['step']);
  const said = page.getByRole('status').filter({ hasText: 'Stop at' });
  await expect.element(said).toHaveTextContent('the rest at home costs £1.25');
  await expect.element(said).toHaveTextContent('at most 2 h 47 min in all');
  await box('Longest in all (hours)').fill('0.01');
  await expect.element(page.getByText(/^No stop keeps your limits/)).toBeVisible();
});

it('moves the stop along the curve with the arrow keys', async () => {
  const { form, changes } = await open(ASKED);
  const slider = page.getByRole('slider', { name: 'Stop on the curve' });
  await expect.element(slider).toHaveAttribute('aria-valuenow', '55');
  (slider.element() as SVGElement).focus();
  await userEvent.keyboard('{ArrowRight}{PageDown}');
  await expect.element(slider).toHaveAttribute('aria-valuenow', '46');
  await expect.element(box('DC stop SoC (%)')).toHaveValue('46');
  await userEvent.keyboard('{End}');
  await expect.element(slider).toHaveAttribute('aria-valuenow', '80');
  expect(form.query.set.stopSoc).toBe(80);
  expect(new Set(changes)).toEqual(new Set(['typing']));
  await expect.element(page.getByRole('table', { name: 'Cost against time' })).toBeInTheDocument();
});

it('shows unknown costs as such and says what is missing', async () => {
  const unpriced = without('homePrice');
  await open('soc=20&dcW=50000', unpriced);
  await expect
    .element(box('Home price per kWh'))
    .toHaveAccessibleDescription('No home tariff: type the price');
  const blend = region('Blended plan');
  expect(textOf(blend)).toContain('Cost against DC only not known');
  await page.getByRole('button', { name: 'Best stop' }).click();
  await expect.element(page.getByText(/^The best stop is the cheapest one/)).toBeVisible();
  expect(page.getByRole('slider').query()).toBeNull();
  await expect
    .element(page.getByText('The curve takes the DC and the home price per kWh.'))
    .toBeVisible();
});

it('takes no price of another currency for its own', async () => {
  const euros = { ...CAR.homePrice, currency: 'EUR', tariffName: 'Nuit' } as const;
  await open(ASKED, { ...CAR, homePrice: euros as NonNullable<PlannerCar['homePrice']> });
  await expect.element(box('Home price per kWh')).toHaveValue('');
  await expect
    .element(box('Home price per kWh'))
    .toHaveAccessibleDescription('Nuit is in EUR: type the price in GBP');
});

it('says beside the box what cannot be read or planned', async () => {
  await open(ASKED);
  await box('DC power (kW)').fill('fast');
  await expect.element(box('DC power (kW)')).toHaveAccessibleDescription('This is not a number.');
  await box('Target SoC (%)').fill('10');
  await expect
    .element(box('Target SoC (%)'))
    .toHaveAccessibleDescription(/The target must be above the start/);
  await expect.element(page.getByText(/^Type the SoC the car has now/).first()).toBeVisible();
});

it('cuts the list of nights of a weak socket', async () => {
  await open(`${ASKED.replace('stop=55', 'stop=20')}&homeW=100`);
  const nights = page.getByRole('list', { name: 'Night by night' });
  expect(nights.getByRole('listitem').elements()).toHaveLength(8);
  // 36 kWh at 100 W and 90 %: 400 h, of which 6 in each night.
  await expect.element(nights).toHaveTextContent('Night 67');
  await expect.element(nights).toHaveTextContent('and 60 nights more');
});

it('says by when to plug in for a departure', async () => {
  await open(`${ASKED}&by=07:30`);
  // 15 kWh at 7.2 kW and 90 %: 2 h 19 min.
  await expect.element(region('Departure')).toHaveTextContent('Plug in by Thu 05:11');
  await expect.element(region('Departure')).toHaveTextContent('in time.');
});

it('hands a plan on as text and to the form that starts a charge', async () => {
  const { copied } = await open(ASKED);
  await page.getByRole('button', { name: 'Copy plan' }).click();
  await expect.poll(() => copied).toHaveLength(1);
  expect(copied[0]).toContain('Plan for Leaf: 20% to 80%');
  expect(copied[0]).toContain('In all: ');
  const start = page.getByRole('link', { name: 'Start this charge' });
  await expect
    .element(start)
    .toHaveAttribute(
      'href',
      '/charge?car=leaf&soc=20&target=55&powerW=50000&current=DC&price=690000',
    );
});

it('asks for the battery of a car without one', async () => {
  const unknown = without('usableBatteryWh');
  await open(ASKED, unknown);
  await expect.element(page.getByText('The battery size is missing')).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: 'Open the car' }))
    .toHaveAttribute('href', '/cars/edit?id=leaf');
});
