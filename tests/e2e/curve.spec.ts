import type { Page } from '@playwright/test';
import { expect, test, type App } from '../support/browser.ts';
import { heading, logCharge, openScreen, startWithCar, toast, visit } from '../support/e2e-app.ts';
import { liveSessions, readStored } from '../support/e2e-storage.ts';

/** 20 % at 60 kW, 23 % at 148 kW, … and below 50 kW from 80 % on. */
const LOG = `Time (s);SoC (%);Power (kW)
0;20;60,0
60;23;148,0
300;40;120,0
600;60;80,0
900;75;55,0
1020;80;48,0
1140;84;40,0
1260;87;33,0
`;
const POINTS = [
  [0, 20, 60_000],
  [60, 23, 148_000],
  [300, 40, 120_000],
  [600, 60, 80_000],
  [900, 75, 55_000],
  [1020, 80, 48_000],
  [1140, 84, 40_000],
  [1260, 87, 33_000],
];
const NAME = /Peak 148.kW at 23%, below 50.kW from 80%/;

const picture = (page: Page) => page.getByRole('figure', { name: NAME });
const saveCurve = (page: Page) => page.getByRole('button', { name: 'Save curve' });
const pasted = (page: Page) => page.getByRole('textbox', { name: 'Pasted text' });
const undo = (page: Page, text: string) =>
  toast(page, text).getByRole('button', { name: 'Undo' }).click();

async function storedCurve(page: Page): Promise<unknown> {
  const [session] = await liveSessions(page);
  return session?.['curve'];
}

/** A log with one charge of 26.8 kWh from 20 to 87 %; ends on the page of its curve. */
async function startWithCharge(app: App): Promise<{ page: Page; path: string }> {
  const page = await startWithCar(app);
  await logCharge(app, page, {
    'Energy (kWh)': '26.8',
    'Start SoC (%)': '20',
    'End SoC (%)': '87',
  });
  const id = new URL(page.url()).searchParams.get('id') ?? '';
  const path = `sessions/curve?id=${id}`;
  await visit(app, page, path, 'Charge curve');
  return { page, path };
}

async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole('tab', { name: 'Paste or choose a file' }).click();
  await pasted(page).fill(text);
}

test('a pasted curve is saved, shown after a reload, removed and brought back', async ({ app }) => {
  const { page, path } = await startWithCharge(app);
  await expect(page.getByText('The curve appears here')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove curve' })).toHaveCount(0);

  await paste(page, LOG);
  await expect(picture(page)).toBeVisible();
  await saveCurve(page).click();
  await expect(page).toHaveURL(/\/sessions\/view\?id=/);
  await expect(toast(page, 'Curve saved')).toBeVisible();
  expect(await storedCurve(page)).toEqual(POINTS);

  await visit(app, page, path, 'Charge curve');
  await page.reload();
  await expect(heading(page)).toHaveText('Charge curve');
  await expect(picture(page)).toBeVisible();

  await page.getByRole('button', { name: 'Remove curve' }).click();
  await expect(page).toHaveURL(/\/sessions\/view\?id=/);
  expect(await storedCurve(page)).toBeUndefined();
  await undo(page, 'Curve removed');
  await expect(toast(page, 'Undone')).toBeVisible();
  expect(await storedCurve(page)).toEqual(POINTS);
});

test('saving can be taken back', async ({ app }) => {
  const { page } = await startWithCharge(app);
  await paste(page, LOG);
  await saveCurve(page).click();
  await undo(page, 'Curve saved');
  await expect(toast(page, 'Undone')).toBeVisible();
  expect(await storedCurve(page)).toBeUndefined();
});

test('points are typed with the keyboard alone, and survive a killed browser', async ({ app }) => {
  let { page } = await startWithCharge(app);
  const path = page.url().slice(app.url.length);
  await page.getByRole('textbox', { name: 'Minutes, point 1' }).focus();
  // Three rows are there; Enter behind the last one makes a fourth.
  for (const value of ['0', '20', '60', '1:00', '23', '148', '10', '60', '80', '21', '87', '33']) {
    await page.keyboard.type(value);
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('figure', { name: /Peak 148.kW at 23%/ })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Minutes, point 5' })).toBeFocused();
  await page.getByRole('textbox', { name: 'Minutes, point 5' }).fill('22');
  await expect
    .poll(async () => JSON.stringify((await readStored(page))?.tables['drafts']))
    .toContain(String.raw`33\n22`);
  await app.kill();

  page = await openScreen(app, path, 'Charge curve');
  await expect(page.getByText('You typed this earlier')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Minutes, point 5' })).toHaveValue('22');

  await saveCurve(page).click();
  const level = page.getByRole('textbox', { name: 'SoC (%), point 5' });
  await expect(level).toHaveAttribute('aria-invalid', 'true');
  await expect(level).toHaveAccessibleDescription('The charge level is missing.');
  await expect(level).toBeFocused();
  await page.getByRole('button', { name: 'Delete point 5' }).click();
  await saveCurve(page).click();
  await expect(page).toHaveURL(/\/sessions\/view\?id=/);
  expect(await storedCurve(page)).toEqual([
    [0, 20, 60_000],
    [60, 23, 148_000],
    [600, 60, 80_000],
    [1260, 87, 33_000],
  ]);
});

test('a file with bad lines is refused with their numbers, until they are left out', async ({
  app,
}) => {
  const { page } = await startWithCharge(app);
  await page.getByRole('tab', { name: 'Paste or choose a file' }).click();
  await page.getByLabel('Choose a file', { exact: true }).setInputFiles({
    name: 'log.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(LOG.replace('300;40;120,0', '300;;120,0').replace('900;75', '900;175')),
  });
  await expect(page.getByText('2 lines cannot be read, 6 can')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Line 4:' })).toHaveText(
    'Line 4: The charge level is missing. 300;;120,0',
  );
  await expect(page.getByRole('listitem').filter({ hasText: 'Line 6:' })).toContainText(
    'The charge level goes from 0 to 100%.',
  );
  await saveCurve(page).click();
  await expect(pasted(page)).toBeFocused();
  expect(await storedCurve(page)).toBeUndefined();

  await page.getByRole('switch', { name: 'Leave out lines that cannot be read' }).click();
  await expect(page.getByText('2 lines are left out.')).toBeVisible();
  await saveCurve(page).click();
  await expect(page).toHaveURL(/\/sessions\/view\?id=/);
  expect(await storedCurve(page)).toEqual(POINTS.filter((_, at) => at !== 2 && at !== 4));
});

test('what does not fit the charge is said before it is saved', async ({ app }) => {
  const { page } = await startWithCharge(app);
  await paste(page, 'Time (min),SoC (%),Power (kW)\n0,20,60\n60,30,60\n120,25,60\n');
  const notes = page.getByRole('list', { name: 'Please check' }).getByRole('listitem');
  await expect(notes).toHaveText([
    /The charge level falls from 30% to 25% after 2.h\./,
    // Two hours of 60 kW.
    /The curve adds up to 120\.0.kWh, the charge says 26\.8.kWh\./,
  ]);
  await expect(saveCurve(page)).toBeEnabled();
});

test('a charge that is not there is said to be missing', async ({ app }) => {
  await startWithCar(app);
  const page = await openScreen(app, 'sessions/curve?id=nowhere', 'Charge curve');
  await expect(page.getByText('This charge is not here')).toBeVisible();
  await expect(page.getByRole('link', { name: 'All sessions' })).toBeVisible();
});
