import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { projectRoot } from '#scripts/run.mjs';
import { expect, test, untilInstalled } from '../support/browser.ts';
import {
  commitImport,
  heading,
  importButton,
  logCharge,
  openLog,
  openScreen,
  previewCounts,
  previewImport,
  saveButton,
  startWithCar,
  untilSaved,
  visit,
} from '../support/e2e-app.ts';
import { liveSessions, stateHash } from '../support/e2e-storage.ts';

const samples = path.join(projectRoot, 'tests/fixtures/samples');
const NORWAY = 'norway_trondheim_ev_charging_reports.csv';
const CLASSIC = 'plugtrack_classic_16.csv';
const norwayFile = path.join(samples, NORWAY);
const classicFile = path.join(samples, 'synthetic', CLASSIC);

interface Expected {
  readonly counts: Readonly<Record<'sessions' | 'rejected' | 'skipped' | 'warnings', number>>;
  readonly sessions?: readonly {
    readonly localDate: string;
    readonly energyWh?: number;
    readonly cost?: { readonly totalMicros?: number };
  }[];
}
const expectedOf = (name: string): Expected =>
  JSON.parse(readFileSync(path.join(samples, 'expected', `${name}.json`), 'utf8')) as Expected;

/** Number and energy by month, counted from the bytes of the file itself. */
function norwayMonths(): Map<string, { count: number; energyWh: number }> {
  const [header = '', ...lines] = readFileSync(norwayFile, 'utf8').trim().split(/\r?\n/);
  const columns = header.split(';');
  const start = columns.indexOf('Start_plugin');
  const energy = columns.indexOf('El_kWh');
  const months = new Map<string, { count: number; energyWh: number }>();
  for (const line of lines) {
    const cells = line.split(';');
    const [, month = '', year = ''] = /^\d+\.(\d+)\.(\d{4})/.exec(cells[start] ?? '') ?? [];
    const key = `${year}-${month}`;
    const former = months.get(key) ?? { count: 0, energyWh: 0 };
    const kwh = Number(cells[energy]?.replace(',', '.'));
    months.set(key, {
      count: former.count + 1,
      energyWh: former.energyWh + Math.round(kwh * 1000),
    });
  }
  return months;
}

const pounds = (micros: number): string => `£${(Math.round(micros / 10_000) / 100).toFixed(2)}`;
/** One decimal, none from a thousand on. */
function kwh(wh: number): string {
  const text = new Intl.NumberFormat('en-GB', {
    minimumFractionDigits: wh >= 999_950 ? 0 : 1,
    maximumFractionDigits: wh >= 999_950 ? 0 : 1,
  }).format(wh / 1000);
  return `${text}\u00a0kWh`;
}
const monthName = (key: string): string =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${key}-01T00:00:00Z`),
  );
/** The sign, and the word for those who do not see it. */
const UNKNOWN = /^–unknown$/;
const thisMonth = (): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(new Date()).slice(0, 7);

function lastDay(key: string): string {
  const [year = 0, month = 0] = key.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** Number and sums that the list states for what it shows. */
async function expectTotals(
  page: Page,
  count: string,
  energyWh: number,
  cost: string | RegExp,
): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: /^[\d,]+ sessions?$/ })).toHaveText(
    count,
  );
  const totals = page.getByRole('definition');
  await expect(totals.nth(0)).toHaveText(kwh(energyWh));
  await expect(totals.nth(1)).toHaveText(cost);
}

test('a log from the first start: two imports, offline, two charges, a killed browser', async ({
  app,
}) => {
  test.setTimeout(180_000);
  let page = await startWithCar(app);
  await untilInstalled(page);

  const norway = expectedOf('norway_trondheim_ev_charging_reports');
  await previewImport(app, page, norwayFile);
  expect(await previewCounts(page)).toEqual({
    New: norway.counts.sessions,
    Changed: 0,
    Same: 0,
    'Probably the same': 0,
    'Deleted earlier': 0,
    Rejected: norway.counts.rejected,
    Skipped: norway.counts.skipped,
    Warnings: norway.counts.warnings,
  });
  await commitImport(page, NORWAY);

  const classic = expectedOf('plugtrack_classic_16');
  await previewImport(app, page, classicFile);
  expect(await previewCounts(page)).toMatchObject({
    New: classic.counts.sessions,
    Rejected: classic.counts.rejected,
    Skipped: classic.counts.skipped,
    Warnings: classic.counts.warnings,
  });
  await commitImport(page, CLASSIC);

  // SW01: no host, a new browser process, and everything can still be read and written.
  await app.goOffline();
  await app.restart();
  page = await openScreen(app, '', 'Home');
  await logCharge(app, page, {
    'Energy (kWh)': '12.5',
    'Total cost': '4.25',
    'Start SoC (%)': '20',
    'End SoC (%)': '60',
  });
  await openLog(app, page);
  await page.getByRole('textbox', { name: 'Quick entry' }).fill('7.25kwh £3.10');
  await saveButton(page).click();
  await untilSaved(page);

  // ST08: both were acknowledged, so both are there, once.
  await app.kill();
  page = await openScreen(app, '', 'Home');
  const month = page.getByRole('region', { name: 'This month' });
  await expect(month.getByText('£7.35', { exact: true })).toBeVisible();
  // The last charge of the classic file was at home, and a new one is proposed for the same place.
  await expect(month.getByRole('definition')).toContainText([
    kwh(19_750),
    '37.2p/kWh',
    '100%',
    '2',
  ]);

  const logged = (await liveSessions(page)).filter((row) =>
    String(row['localDate']).startsWith(thisMonth()),
  );
  expect(logged.map((row) => row['energyWh']).sort()).toEqual([12_500, 7_250]);

  const classicSessions = classic.sessions ?? [];
  const sum = (values: readonly (number | undefined)[]): number =>
    values.reduce<number>((total, value) => total + (value ?? 0), 0);
  const months = norwayMonths();
  const norwayWh = sum([...months.values()].map(({ energyWh }) => energyWh));
  expect(norwayWh).toBe(87_493_280);
  await visit(app, page, 'sessions', 'Sessions');
  await expectTotals(
    page,
    '6,888 sessions',
    norwayWh + sum(classicSessions.map(({ energyWh }) => energyWh)) + 19_750,
    pounds(sum(classicSessions.map(({ cost }) => cost?.totalMicros)) + 7_350_000),
  );
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText(
    `${monthName(thisMonth())} ${kwh(19_750)} £7.35`,
  );
  for (const key of ['2025-01', '2025-02', '2025-03']) {
    const of = classicSessions.filter(({ localDate }) => localDate.startsWith(key));
    const energyWh = sum(of.map((session) => session.energyWh));
    const costMicros = sum(of.map(({ cost }) => cost?.totalMicros));
    await expect(page.getByRole('heading', { level: 2, name: monthName(key) })).toHaveText(
      `${monthName(key)} ${kwh(energyWh)} ${pounds(costMicros)}`,
    );
  }
  for (const key of ['2018-12', '2019-06', '2020-01']) {
    const { count, energyWh } = months.get(key) ?? { count: 0, energyWh: 0 };
    await visit(app, page, `sessions?from=${key}-01&to=${lastDay(key)}`, 'Sessions');
    await expectTotals(page, `${count.toLocaleString('en-GB')} sessions`, energyWh, UNKNOWN);
  }
});

test('IE06 the same file twice adds nothing; IE07 undo gives back the state before', async ({
  app,
}) => {
  test.setTimeout(120_000);
  const page = await startWithCar(app);
  await logCharge(app, page, { 'Energy (kWh)': '9.9' });
  const before = await stateHash(page);

  await previewImport(app, page, norwayFile);
  await commitImport(page, NORWAY);
  const after = await stateHash(page);
  expect(after).not.toBe(before);
  expect(await liveSessions(page)).toHaveLength(6879);

  await previewImport(app, page, norwayFile);
  expect(await previewCounts(page)).toMatchObject({ New: 0, Changed: 0, Same: 6878 });
  await expect(importButton(page)).toBeDisabled();
  await expect(page.getByText('There is nothing new in this file.')).toBeVisible();
  expect(await stateHash(page)).toBe(after);

  await page.reload();
  await expect(heading(page)).toHaveText('Import');
  await page.getByRole('button', { name: `Undo the import of ${NORWAY}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^Undo/ }).click();
  await expect(page.getByText('The import is taken back: 6,878 sessions.')).toBeVisible({
    timeout: 30_000,
  });
  expect(await stateHash(page)).toBe(before);

  await visit(app, page, 'sessions', 'Sessions');
  await expectTotals(page, '1 session', 9_900, UNKNOWN);
});

test('a file imported offline can be taken back at once', async ({ app }) => {
  const page = await startWithCar(app);
  await untilInstalled(page);
  await app.goOffline();
  const before = await stateHash(page);
  await previewImport(app, page, classicFile);
  await commitImport(page, CLASSIC);
  expect(await liveSessions(page)).toHaveLength(8);
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await expect(page.getByText('The import is taken back: 8 sessions.')).toBeVisible();
  expect(await stateHash(page)).toBe(before);
});
