import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';
import {
  fillForm,
  heading,
  openLog,
  saveButton,
  startWithCar,
  toast,
  untilSaved,
  visit,
} from '../support/e2e-app.ts';

const save = (page: Page) => page.getByRole('button', { name: 'Save tariff' });

test('a night tariff from a preset splits a charge over midnight', async ({ app }) => {
  const page = await startWithCar(app);
  await visit(app, page, 'places?new=1', 'Places');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Home');
  await page.getByRole('switch', { name: 'Home', exact: true }).check();
  await page.getByRole('button', { name: 'Save place' }).click();
  await expect(toast(page, 'Home saved')).toBeVisible();

  await visit(app, page, 'tariffs', 'Tariffs');
  await page.getByRole('button', { name: 'New tariff' }).click();
  await page.getByRole('button', { name: 'Night rate' }).click();
  await fillForm(page, {
    Name: 'Go',
    'Price per kWh': '0.25',
    'Band 1 price': '0.075',
  });
  await page.getByLabel('Valid from').fill('2026-01-01');
  await page.getByLabel('Band 1 from').fill('23:30');
  await expect(
    page.getByRole('img', { name: /In a week: Night 7.5p\/kWh for 42 h/ }),
  ).toBeVisible();
  await save(page).click();
  await expect(toast(page, 'Go saved')).toBeVisible();

  // 22:30 to 06:30: 30 kWh by night at 7.5p and 10 kWh around it at 25p.
  await openLog(app, page);
  await page.getByRole('textbox', { name: 'Quick entry' }).fill('home 40kwh 8h');
  await page.getByRole('textbox', { name: 'Quick entry' }).press('Enter');
  await page.getByLabel('Date', { exact: true }).fill('2026-02-01');
  await page.getByLabel('Time', { exact: true }).fill('22:30');
  await saveButton(page).click();
  await untilSaved(page);
  await expect(page.getByRole('region', { name: 'Cost', exact: true })).toContainText('£4.75');
  const receipt = page.getByRole('table', { name: /receipt/i });
  await expect(receipt.getByRole('row', { name: /Night · 30.0.kWh/ })).toContainText('£2.25');
  await expect(receipt.getByRole('row', { name: /Standard rate · 10.0.kWh/ })).toContainText(
    '£2.50',
  );
});

test('the tariff in the way is ended with one press, and taken back with one', async ({ app }) => {
  const page = await startWithCar(app);
  const add = async (name: string, from: string) => {
    await visit(app, page, 'tariffs?new=1', 'Tariffs');
    await fillForm(page, { Name: name, 'Price per kWh': '0.25' });
    await page.getByLabel('Valid from').fill(from);
    await save(page).click();
  };
  await add('Octopus Go', '2026-01-01');
  await expect(toast(page, 'Octopus Go saved')).toBeVisible();
  await add('Next', '2026-03-01');
  await expect(page.getByLabel('Valid from')).toHaveAccessibleDescription(
    'Overlaps “Octopus Go”, 1 Jan 2026 – open.',
  );
  await page.getByRole('button', { name: 'End “Octopus Go” on 28 Feb 2026' }).click();
  await expect(toast(page, 'Next saved · Octopus Go ended')).toBeVisible();
  await expect(page.getByRole('link', { name: /Octopus Go/ })).toContainText('28 Feb 2026');
  await toast(page, 'Next saved').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: /Octopus Go/ })).toContainText('from 1 Jan 2026');
  await expect(heading(page)).toHaveText('Tariffs');
  await expect(page.getByRole('link', { name: /Next/ })).toHaveCount(0);
});
