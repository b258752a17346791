import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';
import { logCharge, startWithCar, visit } from '../support/e2e-app.ts';

const FILE = 'tests/fixtures/samples/norway_trondheim_ev_charging_reports.csv';
/** session_ID;Garage_ID;…: what the lists must show is counted from the file itself. */
const RECORDS = readFileSync(FILE, 'utf8')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => line.split(';'));
const ALL = RECORDS.length.toLocaleString('en-GB');
const IN_GARAGE = RECORDS.filter(([, garage]) => garage === 'AdO3').length;

async function importFile(page: Page, url: string): Promise<void> {
  await page.goto(`${url}import`);
  await page.getByLabel('Choose a file').setInputFiles(FILE);
  await page.getByRole('button', { name: `Import ${ALL} sessions` }).click({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Undo this import' })).toBeVisible({
    timeout: 60_000,
  });
}

const count = (page: Page) => page.getByRole('status').filter({ hasText: /^[\d,]+ sessions?$/ });

test('a long list shows only what is on screen and can be searched, filtered and sorted', async ({
  app,
}) => {
  const page = await app.newPage();
  await importFile(page, app.url);
  await page.getByRole('link', { name: 'Show sessions' }).click();
  await expect(count(page)).toHaveText(`${ALL} sessions`);

  const list = page.getByRole('list', { name: 'Sessions' });
  const rows = list.getByRole('listitem');
  await expect(rows.first()).toHaveAttribute('aria-setsize', String(RECORDS.length));
  expect(await rows.count()).toBeLessThanOrEqual(80);

  await page.evaluate(() => {
    window.scrollTo(0, document.documentElement.scrollHeight);
  });
  const last = list.locator(`[aria-posinset="${String(RECORDS.length)}"]`);
  await expect(last.getByRole('link')).toBeVisible();
  // The oldest record of the file: 21.12.2018 with 0,3 kWh.
  await expect(last).toContainText('21 Dec');
  await expect(last).toContainText('0.3 kWh');
  expect(await rows.count()).toBeLessThanOrEqual(80);
  await page.evaluate(() => {
    window.scrollTo(0, 0);
  });

  await page.getByRole('searchbox', { name: 'Search' }).fill('ado3');
  await expect(count(page)).toHaveText(`${String(IN_GARAGE)} sessions`);
  await expect(page).toHaveURL(/q=ado3/);
  await page.getByRole('searchbox', { name: 'Search' }).fill('no such place');
  await expect(count(page)).toHaveText('0 sessions');
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(count(page)).toHaveText(`${ALL} sessions`);

  await page.getByRole('button', { name: 'Filters' }).click();
  const sheet = page.getByRole('dialog', { name: 'Filters' });
  await expect(sheet).toBeVisible();
  await page.goBack();
  await expect(sheet).toBeHidden();

  await page.getByRole('button', { name: 'Filters' }).click();
  await sheet.getByLabel('From').fill('2018-12-21');
  await sheet.getByLabel('To', { exact: true }).fill('2018-12-31');
  const december = RECORDS.filter((record) => record[5]?.includes('.12.2018')).length;
  await sheet.getByRole('button', { name: `Show ${String(december)} sessions` }).click();
  await expect(sheet).toBeHidden();
  await expect(count(page)).toHaveText(`${String(december)} sessions`);
  await expect(page.getByRole('button', { name: 'Filters' })).toHaveAccessibleDescription(
    '1 active',
  );

  await page.reload();
  await expect(count(page)).toHaveText(`${String(december)} sessions`);

  await page.setViewportSize({ width: 1280, height: 800 });
  const table = page.getByRole('table', { name: 'Sessions' });
  await expect(table).toHaveAttribute('aria-rowcount', String(december + 1));
  const energy = table.getByRole('columnheader', { name: 'Energy' });
  await energy.getByRole('button').click();
  await expect(energy).toHaveAttribute('aria-sort', 'descending');
  const most = Math.max(
    ...RECORDS.filter((record) => record[5]?.includes('.12.2018')).map((record) =>
      Number(record[9]?.replace(',', '.')),
    ),
  );
  await expect(table.getByRole('row').nth(1)).toContainText(`${String(most)} kWh`);

  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    await expect(count(page)).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  }
});

test('several sessions are deleted at once and come back with one Undo', async ({ app }) => {
  const page = await app.newPage();
  await importFile(page, app.url);
  await page.goto(`${app.url}sessions?q=AdO3`);
  await expect(count(page)).toHaveText(`${String(IN_GARAGE)} sessions`);

  await page.getByRole('button', { name: 'Select', exact: true }).click();
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: `Select all ${String(IN_GARAGE)}` }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('trash for 30 days');
  await dialog.getByRole('button', { name: `Delete ${String(IN_GARAGE)} sessions` }).click();
  await expect(count(page)).toHaveText('0 sessions');

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(count(page)).toHaveText(`${String(IN_GARAGE)} sessions`);
});

test('what is shown is exported, row for row', async ({ app }) => {
  const page = await app.newPage();
  await importFile(page, app.url);
  await page.goto(`${app.url}sessions?q=AdO3`);
  await expect(count(page)).toHaveText(`${String(IN_GARAGE)} sessions`);
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Everything, exactly' }).click();
  const saved = readFileSync(await (await download).path(), 'utf8');
  const [header = '', ...lines] = saved.trim().split('\r\n');
  expect(header.startsWith('plugtrack_session_v1,')).toBe(true);
  expect(lines).toHaveLength(IN_GARAGE);
  await expect(page.getByRole('dialog').getByRole('status')).toContainText(
    `with ${String(IN_GARAGE)} sessions`,
  );
});

test('each row says the most telling figures of its charge, on rows of equal height', async ({
  app,
}) => {
  const page = await startWithCar(app);
  await logCharge(app, page, {
    'Energy (kWh)': '10',
    'Total cost': '3.15',
    'Start SoC (%)': '20',
    'End SoC (%)': '42',
  });
  await logCharge(app, page, { 'Energy (kWh)': '7' });
  await visit(app, page, 'sessions', 'Sessions');
  const row = page
    .getByRole('list', { name: 'Sessions' })
    .getByRole('link')
    .filter({ hasText: '£3.15' });
  // 3.5 mi/kWh from the settings; at 90 % from the plug 31.5p/kWh are 10p a mile. All estimates.
  await expect(row).toContainText('Efficiency 3.5 mi/kWh, good, estimated');
  await expect(row).toContainText('Cost per mile 10.0p/mi, estimated');
  // 22 % of 40 kWh are 8.8 of the 10 kWh.
  await expect(row).toContainText('Charging loss 12% loss');

  for (const [width, fontSize] of [
    [390, '100%'],
    [320, '200%'],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    const cut = await page.evaluate((size) => {
      document.documentElement.style.fontSize = size;
      const links = [...document.querySelectorAll('main li a')];
      const heights = new Set(links.map((link) => link.getBoundingClientRect().height));
      const isCut = links.some((link) => link.scrollHeight > link.clientHeight);
      return { heights: heights.size, isCut };
    }, fontSize);
    expect(cut, `${String(width)} px, ${fontSize}`).toEqual({ heights: 1, isCut: false });
  }

  await page.evaluate(() => {
    document.documentElement.style.fontSize = '';
  });
  await page.setViewportSize({ width: 1280, height: 800 });
  const table = page.getByRole('table', { name: 'Sessions' });
  await expect(table.getByRole('columnheader', { name: 'At a glance' })).toBeVisible();
  await expect(table.getByRole('row').filter({ hasText: '£3.15' })).toContainText('3.5 mi/kWh');
});
