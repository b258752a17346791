import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../support/browser.ts';

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

async function open(page: Page, url: string, tab: string): Promise<void> {
  await page.goto(`${url}settings?tab=${tab}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
}

async function addCar(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}cars/new`);
  await field(page, 'Name').fill(name);
  await page.getByRole('button', { name: 'Save car' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
}

test('a setting saves itself, survives a reload, and goes back to its default', async ({
  app,
  page,
}) => {
  await open(page, app.url, 'cost');
  const ac = field(page, 'Reaches the battery, AC (%)');
  await expect(ac).toHaveValue('90');
  await ac.fill('87.5');
  await ac.press('Enter');
  await expect(page.getByRole('status').getByText('saved')).toHaveCount(1);
  await page.reload();
  await expect(ac).toHaveValue('87.5');

  await page.getByRole('button', { name: 'Reset Reaches the battery, AC (%)' }).click();
  await expect(ac).toHaveValue('90');
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(ac).toHaveValue('87.5');
});

test('a value that is not allowed is said beside its field and is not stored', async ({
  app,
  page,
}) => {
  await open(page, app.url, 'advanced');
  const low = field(page, 'Low battery below (%)');
  await low.fill('90');
  await low.blur();
  await expect(low).toHaveAccessibleDescription(/lower limit must be below/);
  await page.reload();
  await expect(low).toHaveValue('20');
});

test('units and the way numbers are written reach the other screens', async ({ app, page }) => {
  await open(page, app.url, 'preferences');
  await page.getByRole('radio', { name: 'kWh/100 km' }).check();
  await page.getByRole('radio', { name: 'Kilometres' }).check();
  await page.getByRole('combobox', { name: 'Numbers and dates' }).selectOption('de-DE');
  await expect(page.getByText('12.345,6')).toBeVisible();
  await page.goto(`${app.url}cars/new`);
  await field(page, 'Name').fill('Blau');
  await field(page, 'Efficiency (kWh/100km)').fill('16,5');
  await field(page, 'Usable battery (kWh)').fill('58.5');
  await page.getByRole('button', { name: 'Save car' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  await page.goto(`${app.url}cars`);
  await page.getByRole('link', { name: /Blau/ }).click();
  await page.getByRole('link', { name: 'Edit' }).click();
  await expect(field(page, 'Efficiency (kWh/100km)')).toHaveValue('16,5');
  await expect(field(page, 'Usable battery (kWh)')).toHaveValue('58,5');
});

test('a copy is downloaded, everything is erased, and the copy brings it back', async ({
  app,
  page,
}, testInfo) => {
  await addCar(page, app.url, 'Blue');
  await open(page, app.url, 'data');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download a copy' }).click();
  const copy = testInfo.outputPath('copy.json');
  await (await downloading).saveAs(copy);
  expect(readFileSync(copy, 'utf8')).toContain('"Blue"');

  await page.getByRole('button', { name: 'Erase everything…' }).click();
  const erase = page.getByRole('dialog').getByRole('button', { name: 'Erase everything' });
  await expect(erase).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('textbox', { name: /Type “erase”/ }).fill('erase');
  await erase.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Welcome to PlugTrack' })).toBeVisible();

  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Restore a backup' }).click();
  await (await choosing).setFiles(copy);
  await expect(page.getByRole('heading', { level: 1, name: 'Backup' })).toBeVisible();
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Restored' })).toBeVisible({ timeout: 30_000 });
  await page.goto(`${app.url}cars`);
  await expect(page.getByRole('link', { name: /Blue/ })).toBeVisible();
});

test('sample data is a log of its own and is left with one tap', async ({ app, page }) => {
  await addCar(page, app.url, 'Blue');
  await open(page, app.url, 'data');
  await page.getByRole('button', { name: 'Explore with sample data' }).click();
  await expect(page.getByText('You are looking at sample data')).toBeVisible({ timeout: 30_000 });
  await page.goto(`${app.url}cars`);
  await expect(page.getByRole('link', { name: /kWh usable/ })).toHaveCount(2);
  await page.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByText('You are looking at sample data')).toHaveCount(0);
  await page.goto(`${app.url}cars`);
  await expect(page.getByRole('link', { name: /Blue/ })).toBeVisible();
});

test('the trash gives back what was deleted, or deletes it for good', async ({ app, page }) => {
  await page.goto(`${app.url}places`);
  for (const name of ['Harbour', 'Market']) {
    await page.getByRole('button', { name: 'New place' }).click();
    await field(page, 'Name').fill(name);
    await page.getByRole('button', { name: 'Save place' }).click();
    await page.getByRole('link', { name: new RegExp(name) }).click();
    await page.getByRole('button', { name: 'Delete place' }).click();
    // The list is back only when the deletion is committed.
    await expect(page.getByRole('button', { name: 'New place' })).toBeVisible();
    await expect(page.getByRole('link', { name: new RegExp(name) })).toHaveCount(0);
  }
  await page.goto(`${app.url}trash`);
  await page.getByRole('button', { name: 'Restore Harbour' }).click();
  await expect(page.getByText('Harbour')).toHaveCount(0);
  await page.getByRole('button', { name: 'Empty the trash' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /for good/ })
    .click();
  await expect(page.getByText('The trash is empty')).toBeVisible();
  await page.goto(`${app.url}places`);
  await expect(page.getByRole('link', { name: /Harbour/ })).toBeVisible();
  await expect(page.getByRole('link', { name: /Market/ })).toHaveCount(0);
});

test('rescue starts a fresh log from a copy while the database does not open', async ({
  app,
  page,
}, testInfo) => {
  await addCar(page, app.url, 'Blue');
  await open(page, app.url, 'data');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download a copy' }).click();
  const copy = testInfo.outputPath('copy.json');
  await (await downloading).saveAs(copy);

  // Only the person's own database refuses, as after a damage of its files.
  await page.addInitScript(() => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- the proxy hands the factory on
    IDBFactory.prototype.open = new Proxy(IDBFactory.prototype.open, {
      apply(open, factory, given: [name: string, version?: number]) {
        if (given[0] === 'plugtrack-default') throw new DOMException('damaged', 'UnknownError');
        return Reflect.apply(open, factory, given);
      },
    });
  });
  await page.goto(app.url);
  await page.getByRole('link', { name: 'Open Rescue' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Rescue' })).toBeVisible();
  await expect(page.getByText('The browser does not open the database')).toBeVisible();
  await page.getByRole('button', { name: 'Save raw data' }).click();
  await expect(page.getByText('Nothing could be read')).toBeVisible();

  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a backup' }).click();
  await (await choosing).setFiles(copy);
  await expect(page.getByText('Restored: one car, 0 charges')).toBeVisible();
  await page.getByRole('button', { name: 'Open the restored log' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  await page.goto(`${app.url}cars`);
  await expect(page.getByRole('link', { name: /Blue/ })).toBeVisible();
});

test('these screens have no finding of axe', async ({ app, page }) => {
  const paths = [
    'welcome',
    'cars',
    'cars/new',
    'places?new=1',
    'tariffs?new=1',
    'settings?tab=preferences',
    'settings?tab=home',
    'settings?tab=cost',
    'settings?tab=data',
    'settings?tab=advanced',
    'settings?tab=about',
    'trash',
    'rescue',
  ];
  for (const path of paths) {
    await page.goto(`${app.url}${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id} ${String(nodes[0]?.html)}`),
      path,
    ).toEqual([]);
  }
});
