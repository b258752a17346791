import { writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';

const SAMPLES = 'tests/fixtures/samples';

async function choose(page: Page, url: string, file: string): Promise<void> {
  await page.goto(`${url}import`);
  await page.getByLabel('Choose a file').setInputFiles(file);
}

const previewRow = (page: Page, name: string) =>
  page
    .getByRole('table', { name: 'Preview' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) });

test('a known file is previewed with reasons, imported, and taken back', async ({ app }) => {
  const page = await app.newPage();
  await choose(page, app.url, `${SAMPLES}/synthetic/evcc_sessions_en.csv`);
  await expect(page.getByRole('combobox', { name: 'Format' })).toHaveValue('evcc');
  // 8 rows: 5 charges of two cars, one with an error, one without energy, one written twice.
  await expect(previewRow(page, 'New')).toContainText('5');
  await expect(previewRow(page, 'Rejected')).toContainText('1');
  await expect(previewRow(page, 'Skipped')).toContainText('2');
  await expect(page.getByRole('combobox', { name: 'Car for ID.3' })).toHaveValue('new:ID.3');
  await expect(page.getByRole('combobox', { name: 'Car for Guest' })).toHaveValue('new:Guest');

  await page.getByText('Rejected rows').click();
  await expect(page.getByText('This is not a number.')).toBeVisible();
  await expect(page.getByText('Row 8', { exact: true })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await page.getByRole('button', { name: 'Import 5 sessions' }).click();
  await expect(page.getByText('5 sessions added, 0 changed')).toBeVisible();

  // The same file again brings nothing.
  await page.getByRole('button', { name: 'Import another file' }).click();
  await page.getByLabel('Choose a file').setInputFiles(`${SAMPLES}/synthetic/evcc_sessions_en.csv`);
  await expect(previewRow(page, 'Same')).toContainText('5');
  await expect(previewRow(page, 'New')).toContainText('0');
  await expect(page.getByText('There is nothing new in this file.')).toBeVisible();

  await page.goto(`${app.url}import`);
  await page.getByRole('button', { name: 'Undo the import of evcc_sessions_en.csv' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo this import' }).click();
  await expect(page.getByText('Undone', { exact: true })).toBeVisible();
  await page.goto(`${app.url}sessions`);
  await expect(page.getByRole('status').filter({ hasText: '0 sessions' })).toHaveCount(1);
});

test('what the file cannot say is asked, with what each answer would give', async ({ app }) => {
  const page = await app.newPage();
  await choose(page, app.url, `${SAMPLES}/hostile/ambiguous_dates.csv`);
  // Datum, Energie and Kosten are understood; the dates are all below 13.
  await page.getByRole('button', { name: 'Read with these columns' }).click();
  const question = page.getByRole('group', { name: 'Is the day or the month first' });
  await expect(question).toBeVisible();
  await expect(page.getByRole('button', { name: /^Import/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await question.getByRole('radio', { name: /^Day first/ }).click();
  await expect(question).toBeHidden();
  await expect(page.getByRole('button', { name: /^Import \d+ sessions?$/ })).toBeEnabled();
});

test('an unknown file is read through its columns, once said and kept', async ({ app }) => {
  const page = await app.newPage();
  await choose(page, app.url, `${SAMPLES}/synthetic/generic_wallbox.csv`);
  await expect(page.getByRole('combobox', { name: 'Format' })).toHaveValue('generic');
  const mapper = page.getByRole('region', { name: 'Columns' });
  const column = (name: string) => mapper.getByRole('combobox', { name, exact: true });
  await expect(column('Datum')).toHaveValue('date');
  await expect(column('Energie [Wh]')).toHaveValue('energy');
  await column('von').selectOption('startTime');
  await column('bis').selectOption('endTime');
  await column('Betrag').selectOption('total');
  await mapper.getByRole('textbox', { name: 'Name for next time' }).fill('Wallbox');
  await mapper.getByRole('button', { name: 'Read with these columns' }).click();
  await expect(page.getByText('Mapping “Wallbox” saved')).toBeVisible();
  const importing = page.getByRole('button', { name: /^Import \d+ sessions?$/ });
  await expect(importing).toBeEnabled();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await importing.click();
  await expect(page.getByRole('button', { name: 'Undo this import' })).toBeVisible();

  await page.getByRole('button', { name: 'Import another file' }).click();
  await page.getByLabel('Choose a file').setInputFiles(`${SAMPLES}/synthetic/generic_wallbox.csv`);
  await expect(mapper.getByRole('combobox', { name: 'Use a saved mapping' })).toContainText(
    'Wallbox',
  );
});

test('a file that is no table is refused in words', async ({ app }, info) => {
  const page = await app.newPage();
  await choose(page, app.url, `${SAMPLES}/hostile/empty.csv`);
  await expect(page.getByRole('alert').filter({ hasText: 'The file is empty.' })).toBeVisible();

  const file = info.outputPath('odd.csv');
  writeFileSync(file, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]));
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await page.getByLabel('Choose a file').setInputFiles(file);
  await expect(page.getByRole('alert').filter({ hasText: 'not a table of text' })).toBeVisible();
});
