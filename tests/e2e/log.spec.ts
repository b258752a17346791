import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { type App, expect, test } from '../support/browser.ts';

const field = (page: Page, name: string): Locator =>
  page.getByRole('textbox', { name, exact: true });
const save = (page: Page): Locator => page.getByRole('button', { name: 'Save session' });

/** A log with one car, as a person makes it. */
async function withCar(app: App): Promise<Page> {
  const page = await app.newPage();
  await page.goto(new URL('cars/new', app.url).href);
  await field(page, 'Name').fill('Zoe');
  await field(page, 'Usable battery (kWh)').fill('52');
  await page.getByRole('button', { name: 'Save car' }).click();
  await expect(page.getByRole('status').getByText(/saved/i)).toBeVisible();
  await page.goto(app.url);
  return page;
}

async function openLog(page: Page, app: App): Promise<void> {
  await page.goto(new URL('charge?tab=log', app.url).href);
  await expect(save(page)).toBeVisible();
}

async function countSessions(page: Page, app: App): Promise<number> {
  await page.goto(app.url);
  const recent = page.getByRole('region', { name: 'Recent sessions' });
  await expect(
    recent.getByRole('listitem').or(recent.getByText('No charges yet')).first(),
  ).toBeVisible();
  return recent.getByRole('listitem').count();
}

test('a first start leads to Welcome, and a form without a car to the car', async ({ app }) => {
  const page = await app.newPage();
  await page.goto(app.url);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome to PlugTrack');
  await page.goto(new URL('charge?tab=log', app.url).href);
  await expect(page.getByRole('link', { name: 'Add your car' })).toBeVisible();
});

test('effort: from Home a charge takes three taps and one number, without scrolling', async ({
  app,
}) => {
  const page = await withCar(app);
  await page.getByRole('link', { name: 'Log a charge' }).click();
  const energy = field(page, 'Energy (kWh)');
  await energy.click();
  await page.keyboard.type('9.3');
  const button = save(page);
  for (const control of [energy, field(page, 'Total cost'), field(page, 'End SoC (%)'), button]) {
    await expect(control).toBeInViewport({ ratio: 1 });
  }
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await button.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Charge · /);
  await expect(page.getByRole('region', { name: 'Summary' })).toContainText('9.3 kWh');
  await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
});

test('an empty form says what is missing, beside the field and with the focus on it', async ({
  app,
}) => {
  const page = await withCar(app);
  await openLog(page, app);
  await save(page).click();
  const energy = field(page, 'Energy (kWh)');
  await expect(energy).toBeFocused();
  await expect(energy).toHaveAccessibleDescription(/One number is needed/);
  await energy.fill('9.3');
  await expect(energy).not.toHaveAttribute('aria-invalid', 'true');
});

test('the quick line fills the form with the first Enter and saves with the second', async ({
  app,
}) => {
  const page = await withCar(app);
  await openLog(page, app);
  await field(page, 'Quick entry').fill('20-80% £12.40 32.8kwh DC 41230mi');
  await expect(page.getByText('Energy · 32.8kwh')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(field(page, 'Energy (kWh)')).toHaveValue('32.8');
  await expect(field(page, 'Start SoC (%)')).toHaveValue('20');
  await expect(field(page, 'End SoC (%)')).toHaveValue('80');
  await expect(field(page, 'Total cost')).toHaveValue('12.4');
  await expect(page.getByRole('radio', { name: 'DC' })).toBeChecked();
  await page.keyboard.press('Enter');
  const cost = page.getByRole('region', { name: 'Cost' });
  await expect(cost).toContainText('£12.40');
  // £12.40 for 32.8 kWh.
  await expect(cost).toContainText('37.8p/kWh');
  await expect(cost).toContainText('You typed the total');
  await expect(page.getByRole('region', { name: 'Summary' })).toContainText('41,230 mi');
});

test('what was not understood is said and nothing is saved until it is gone', async ({ app }) => {
  const page = await withCar(app);
  await openLog(page, app);
  await field(page, 'Quick entry').fill('9.3kwh bananas');
  await expect(page.getByText('Not understood: bananas')).toBeVisible();
  await save(page).click();
  await expect(field(page, 'Energy (kWh)')).toHaveValue('9.3');
  await expect(field(page, 'Quick entry')).toHaveValue('bananas');
  await expect(save(page)).toBeVisible();
});

test('TB08 ★ Enter and two clicks at once save one charge', async ({ app }) => {
  const page = await withCar(app);
  await openLog(page, app);
  await field(page, 'Energy (kWh)').fill('9.3');
  await page.evaluate(() => {
    const form = document.querySelector('form');
    const button = form?.querySelector<HTMLButtonElement>('button[type="submit"]');
    button?.click();
    button?.click();
    form?.requestSubmit();
  });
  await expect(page.getByRole('region', { name: 'Summary' })).toBeVisible();
  expect(await countSessions(page, app)).toBe(1);
});

test('TB08 ★ two tabs with the same draft save one charge', async ({ app }) => {
  const page = await withCar(app);
  await openLog(page, app);
  await field(page, 'Energy (kWh)').fill('9.3');
  const other = await app.newPage();
  await expect(async () => {
    await openLog(other, app);
    await expect(other.getByText('Restored what you had typed')).toBeVisible({ timeout: 1000 });
  }).toPass();
  await Promise.all([save(page).click(), save(other).click()]);
  for (const tab of [page, other]) {
    await expect(tab.getByRole('region', { name: 'Summary' })).toBeVisible();
  }
  expect(await countSessions(page, app)).toBe(1);
});

test('ML01 ★ typing survives a killed browser; discarding it is remembered', async ({ app }) => {
  const page = await withCar(app);
  await openLog(page, app);
  await field(page, 'Energy (kWh)').fill('9.3');
  await field(page, 'Total cost').fill('3.2');
  // The draft is written half a second after the last key: wait until another tab would find it.
  await expect(async () => {
    const probe = await app.newPage();
    await openLog(probe, app);
    await expect(probe.getByText('Restored')).toBeVisible({ timeout: 500 });
    await probe.close();
  }).toPass();
  await app.restart();
  const reborn = await app.newPage();
  await openLog(reborn, app);
  await expect(reborn.getByText(/Restored what you had typed at \d\d:\d\d/)).toBeVisible();
  await expect(field(reborn, 'Energy (kWh)')).toHaveValue('9.3');
  await expect(field(reborn, 'Total cost')).toHaveValue('3.2');
  await reborn.getByRole('button', { name: 'Discard' }).click();
  await expect(field(reborn, 'Energy (kWh)')).toHaveValue('');
  await openLog(reborn, app);
  await expect(reborn.getByText('Restored')).toHaveCount(0);
});

test('an edit keeps what it does not touch, warns beside the field and can be taken back', async ({
  app,
}) => {
  const page = await withCar(app);
  await openLog(page, app);
  await field(page, 'Quick entry').fill('9.3kwh 41230mi £3.20 yesterday');
  await save(page).click();
  await expect(page.getByRole('region', { name: 'Summary' })).toContainText('41,230 mi');
  await page.getByRole('link', { name: 'Duplicate' }).click();
  await expect(field(page, 'Energy (kWh)')).toHaveValue('9.3');
  const odometer = field(page, 'Odometer (mi)');
  await page.getByText('More details').click();
  await odometer.fill('41100');
  await expect(odometer).toHaveAccessibleDescription(/below the last reading/);
  await expect(odometer).toHaveAccessibleDescription(/last 41,230\smi/);
  await odometer.fill('41350');
  await expect(odometer).toHaveAccessibleDescription(/\+120\smi/);
  await save(page).click();
  await expect(page.getByRole('region', { name: 'Summary' })).toContainText('41,350 mi');
  await page.getByRole('link', { name: 'Edit' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Edit session');
  await field(page, 'Notes').fill('by the sea');
  await page.getByRole('radio', { name: 'Yes' }).check();
  await save(page).click();
  const summary = page.getByRole('region', { name: 'Summary' });
  await expect(summary).toContainText('by the sea');
  await expect(page.getByRole('region', { name: 'Cost' })).toContainText('£3.20');
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(summary).not.toContainText('by the sea');
  await expect(summary).toContainText('41,350 mi');
});

test('delete, undo, and the way to the charge before, without a pointer', async ({ app }) => {
  const page = await withCar(app);
  for (const energy of ['9.3', '12']) {
    await openLog(page, app);
    await field(page, 'Energy (kWh)').fill(energy);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Summary' })).toContainText(energy);
  }
  const previous = page.getByRole('link', { name: /^Previous/ });
  await previous.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Summary' })).toContainText('9.3 kWh');
  const address = page.url();
  const remove = page.getByRole('button', { name: 'Delete' });
  await remove.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sessions');
  await page.getByRole('button', { name: 'Undo' }).last().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Charge is back')).toBeVisible();
  await page.goto(address);
  await expect(page.getByRole('region', { name: 'Summary' })).toContainText('9.3 kWh');
});

test('Home shows the car, the month and the newest charges, and all screens pass axe', async ({
  app,
}) => {
  const page = await withCar(app);
  const check = async () => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join()}`)).toEqual(
      [],
    );
  };
  await openLog(page, app);
  await check();
  await field(page, 'Quick entry').fill('20-80% 32.8kwh £12.40');
  await save(page).click();
  await expect(page.getByRole('region', { name: 'Summary' })).toBeVisible();
  await check();
  await page.goto(app.url);
  await expect(page.getByRole('region', { name: 'Car', exact: true })).toContainText(
    'after last charge, today',
  );
  await expect(page.getByRole('region', { name: 'Car', exact: true })).toContainText('80%');
  await expect(page.getByRole('region', { name: 'This month' })).toContainText('£12.40');
  await expect(
    page.getByRole('region', { name: 'Recent sessions' }).getByRole('link').nth(1),
  ).toContainText('20 → 80%');
  await check();
});
