import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

async function addCar(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}cars/new`);
  await field(page, 'Name').fill(name);
  await page.getByRole('button', { name: 'Save car' }).click();
  await expect(page.getByRole('status').getByText(`${name} saved`)).toBeVisible();
}

test('the first car is named by its make and model and leads to Home', async ({ app, page }) => {
  await page.goto(`${app.url}welcome`);
  await page.getByRole('button', { name: 'Add your car' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'New car' })).toBeVisible();

  await field(page, 'Make').fill('Hyundai');
  await field(page, 'Model').fill('Ioniq 5');
  await expect(field(page, 'Name')).toHaveValue('Hyundai Ioniq 5');
  await field(page, 'Name').fill('Blue');
  await field(page, 'Model').fill('Ioniq 6');
  await expect(field(page, 'Name')).toHaveValue('Blue');

  await field(page, 'Usable battery (kWh)').fill('72.6');
  await field(page, 'Efficiency (mi/kWh)').fill('3.6');
  await field(page, 'Max AC power (kW)').fill('11');
  await field(page, 'Max DC power (kW)').fill('233 kW');
  await page.getByRole('switch', { name: 'Recommend full charges' }).check();
  await field(page, 'Every').fill('2');
  await page.getByRole('combobox', { name: 'Unit' }).selectOption('weeks');
  await page.getByRole('switch', { name: 'Track a mileage allowance' }).check();
  await field(page, 'Opening odometer (mi)').fill('12,345');
  await page.getByRole('button', { name: 'Save car' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();

  await page.goto(`${app.url}cars`);
  await page.getByRole('link', { name: /Blue/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Blue' })).toBeVisible();
  await page.getByRole('link', { name: 'Edit' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Edit car' })).toBeVisible();
  await expect(field(page, 'Usable battery (kWh)')).toHaveValue('72.6');
  await expect(field(page, 'Efficiency (mi/kWh)')).toHaveValue('3.6');
  await expect(field(page, 'Max DC power (kW)')).toHaveValue('233');
  await expect(field(page, 'Every')).toHaveValue('2');
  await expect(page.getByRole('combobox', { name: 'Unit' })).toHaveValue('weeks');
  await expect(field(page, 'Opening odometer (mi)')).toHaveValue('12345');
});

test('what cannot be saved is said beside its field, and nothing is stored', async ({
  app,
  page,
}) => {
  await page.goto(`${app.url}cars/new`);
  await field(page, 'Usable battery (kWh)').fill('much');
  await page.getByRole('button', { name: 'Save car' }).click();
  await expect(field(page, 'Usable battery (kWh)')).toHaveAccessibleDescription(/not a number/);
  await expect(field(page, 'Usable battery (kWh)')).toBeFocused();

  await field(page, 'Usable battery (kWh)').fill('600');
  await page.getByRole('button', { name: 'Save car' }).click();
  await expect(field(page, 'Name')).toHaveAccessibleDescription(/name of 1 to 80/);
  await expect(field(page, 'Usable battery (kWh)')).toHaveAccessibleDescription(/1 and 500 kWh/);

  await page.goto(`${app.url}cars`);
  await expect(page.getByText('No car yet')).toBeVisible();
});

test('a car without history is deleted and comes back; another one is archived', async ({
  app,
  page,
}) => {
  await addCar(page, app.url, 'Red');
  await addCar(page, app.url, 'Green');
  await page.goto(`${app.url}cars`);
  await page.getByRole('link', { name: /Red/ }).click();
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByRole('button', { name: 'Delete car' }).click();
  await expect(page.getByRole('link', { name: /Red/ })).toHaveCount(0);
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).last().click();
  await expect(page.getByRole('link', { name: /Red/ })).toBeVisible();

  await page.getByRole('link', { name: /Green/ }).click();
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByRole('button', { name: 'Archive' }).click();
  const archived = page.getByRole('region', { name: 'Archived' });
  await expect(archived.getByRole('link', { name: /Green/ })).toBeVisible();
});

test('places and tariffs: prices in pence, a clash names the other tariff', async ({
  app,
  page,
}) => {
  await page.goto(`${app.url}places`);
  await page.getByRole('button', { name: 'New place' }).click();
  await field(page, 'Name').fill('Our drive');
  await page.getByRole('switch', { name: 'Home' }).check();
  await field(page, 'Price per kWh').fill('24.5p');
  await page.getByRole('button', { name: 'Save place' }).click();
  const place = page.getByRole('link', { name: /Our drive/ });
  await expect(place).toContainText('24.5p/kWh');
  await expect(place).toContainText('Home');

  await page.goto(`${app.url}tariffs`);
  for (const [name, from, price] of [
    ['Old', '2026-01-01', '0.3'],
    ['New', '2026-03-01', '£0.25'],
  ] as const) {
    await page.getByRole('button', { name: 'New tariff' }).click();
    await field(page, 'Name').fill(name);
    await field(page, 'Price per kWh').fill(price);
    await page.getByLabel('Valid from').fill(from);
    await page.getByRole('button', { name: 'Save tariff' }).click();
    if (name === 'Old') await expect(page.getByRole('link', { name: /Old/ })).toBeVisible();
  }
  await expect(page.getByLabel('Valid from')).toHaveAccessibleDescription(/Overlaps “Old”/);

  await page.getByLabel('Valid from').fill('2025-01-01');
  await page.getByLabel('Valid to').fill('2025-12-31');
  await page.getByRole('button', { name: 'Save tariff' }).click();
  await expect(page.getByRole('link', { name: /New/ })).toContainText('1 Jan 2025 – 31 Dec 2025');
  await expect(page.getByRole('link', { name: /Old/ })).toContainText('In force');
});

test('the browser’s Back closes a form that was opened from the list', async ({ app, page }) => {
  await page.goto(`${app.url}places`);
  await page.getByRole('button', { name: 'New place' }).click();
  await expect(page.getByRole('heading', { name: 'New place' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'New place' })).toHaveCount(0);
  await expect(page.getByText('No places yet')).toBeVisible();
});

test('what was typed and not saved is there again, until it is discarded or saved', async ({
  app,
  page,
}) => {
  await page.goto(`${app.url}cars/new`);
  await field(page, 'Name').fill('Half typed');
  await page.getByRole('switch', { name: 'Recommend full charges' }).check();
  // Leaving the page is what writes the draft at the latest.
  await page.getByRole('link', { name: 'Back' }).click();
  await expect(page.getByText('No car yet')).toBeVisible();

  await page.goto(`${app.url}cars/new`);
  await expect(field(page, 'Name')).toHaveValue('Half typed');
  await expect(page.getByRole('switch', { name: 'Recommend full charges' })).toBeChecked();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(field(page, 'Name')).toHaveValue('');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Save car' })).toBeVisible();
  await expect(field(page, 'Name')).toHaveValue('');
});
