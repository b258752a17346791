import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';
import {
  heading,
  openLog,
  saveButton,
  startWithCar,
  toast,
  untilSaved,
  visit,
} from '../support/e2e-app.ts';
import { stateHash } from '../support/e2e-storage.ts';

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const changes = (page: Page) => page.getByRole('table', { name: 'Changes' });
const count = (page: Page) => page.getByRole('status').filter({ hasText: /^[\d,]+ sessions?$/ });

test('a changed tariff is carried over to charges already logged, and taken back', async ({
  app,
}) => {
  const page = await startWithCar(app);
  await visit(app, page, 'places?new=1', 'Places');
  await field(page, 'Name').fill('Home');
  await page.getByRole('switch', { name: 'Home', exact: true }).check();
  await page.getByRole('button', { name: 'Save place' }).click();
  await expect(toast(page, 'Home saved')).toBeVisible();
  await visit(app, page, 'tariffs?new=1', 'Tariffs');
  await field(page, 'Name').fill('Go');
  await field(page, 'Price per kWh').fill('0.20');
  await page.getByLabel('Valid from').fill('2026-01-01');
  await page.getByRole('button', { name: 'Save tariff' }).click();
  await expect(toast(page, 'Go saved')).toBeVisible();
  for (const typed of ['home 10kwh', 'home 20kwh 7.00']) {
    await openLog(app, page);
    await field(page, 'Quick entry').fill(typed);
    await field(page, 'Quick entry').press('Enter');
    await page.getByLabel('Date', { exact: true }).fill('2026-02-01');
    await saveButton(page).click();
    await untilSaved(page);
  }

  await visit(app, page, 'tariffs', 'Tariffs');
  await page.getByRole('link', { name: /Go/ }).click();
  await field(page, 'Price per kWh').fill('0.30');
  await page.getByRole('button', { name: 'Save tariff' }).click();
  await expect(toast(page, 'Go saved')).toBeVisible();
  const before = await stateHash(page);

  await page.getByRole('link', { name: /Go/ }).click();
  await page.getByRole('link', { name: 'Re-price the charges it touches' }).click();
  await expect(heading(page)).toHaveText('Re-price charges');
  await expect(page.getByText('Charges of the tariff Go')).toBeVisible();
  await expect(changes(page).getByRole('row', { name: /1 Feb 2026/ })).toContainText(
    /£2\.00\s*£3\.00\s*\+£1\.00/,
  );
  await expect(page.getByText('1 kept as typed')).toBeVisible();
  expect(await stateHash(page)).toBe(before);

  await page.getByRole('button', { name: 'Re-price 1 charge' }).click();
  await expect(toast(page, '1 charge re-priced')).toBeVisible();
  expect(await stateHash(page)).not.toBe(before);
  await toast(page, '1 charge re-priced').getByRole('button', { name: 'Undo' }).click();
  await expect(toast(page, '1 cost as before')).toBeVisible();
  expect(await stateHash(page)).toBe(before);
});

test('a selection is looked at and left as it is, and a car has a page', async ({ app }) => {
  const page = await startWithCar(app);
  await openLog(app, page);
  await field(page, 'Energy (kWh)').fill('10');
  await saveButton(page).click();
  await untilSaved(page);
  await visit(app, page, 'sessions', 'Sessions');
  await expect(count(page)).toHaveText('1 session');
  await page.getByRole('button', { name: 'Select', exact: true }).click();
  await page.getByRole('button', { name: 'Select all 1' }).click();
  await page.getByRole('button', { name: 'Re-price' }).click();
  await expect(page.getByText('Every cost would stay as it is')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Still without a cost' })).toContainText(
    'No price or tariff applies',
  );
  // A reload forgets the selection, and says so.
  await page.reload();
  await expect(page.getByText('No charges chosen')).toBeVisible();
  await page.getByRole('link', { name: 'Derive unknown costs' }).click();
  await expect(page.getByText('Charges without a cost')).toBeVisible();

  await visit(app, page, '', 'Home');
  await page.getByRole('region', { name: 'Car' }).getByRole('link', { name: 'Leaf' }).click();
  await expect(heading(page)).toHaveText('Leaf');
  const lifetime = page.getByRole('region', { name: 'So far' });
  await expect(lifetime).toContainText(/Energy charged\s*10\.0.kWh/);
  await page.getByRole('link', { name: 'Track a mileage allowance' }).click();
  await page.getByRole('switch', { name: 'Track a mileage allowance' }).check();
  await page.getByLabel('Start date').fill('2026-01-01');
  await field(page, 'Opening odometer (mi)').fill('1000');
  await field(page, 'Annual allowance (mi)').fill('8000');
  await page.getByRole('button', { name: 'Save car' }).click();
  await expect(heading(page)).toHaveText('Leaf');
  await expect(page.getByRole('region', { name: 'Mileage allowance' })).toContainText(/8,000.mi/);
});
