import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { MileageYear } from '#lib/domain/analytics/figures.ts';
import type { Car } from '#lib/domain/car.ts';
import { DEFAULT_SETTINGS } from '#lib/domain/settings.ts';
import { I18n } from '#lib/i18n/i18n.svelte.ts';
import CarPage from '#lib/ui/car/CarPage.svelte';
import type { CarAnswer } from '#lib/worker/api.ts';
import { render } from './render.svelte.ts';

const MILE_M = 1609.344;
const NBSP = '\u00a0';
const spoken = (n: string) => `${n}${NBSP}mi`;
/** As the matcher reads it: every space the same. */
const miles = (n: string) => `${n} mi`;

const car: Car = {
  id: 'leaf',
  createdAt: 0,
  updatedAt: 0,
  name: 'Leaf',
  usableBatteryWh: 40_000,
  maxDcW: 50_000,
  createdDate: '2025-01-01',
  archived: false,
  mileage: { startDate: '2026-01-01', openingOdometerM: 0, annualAllowanceM: 8000 * MILE_M },
};
const year: MileageYear = {
  yearStart: '2026-01-01',
  yearEnd: '2026-12-31',
  openingM: 1000 * MILE_M,
  usedM: 5000 * MILE_M,
  lastReadingDate: '2026-06-30',
  elapsedDays: 180,
  totalDays: 365,
  projectedM: 10_139 * MILE_M,
  allowanceM: 8000 * MILE_M,
  remainingM: 3000 * MILE_M,
  expectedM: 3945 * MILE_M,
  pace: 'over',
};
const answer: CarAnswer = {
  seq: 1,
  today: '2026-07-01',
  totals: { sessions: 12, energyWh: 240_000, costMicros: 60_000_000, costedSessions: 10 },
  newest: { sessionId: 's1', localDate: '2026-06-30', socTo: 80.5 },
  reading: { sessionId: 's1', localDate: '2026-06-30', odometerM: 6000 * MILE_M },
  mileage: year,
  pastYears: [],
};
const RATES = [{ from: '2026-04-01', perMileMicros: 30_000, annualMicros: 200_000_000 }];
const TAX = {
  runningMicros: 75_000_000,
  projectedMicros: 200_000_000,
  annualMicros: 200_000_000,
  totalMicros: 400_000_000,
};

async function shown(
  more: {
    readonly car?: Partial<Car>;
    readonly answer?: Partial<CarAnswer>;
    readonly settings?: Partial<typeof DEFAULT_SETTINGS>;
  } = {},
): Promise<void> {
  const i18n = new I18n();
  await i18n.load();
  render(
    CarPage,
    {
      car: { ...car, ...more.car },
      settings: { ...DEFAULT_SETTINGS, ...more.settings },
      answer: { ...answer, ...more.answer },
      problem: undefined,
      hrefs: { edit: '#edit', rates: '#rates' },
    },
    i18n,
  );
}

const region = (name: string) => page.getByRole('region', { name, exact: true });
const taxRegion = () => region('Road tax estimate');

test('shows what a car has done, each figure with where it comes from', async () => {
  await shown();
  const lifetime = region('So far');
  await expect.element(lifetime).toHaveTextContent(/Last known SoC\s*80\.5%/);
  await expect.element(lifetime).toHaveTextContent(`Odometer ${miles('6,000')}`);
  await expect.element(lifetime).toHaveTextContent(/Spent\s*£60\.00/);
  await lifetime.getByText('Spent').click();
  await expect.element(lifetime.getByText('The cost is known for 10 of 12 charges.')).toBeVisible();
  // What nobody can know is not 0.
  await expect.element(lifetime).toHaveTextContent(/Driven\s*–\s*unknown/);
});

test('draws the mileage year, with every number beside the picture', async () => {
  await shown();
  const mileage = region('Mileage allowance');
  await expect.element(mileage).toHaveTextContent('Over the allowance');
  await expect
    .element(mileage.getByRole('img'))
    .toHaveAccessibleName(
      `${spoken('5,000')} of ${spoken('8,000')} used, ${spoken('3,945')} expected to date`,
    );
  await expect.element(mileage).toHaveTextContent(`Remaining ${miles('3,000')}`);
  await expect.element(mileage).toHaveTextContent(`Expected to date ${miles('3,945')}`);
  await expect.element(mileage).toHaveTextContent(miles('10,139'));
  // 5,000 of 8,000.
  const bars = [...mileage.getByRole('img').element().querySelectorAll('rect')];
  expect(bars.map((bar) => bar.getAttribute('width'))).toEqual(['100%', '62.5%']);
  await expect.element(page.getByRole('link', { name: 'Change the allowance' })).toBeVisible();
});

test('says that an early pace is a guess, and lists the years before', async () => {
  await shown({
    answer: {
      mileage: { ...year, elapsedDays: 5, lowConfidence: true },
      pastYears: [
        { yearStart: '2025-01-01', yearEnd: '2025-12-31', usedM: 9000 * MILE_M },
        {
          yearStart: '2024-01-01',
          yearEnd: '2024-12-31',
          usedM: 100 * MILE_M,
          readUntil: '2024-02-01',
        },
        { yearStart: '2023-01-01', yearEnd: '2023-12-31' },
      ],
    },
  });
  await expect.element(page.getByText(/^Only 5 days of this year/).first()).toBeVisible();
  const rows = page.getByRole('table', { name: 'Earlier years' }).getByRole('row');
  await expect.element(rows.nth(1)).toHaveTextContent(`${miles('1,000')} over`);
  await expect.element(rows.nth(2)).toHaveTextContent('read until 1 Feb 2024');
  await expect.element(rows.nth(2)).not.toHaveTextContent(/under|over/);
  await expect.element(rows.nth(3)).toHaveTextContent('unknown');
});

test('says when more was used than is allowed', async () => {
  await shown({
    answer: { mileage: { ...year, usedM: 9000 * MILE_M, remainingM: -1000 * MILE_M } },
  });
  await expect.element(region('Mileage allowance')).toHaveTextContent(`Over by ${miles('1,000')}`);
});

test('offers tracking where there is none, and waits for its first day', async () => {
  await shown({ car: { mileage: undefined as never }, answer: { mileage: undefined as never } });
  await expect
    .element(page.getByRole('link', { name: 'Track a mileage allowance' }))
    .toHaveAttribute('href', '#edit');
});

test('estimates the road tax by the rates of the year', async () => {
  await shown({ answer: { roadTax: TAX }, settings: { roadTaxRates: RATES } });
  await expect.element(taxRegion()).toHaveTextContent(/So far this year\s*≈.*£75\.00/);
  await expect.element(taxRegion()).toHaveTextContent(/Whole year\s*≈.*£400\.00/);
  await expect.element(taxRegion()).toHaveTextContent('An estimate by these rates');
  await expect
    .element(taxRegion().getByRole('table', { name: 'Rates used' }))
    .toHaveTextContent(/1 Apr 2026\s*3\.0p\/mi\s*£200\.00/);
  await expect
    .element(page.getByRole('link', { name: 'Change the rates' }))
    .toHaveAttribute('href', '#rates');
});

test('is silent about road tax without rates for the year', async () => {
  await shown({ answer: { roadTax: TAX } });
  await expect.element(region('Mileage allowance')).toBeVisible();
  expect(taxRegion().elements()).toEqual([]);
});
