import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';
import {
  fillForm,
  heading,
  openLog,
  saveButton,
  startWithCar,
  toast,
  visit,
} from '../support/e2e-app.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const chips = (page: Page) => page.getByRole('group', { name: 'Usual places' }).getByRole('button');

async function addPlace(page: Page, url: string, name: string, position = ''): Promise<void> {
  await page.goto(`${url}places?new=1`);
  await fillForm(page, { Name: name });
  if (position !== '') {
    await page.getByText('Network, position and time zone').click();
    await fillForm(page, { Position: position });
  }
  await button(page, 'Save place').click();
  await expect(toast(page, `${name} saved`)).toBeVisible();
}

test('a charge typed at a place by its name belongs to it, and moves with a merge and back', async ({
  app,
}) => {
  const page = await startWithCar(app);
  await addPlace(page, app.url, 'Harbour', 'https://www.openstreetmap.org/#map=15/51.5/-0.1');
  await addPlace(page, app.url, 'Old harbour');

  await openLog(app, page);
  await page.getByRole('combobox', { name: 'Place' }).selectOption({ label: 'Other place…' });
  await fillForm(page, { 'Place name': ' harbour', 'Energy (kWh)': '20', 'Total cost': '8' });
  await expect(page.getByText('That is your place Harbour')).toBeVisible();
  await saveButton(page).click();
  await expect(heading(page)).toHaveText(/^Harbour/);
  await page.getByRole('link', { name: 'Harbour', exact: true }).click();
  await expect(heading(page)).toHaveText('Harbour');
  const figures = page.getByRole('region', { name: 'Figures' });
  await expect(figures).toContainText(/Charges\s*1/);
  await expect(figures).toContainText(/Median price\s*40.0p\/kWh/);
  await expect(button(page, 'Delete place')).toHaveCount(0);

  await button(page, /^Merge with/).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Other place').selectOption({ label: 'Old harbour' });
  await sheet
    .getByRole('group', { name: 'Keep' })
    .getByRole('radio', { name: 'Old harbour' })
    .check();
  await expect(sheet.getByRole('status')).toContainText(
    '1 charge moves from Harbour to Old harbour',
  );
  await sheet.getByRole('button', { name: 'Merge places' }).click();
  await expect(heading(page)).toHaveText('Old harbour');
  await expect(figures).toContainText(/Charges\s*1/);
  // The position came along: the other one had none.
  await expect(page.getByText('51.5, -0.1')).toBeVisible();
  await toast(page, '1 charge moved').getByRole('button', { name: 'Undo' }).click();
  await expect(figures).toContainText('No completed charge here yet');

  await visit(app, page, 'places?view=map', 'Places');
  const dot = page.getByRole('group', { name: 'Map of your places' }).getByRole('link');
  await expect(dot).toHaveAccessibleName(/^Harbour: .*1 charge$/);
  await dot.click();
  await expect(heading(page)).toHaveText('Harbour');
  await button(page, 'Archive place').click();
  await expect(toast(page, 'Harbour archived')).toBeVisible();
  await openLog(app, page);
  await expect(page.getByRole('option', { name: 'Old harbour' })).toBeAttached();
  await expect(page.getByRole('option', { name: 'Harbour', exact: true })).toHaveCount(0);
});

test('where the device is comes first where that is allowed, and is never asked for by itself', async ({
  app,
}) => {
  const page = await startWithCar(app);
  await addPlace(page, app.url, 'Arena');
  await addPlace(page, app.url, 'Zoo', '51.5, -0.1');
  await openLog(app, page);
  await expect(chips(page)).toHaveText(['Arena', 'Zoo']);
  await page.context().setGeolocation({ latitude: 51.5004, longitude: -0.1 });
  await page.context().grantPermissions(['geolocation']);
  await openLog(app, page);
  await expect(chips(page)).toHaveText(['Zoo', 'Arena']);
  await page.context().clearPermissions();
});
