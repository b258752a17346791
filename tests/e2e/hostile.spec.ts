import path from 'node:path';
import type { Page } from '@playwright/test';
import { projectRoot } from '#scripts/run.mjs';
import { expect, test, type App } from '../support/browser.ts';
import {
  commitImport,
  fillForm,
  heading,
  openLog,
  openMore,
  openScreen,
  previewImport,
  saveButton,
  startWithCar,
  untilSaved,
  visit,
} from '../support/e2e-app.ts';
import { everythingWritten, liveSessions } from '../support/e2e-storage.ts';

const hostileFiles = path.join(projectRoot, 'tests/fixtures/samples/hostile');

/** Each would run if the app made markup, a script or an address of it; each is at most 80 long. */
const HTML = '<img src=x onerror="executed(1)"><b>bold</b>';
const SCRIPT = '</p><script>executed(2)</script>';
const SVG = '"><svg onload="executed(3)"><a xlink:href="javascript:executed(4)">';
const ADDRESS = 'javascript:executed(5)';
const TEMPLATE = '{@html "<iframe srcdoc=x>"}${executed(6)}{{executed(7)}}';

/** Notes each run of what must never run. */
async function watchForExecution(app: App): Promise<readonly unknown[]> {
  const runs: unknown[] = [];
  await app.context.exposeFunction('executed', (what: unknown) => {
    runs.push(what);
  });
  return runs;
}

async function expectOnlyText(page: Page, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await expect(page.getByText(text, { exact: false }).first(), text).toBeAttached();
  }
  const made = page.locator('img[src=x], [onerror], [onload], iframe, main b, main script');
  await expect(made).toHaveCount(0);
  await expect(page.locator('[href^="javascript:"], [*|href^="javascript:"]')).toHaveCount(0);
}

test('SE01 hostile text in every field of car, place, tariff and session is shown as text', async ({
  app,
}) => {
  test.setTimeout(120_000);
  const runs = await watchForExecution(app);
  const page = await openScreen(app, 'cars/new', 'New car');
  await fillForm(page, { Make: SVG, Model: SCRIPT, Name: HTML });
  await page.getByRole('button', { name: 'Save car' }).click();
  await expect(heading(page)).toHaveText('Home');
  await expectOnlyText(page, HTML);
  await visit(app, page, 'cars', 'Cars');
  await expectOnlyText(page, HTML);

  await visit(app, page, 'places?new=1', /place/i);
  await page.getByText('Network, position and time zone').click();
  await fillForm(page, { Name: SCRIPT, 'Price per kWh': '0.4' });
  await page.getByLabel('Network').fill(SVG);
  await page.getByRole('button', { name: 'Save place' }).click();
  await expectOnlyText(page, SCRIPT);

  await visit(app, page, 'tariffs?new=1', /tariff/i);
  await fillForm(page, { Name: SVG, 'Price per kWh': '0.3' });
  await page.getByLabel('Valid from').fill('2026-01-01');
  await page.getByRole('button', { name: 'Save tariff' }).click();
  await expectOnlyText(page, SVG);

  await openLog(app, page);
  const quick = page.getByRole('textbox', { name: 'Quick entry' });
  await quick.fill(`9.3kwh ${HTML}`);
  await expectOnlyText(page, '9.3');
  await quick.fill('');
  await page.getByLabel('Place', { exact: true }).selectOption({ label: 'Other place…' });
  await openMore(page);
  await fillForm(page, {
    'Place name': HTML,
    'Energy (kWh)': '9.3',
    Network: ADDRESS,
    Notes: `${SCRIPT} ${SVG} ${TEMPLATE}`,
  });
  await saveButton(page).click();
  await untilSaved(page);
  await expectOnlyText(page, HTML, ADDRESS, SCRIPT, TEMPLATE);

  await visit(app, page, 'sessions', 'Sessions');
  await expectOnlyText(page, HTML);
  await visit(app, page, `sessions?q=${encodeURIComponent(HTML)}`, 'Sessions');
  await expectOnlyText(page, HTML);
  await visit(app, page, '', 'Home');
  await expectOnlyText(page, HTML);
  await visit(app, page, 'insights', 'Insights');
  await expectOnlyText(page);

  await visit(app, page, 'sessions', 'Sessions');
  await page.getByRole('list', { name: 'Sessions' }).getByRole('link').click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Charge deleted')).toBeVisible();
  await visit(app, page, 'trash', 'Trash');
  await expectOnlyText(page, HTML);

  expect(runs).toEqual([]);
});

test('SE01 hostile text in a file is shown as text, in the preview and after the import', async ({
  app,
}) => {
  const runs = await watchForExecution(app);
  const page = await startWithCar(app);
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await previewImport(app, page, path.join(hostileFiles, 'markup_in_text.csv'));
  await expectOnlyText(page);
  await commitImport(page, 'markup_in_text.csv');
  const [session] = await liveSessions(page);
  expect(session).toMatchObject({
    network: '<b>x</b>',
    placeLabel: '<img src=x onerror=alert(1)>',
    notes: '[a](javascript:alert(1)) <script>alert(1)</script>',
  });
  await visit(app, page, `sessions/view?id=${session?.id ?? ''}`, /onerror/);
  await expectOnlyText(page, '<b>x</b>', '<img src=x onerror=alert(1)>', '<script>alert(1)');
  expect(dialogs).toEqual([]);
  expect(runs).toEqual([]);
});

test('SE01 hostile addresses are shown as text or not at all', async ({ app }) => {
  const runs = await watchForExecution(app);
  const page = await startWithCar(app);
  for (const address of [
    `sessions/view?id=${encodeURIComponent(HTML)}`,
    `sessions/edit?id=${encodeURIComponent(SVG)}`,
    `cars/edit?id=${encodeURIComponent(SCRIPT)}`,
    `charge?tab=${encodeURIComponent(HTML)}&car=${encodeURIComponent(SVG)}`,
    `sessions?from=${encodeURIComponent(HTML)}&sort=${encodeURIComponent(ADDRESS)}`,
    `settings?tab=${encodeURIComponent(SCRIPT)}`,
    `?car=${encodeURIComponent(ADDRESS)}`,
  ]) {
    await visit(app, page, address, /./);
    await expectOnlyText(page);
  }
  expect(runs).toEqual([]);
});

const WRONG = [
  ['End SoC (%)', '101', 'The state of charge goes from 0 to 100%.'],
  ['Start SoC (%)', '-1', 'The state of charge goes from 0 to 100%.'],
  ['Energy (kWh)', '-5', 'The energy must be between 0 and 1,000 kWh.'],
  ['Energy (kWh)', 'lots', 'This is not a number.'],
  ['Odometer (mi)', '-10', 'The odometer cannot be negative, and this reading is too large.'],
  ['Date', '2007-12-31', 'The date must be between 2008 and tomorrow.'],
] as const;

test('bad input is refused with a clear word at its field, and nothing is written', async ({
  app,
}) => {
  const page = await startWithCar(app);
  const before = await everythingWritten(page);
  for (const [name, value, message] of WRONG) {
    await openLog(app, page);
    const discard = page.getByRole('button', { name: 'Discard' });
    if (await discard.isVisible()) await discard.click();
    await openMore(page);
    await fillForm(page, { 'Energy (kWh)': '10' });
    const field = page.getByLabel(name, { exact: true });
    await field.fill(value);
    await saveButton(page).click();
    await expect(field, name).toHaveAttribute('aria-invalid', 'true');
    await expect(field, name).toHaveAccessibleDescription(new RegExp(escaped(message)));
    await expect(field, name).toBeFocused();
    await expect(field, name).toHaveValue(value);
  }
  expect(await everythingWritten(page)).toBe(before);
});

function escaped(text: string): string {
  return text.replace(/[()%.]/g, '\\$&');
}

test('a day that does not exist, typed key by key, is refused at the date', async ({ app }) => {
  const page = await startWithCar(app);
  const before = await everythingWritten(page);
  await openLog(app, page);
  await fillForm(page, { 'Energy (kWh)': '10' });
  const date = page.getByLabel('Date', { exact: true });
  await date.focus();
  await date.pressSequentially('31022026');
  await saveButton(page).click();
  await expect(date).toHaveAttribute('aria-invalid', 'true');
  await expect(date).toHaveAccessibleDescription(/The date must be/);
  expect(await everythingWritten(page)).toBe(before);
});

const BAD_FILES = [
  ['picture_named.csv', 'This is not a table of text. Choose a CSV, JSON or ZIP file.'],
  ['empty.csv', 'The file is empty.'],
  ['header_only.csv', 'The file has a header but no rows.'],
] as const;

test('a file that is no table is refused with its reason, and nothing is written', async ({
  app,
}) => {
  const page = await startWithCar(app);
  const before = await everythingWritten(page);
  for (const [file, message] of BAD_FILES) {
    await visit(app, page, 'import', 'Import');
    await page.getByLabel('Choose a file').setInputFiles(path.join(hostileFiles, file));
    await expect(page.getByRole('alert').filter({ hasText: message }), file).toBeVisible();
    await expect(page.getByRole('table', { name: 'Preview' })).toHaveCount(0);
  }
  expect(await everythingWritten(page)).toBe(before);
});
