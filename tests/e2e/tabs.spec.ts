import type { Page } from '@playwright/test';
import { LATEST_STEP } from '#lib/db/versions/schema.ts';
import { expect, test, type App } from '../support/browser.ts';
import {
  fillForm,
  heading,
  logCharge,
  openLog,
  openScreen,
  saveButton,
  startWithCar,
  toast,
  untilSaved,
  visit,
} from '../support/e2e-app.ts';
import {
  besideTheApp,
  everythingWritten,
  identityOf,
  liveSessions,
  putRaw,
  readStored,
} from '../support/e2e-storage.ts';

/** What comes after the schema of this version; browsers store it times ten. */
const NEXT = LATEST_STEP.version + 1;
const NEXT_VERSION = NEXT * 10;
const SUPERSEDED = 'Another tab is using a newer version';

test('an edit in one tab appears in the other', async ({ app }) => {
  const first = await startWithCar(app);
  await logCharge(app, first, { 'Energy (kWh)': '10', 'Total cost': '3' });
  const id = new URL(first.url()).searchParams.get('id') ?? '';
  await visit(app, first, '', 'Home');
  const recent = first.getByRole('region', { name: 'Recent sessions' });
  const month = first.getByRole('region', { name: 'This month' });
  await expect(recent).toContainText('10.0');
  await expect(month).toContainText('£3.00');

  const second = await openScreen(app, `sessions/edit?id=${id}`, 'Edit session');
  await fillForm(second, { 'Energy (kWh)': '11.5', 'Total cost': '4' });
  await saveButton(second).click();
  await untilSaved(second);
  await expect(recent).toContainText('11.5');
  await expect(month).toContainText('£4.00');

  await toast(second, 'Saved').getByRole('button', { name: 'Undo' }).click();
  await expect(recent).toContainText('10.0');
  await expect(month).toContainText('£3.00');
});

test('TB01 a tab whose database a newer version takes over stops and writes nothing', async ({
  app,
}) => {
  const page = await startWithCar(app);
  await logCharge(app, page, { 'Energy (kWh)': '10' });
  await openLog(app, page);
  const beside = await besideTheApp(app);
  const identity = await identityOf(beside);
  const newer = { ...identity, schema: NEXT, minReader: 1, minWriter: NEXT };
  // Sooner than a draft is written by itself.
  await fillForm(page, { 'Energy (kWh)': '11.75' });
  await putRaw(beside, 'meta', [newer], NEXT_VERSION);
  const upgraded = await everythingWritten(beside);

  await expect(heading(page)).toHaveText(SUPERSEDED);
  const drafts = (await readStored(beside))?.tables['drafts'];
  expect(JSON.stringify(drafts)).toContain('11.75');
  await page.evaluate(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
  expect(await everythingWritten(beside)).toBe(upgraded);

  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(heading(page)).toHaveText('Your data was saved by a newer version');
  expect(await everythingWritten(beside)).toBe(upgraded);
});

/** A database as a later version leaves it, before this one is started on it. */
async function leftByNewer(
  app: App,
  needs: { readonly minReader: number; readonly minWriter: number },
): Promise<{ beside: Page; before: string }> {
  await logCharge(app, await startWithCar(app), { 'Energy (kWh)': '10' });
  await app.restart();
  const beside = await besideTheApp(app);
  const identity = await identityOf(beside);
  await putRaw(beside, 'meta', [{ ...identity, schema: NEXT, ...needs }], NEXT_VERSION);
  return { beside, before: await everythingWritten(beside) };
}

test('TB02 a newer database that may be read but not written', async ({ app }) => {
  const { beside, before } = await leftByNewer(app, { minReader: 1, minWriter: NEXT });
  const page = await openScreen(app, '', 'Your data was saved by a newer version');
  await expect(page.getByRole('button', { name: 'Update the app' })).toBeVisible();
  await page.getByRole('button', { name: 'Look without changing' }).click();
  await expect(page.getByRole('region', { name: 'Recent sessions' })).toContainText('10.0');

  await page.getByRole('link', { name: 'Log a charge' }).click();
  await fillForm(page, { 'Energy (kWh)': '11' });
  await saveButton(page).click();
  await expect(
    page.getByText('Not saved: a newer version of PlugTrack wrote this data.'),
  ).toBeVisible();
  expect(await everythingWritten(beside)).toBe(before);
});

test('TB02 a newer database that may not even be read', async ({ app }) => {
  const { beside, before } = await leftByNewer(app, { minReader: NEXT, minWriter: NEXT });
  const page = await openScreen(app, '', 'Update the app to open your data');
  await expect(page.getByRole('link', { name: 'Open Rescue' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Look without changing' })).toHaveCount(0);
  await visit(app, page, 'charge?tab=log', 'Update the app to open your data');
  expect(await everythingWritten(beside)).toBe(before);
});

test('TB02 a newer database that this version may write', async ({ app }) => {
  await leftByNewer(app, { minReader: 1, minWriter: 1 });
  const page = await openScreen(app, '', 'Home');
  await logCharge(app, page, { 'Energy (kWh)': '11' });
  expect(await liveSessions(page)).toHaveLength(2);
  expect((await readStored(page))?.version).toBe(NEXT_VERSION);
});

test.describe('TB08 one submission is one charge', () => {
  const ROUNDS = Number(process.env['SUBMIT_ROUNDS'] ?? 20);
  test.setTimeout(120_000 + ROUNDS * 3_000);

  async function nextCharge(page: Page): Promise<void> {
    await page.getByRole('navigation', { name: 'Main' }).getByText('Charge').click();
    await expect(saveButton(page)).toBeVisible();
  }

  /** Ways in which one charge is sent twice at the same moment. */
  const WAYS: readonly ((page: Page) => Promise<void>)[] = [
    (page) => saveButton(page).dblclick(),
    (page) =>
      page.evaluate(() => {
        const button = document.querySelector<HTMLElement>('button[type=submit]');
        button?.click();
        button?.click();
      }),
    // A finger, which the browser tells apart from a mouse.
    async (page) => {
      const session = await page.context().newCDPSession(page);
      const box = await saveButton(page).boundingBox();
      if (!box) throw new Error('no button to tap');
      await session.send('Emulation.setTouchEmulationEnabled', { enabled: true });
      const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
      for (let taps = 0; taps < 2; taps++) {
        await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
        await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      }
      await session.detach();
    },
    // The key submits the form by itself.
    async (page) => {
      await page.getByRole('textbox', { name: 'Energy (kWh)', exact: true }).press('Enter');
      await saveButton(page)
        .click({ timeout: 100, noWaitAfter: true })
        .catch(() => undefined);
    },
  ];

  test('TB08 double tap, and Enter with a tap', async ({ app }) => {
    const page = await startWithCar(app);
    for (let round = 0; round < ROUNDS; round++) {
      await nextCharge(page);
      await fillForm(page, { 'Energy (kWh)': String(5 + round) });
      await WAYS[round % WAYS.length]?.(page);
      await untilSaved(page);
    }
    const energies = (await liveSessions(page)).map((row) => Number(row['energyWh']) / 1000);
    expect(energies.sort((a, b) => a - b)).toEqual(Array.from({ length: ROUNDS }, (_, n) => n + 5));
  });

  test('TB08 the same draft saved in two tabs at once', async ({ app }) => {
    const first = await startWithCar(app);
    const second = await openScreen(app, '', 'Home');
    for (let round = 0; round < ROUNDS; round++) {
      const energy = String(5 + round);
      await nextCharge(first);
      await fillForm(first, { 'Energy (kWh)': energy });
      await expect
        .poll(async () => JSON.stringify((await readStored(first))?.tables['drafts']), {
          intervals: [100],
        })
        .toContain(`"energy":"${energy}"`);
      await nextCharge(second);
      await expect(second.getByText(/^Restored what you had typed/)).toBeVisible();
      await Promise.all([first, second].map((page) => saveButton(page).click()));
      await Promise.all([first, second].map((page) => untilSaved(page)));
      expect(new URL(first.url()).search).toBe(new URL(second.url()).search);
    }
    const energies = (await liveSessions(first)).map((row) => Number(row['energyWh']) / 1000);
    expect(energies.sort((a, b) => a - b)).toEqual(Array.from({ length: ROUNDS }, (_, n) => n + 5));
  });
});
