import type { Locator, Page } from '@playwright/test';
import { expect, test, untilInstalled, type App } from '../support/browser.ts';
import {
  fillForm,
  heading,
  logCharge,
  openScreen,
  saveButton,
  startWithCar,
  toast,
  untilSaved,
  visit,
} from '../support/e2e-app.ts';
import { liveSessions } from '../support/e2e-storage.ts';

const HOUR_MS = 3_600_000;

const card = (page: Page): Locator => page.getByRole('region', { name: 'Charging now' });
const bar = (page: Page): Locator => page.getByRole('region', { name: 'Live charge' });
const startButton = (page: Page): Locator =>
  page.getByRole('button', { name: 'Start', exact: true });

async function openStart(app: App, page: Page): Promise<void> {
  await visit(app, page, 'charge?tab=start', 'Charge');
  await expect(startButton(page)).toBeVisible();
}

/** Starts a charge of 7 kW from 40 to 80%: 16 of 40 kWh. */
async function startCharge(page: Page): Promise<void> {
  await fillForm(page, { 'SoC now (%)': '40', 'Target SoC (%)': '80' });
  await page.getByRole('button', { name: '7', exact: true }).click();
  await startButton(page).click();
  await expect(card(page)).toBeVisible();
}

const openSheet = (page: Page): Locator => page.getByRole('dialog');

test('a charge is started offline, outlives the end of the browser and is stopped', async ({
  app,
}) => {
  const page = await startWithCar(app);
  await untilInstalled(page);
  await app.goOffline();
  await page.getByRole('button', { name: 'Start charging' }).click();
  await expect(heading(page)).toHaveText('Charge');
  await expect(page.getByRole('region', { name: 'Estimate' })).toContainText('Without the SoC now');
  await startCharge(page);
  // 16 kWh at 90% and 7 kW: 2 h 32 min.
  await expect(card(page)).toContainText('about 40%');
  await expect(card(page)).toContainText(/80% at about \d\d:\d\d/);
  await expect(card(page)).toContainText(/2\sh\s3[0-3]\smin left/);

  await app.kill();
  const again = await openScreen(app, '', 'Home');
  await expect(card(again)).toContainText('about 40%');
  await expect(card(again)).toContainText('Leaf');
  await expect(bar(again)).toBeHidden();

  await visit(app, again, 'sessions', 'Sessions');
  await expect(bar(again)).toContainText(/^Charging · ≈ 40% · 80% at about \d\d:\d\d/);
  await expect(again.getByRole('list', { name: 'Charging now' })).toContainText('Leaf');
  await bar(again).getByRole('link', { name: 'Stop charging' }).click();
  await expect(openSheet(again).getByLabel('Energy (kWh)')).toHaveValue('');
  await saveButton(again).click();
  await expect(openSheet(again)).toContainText('look at the marked fields');
  await fillForm(again, { 'Energy (kWh)': '12.5', 'End SoC (%)': '68', 'Total cost': '3.75' });
  await saveButton(again).click();
  await untilSaved(again);
  await expect(again.getByRole('region', { name: 'Summary' })).toContainText('12.5');
  await expect(again.getByRole('region', { name: 'Cost' })).toContainText('£3.75');
  await expect(bar(again)).toBeHidden();
  const [row] = await liveSessions(again);
  expect(row).toMatchObject({ status: 'completed', energyWh: 12_500, socFrom: 40, socTo: 68 });
  expect(row).not.toHaveProperty('live');
  expect(Number(row?.['endedAt'])).toBeGreaterThanOrEqual(Number(row?.['startedAt']));

  // Taken back, it charges on.
  await toast(again, 'Saved').getByRole('button', { name: 'Undo' }).click();
  await expect(card(again)).toContainText('about 40%');
});

test('TB08 two tabs agree: one charge of both, and a stop in one is seen in the other', async ({
  app,
}) => {
  const first = await startWithCar(app);
  const second = await openScreen(app, '', 'Home');
  for (let round = 1; round <= 3; round++) {
    for (const page of [first, second]) await openStart(app, page);
    // As a tap does, wherever the form still stands.
    await Promise.all(
      [first, second].map((page) =>
        page.evaluate(() => document.querySelector<HTMLElement>('button[type=submit]')?.click()),
      ),
    );
    for (const page of [first, second]) await expect(card(page)).toBeVisible();
    const active = (await liveSessions(first)).filter((row) => row['status'] === 'active');
    expect(active).toHaveLength(1);
    await card(first).getByRole('button', { name: 'Stop charging' }).click();
    await fillForm(first, { 'Energy (kWh)': String(round) });
    await saveButton(first).click();
    await untilSaved(first);
    await expect(card(second)).toBeHidden();
    await expect(startButton(second)).toBeVisible();
    expect(await liveSessions(first)).toHaveLength(round);
  }
});

test('pause, reading, change and cancel, each taken back or not', async ({ app }) => {
  const page = await startWithCar(app);
  await openStart(app, page);
  await startCharge(page);
  await card(page).getByRole('button', { name: 'Pause' }).click();
  await expect(card(page)).toContainText('Paused');
  await toast(page, 'Paused').getByRole('button', { name: 'Undo' }).click();
  await expect(card(page).getByRole('button', { name: 'Pause' })).toBeVisible();

  await card(page).getByRole('button', { name: 'I read the display' }).click();
  await openSheet(page).getByLabel('SoC now (%)').fill('55');
  await openSheet(page).getByRole('button', { name: 'Apply' }).click();
  await expect(card(page)).toContainText('about 55%');

  await card(page).getByRole('button', { name: 'Change target or power' }).click();
  await openSheet(page).getByLabel('Target SoC (%)').fill('90');
  await openSheet(page).getByRole('button', { name: 'Apply' }).click();
  await expect(card(page)).toContainText(/90% at about/);
  // The sheet has an address: the way back closes it.
  await card(page).getByRole('button', { name: 'Remind me' }).click();
  await expect(openSheet(page)).toContainText('90% is expected at about');
  const download = page.waitForEvent('download');
  await openSheet(page).getByRole('button', { name: 'Add to a calendar (.ics)' }).click();
  expect((await download).suggestedFilename()).toBe('charging.ics');
  await page.goBack();
  await expect(openSheet(page)).toBeHidden();

  await card(page).getByRole('button', { name: 'Cancel charge' }).click();
  await openSheet(page).getByRole('button', { name: 'Cancel charge' }).click();
  await expect(startButton(page)).toBeVisible();
  await toast(page, 'Charge cancelled').getByRole('button', { name: 'Undo' }).click();
  await expect(card(page)).toContainText('about 55%');
});

test('CL03 a clock that went back asks for start and end, and stamps nothing by itself', async ({
  app,
}) => {
  const page = await startWithCar(app);
  await openStart(app, page);
  await startCharge(page);
  await page.close();

  const later = await app.newPage();
  await later.clock.setFixedTime(Date.now() - 3 * HOUR_MS);
  await visit(app, later, 'charge?tab=start', 'Charge');
  await card(later).getByRole('button', { name: 'Stop charging' }).click();
  await expect(openSheet(later)).toContainText('Your clock was changed while it charged');
  await fillForm(later, { 'Energy (kWh)': '9' });
  await saveButton(later).click();
  await expect(openSheet(later)).toContainText('Say when the charge began and ended.');
  const [row] = await liveSessions(later);
  expect(row).toMatchObject({ status: 'active' });
  expect(row).not.toHaveProperty('endedAt');

  const startDate = await openSheet(later).getByLabel('Started on').inputValue();
  await openSheet(later).getByLabel('Started at').fill('01:00');
  await openSheet(later).getByLabel('Ended on').fill(startDate);
  await openSheet(later).getByLabel('Ended at').fill('00:30');
  await saveButton(later).click();
  await expect(openSheet(later)).toContainText('The end must come after the start');
  await openSheet(later).getByLabel('Ended at').fill('03:30');
  await saveButton(later).click();
  await untilSaved(later);
  const [ended] = await liveSessions(later);
  expect(ended).toMatchObject({ status: 'completed', energyWh: 9_000, chargingS: 9_000 });
});

test('the target is told once, also when it passed while the app was closed', async ({ app }) => {
  const page = await startWithCar(app);
  await openStart(app, page);
  await startCharge(page);
  await page.close();
  const later = await app.newPage();
  await later.clock.setFixedTime(Date.now() + 4 * HOUR_MS);
  await visit(app, later, 'more', 'More');
  await expect(toast(later, '80% should be reached')).toBeVisible();
  await expect(bar(later)).toContainText('80% should be reached');
  await visit(app, later, 'more', 'More');
  await expect(bar(later)).toContainText('80% should be reached');
  await expect(toast(later, '80% should be reached')).toBeHidden();
});

test('a charge that runs is in no figure', async ({ app }) => {
  const page = await startWithCar(app);
  await logCharge(app, page, { 'Energy (kWh)': '10', 'Total cost': '3' });
  await openStart(app, page);
  await startCharge(page);
  await visit(app, page, '', 'Home');
  await expect(page.getByRole('region', { name: 'This month' })).toContainText('£3.00');
  await expect(page.getByRole('region', { name: 'Recent sessions' }).getByRole('link')).toHaveCount(
    2,
  );
  await visit(app, page, 'sessions', 'Sessions');
  await expect(page.getByRole('status').filter({ hasText: '1 session' })).toBeVisible();
});
