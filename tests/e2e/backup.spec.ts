import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type App, expect, test } from '../support/browser.ts';
import { heading, logCharge, openScreen, startWithCar, visit } from '../support/e2e-app.ts';
import {
  backUp,
  button,
  PASSPHRASE,
  passphraseField,
  preview,
  restoreButton,
} from '../support/e2e-backup.ts';

const counts = (page: Page) =>
  page.getByRole('status').filter({ hasText: /^(Nothing new|\d+ new)/ });

/** Dates, places, energy and cost of the list, as a person reads them. */
async function sessionsOf(app: App, page: Page): Promise<string[]> {
  await visit(app, page, 'sessions', 'Sessions');
  await expect(page.getByRole('status').filter({ hasText: /\d sessions?/ })).toHaveCount(1);
  return page.getByRole('list', { name: 'Sessions' }).getByRole('listitem').allInnerTexts();
}

async function twoCharges(app: App): Promise<Page> {
  const page = await startWithCar(app);
  await logCharge(app, page, { 'Energy (kWh)': '9.3', 'Total cost': '2.10' });
  await logCharge(app, page, { 'Energy (kWh)': '31.4', 'Total cost': '17.27' });
  return page;
}

test('BR01 an encrypted backup brings everything back after the browser lost it', async ({
  app,
}, info) => {
  const page = await twoCharges(app);
  const before = await sessionsOf(app, page);
  expect(before).toHaveLength(2);
  const file = info.outputPath('backup.zip');
  await backUp(app, page, file);
  expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
  expect(readFileSync(file, 'latin1')).not.toContain('Leaf');
  await button(page, 'Done').click();
  const last = page.getByRole('region', { name: 'Last backup' });
  await expect(last).toContainText('Today');
  await expect(last).toContainText('2 charges, one car');
  await expect(last).toContainText('Nothing has changed since.');

  await visit(app, page, 'settings?tab=data', 'Settings');
  await button(page, 'Erase everything…').click();
  await page.getByRole('textbox', { name: /Type “erase”/ }).fill('erase');
  await page.getByRole('dialog').getByRole('button', { name: 'Erase everything' }).click();
  await expect(heading(page)).toHaveText('Welcome to PlugTrack');

  const choosing = page.waitForEvent('filechooser');
  await button(page, 'Restore a backup').click();
  await (await choosing).setFiles(file);
  await expect(heading(page)).toHaveText('Backup');
  await passphraseField(page).fill(PASSPHRASE);
  await button(page, 'Open backup').click();
  await expect(counts(page)).toContainText(/0 charges .* before, 2 charges .* after/, {
    timeout: 30_000,
  });
  await restoreButton(page).click();
  await expect(page.getByRole('heading', { name: 'Restored' })).toBeFocused({ timeout: 30_000 });
  expect(await sessionsOf(app, page)).toEqual(before);
});

test('BR04 a wrong passphrase is named as such, waits, and changes nothing', async ({
  app,
}, info) => {
  const page = await twoCharges(app);
  const file = info.outputPath('backup.zip');
  await backUp(app, page, file);
  await visit(app, page, 'backup', 'Backup');
  await page.getByLabel('Choose a backup').setInputFiles(file);
  const open = button(page, 'Open backup');
  const wrong = page.getByRole('alert').filter({ hasText: 'The passphrase is not the right one' });
  for (const guess of ['Correct horse battery staple', `${PASSPHRASE} `]) {
    await passphraseField(page).fill(guess);
    await open.click();
    await expect(wrong).toHaveCount(1, { timeout: 30_000 });
  }
  // The first wrong guess costs nothing, the second one a second.
  await expect(open).not.toHaveAttribute('aria-disabled');
  await passphraseField(page).fill(PASSPHRASE);
  await open.click();
  await expect(counts(page)).toContainText('Nothing new', { timeout: 30_000 });
});

test('BR06 merging twice brings nothing new, replacing is confirmed, and each is taken back', async ({
  app,
}, info) => {
  const page = await twoCharges(app);
  const file = info.outputPath('backup.zip');
  await backUp(app, page, file);
  await logCharge(app, page, { 'Energy (kWh)': '5.5' });
  const after = await sessionsOf(app, page);
  expect(after).toHaveLength(3);

  await visit(app, page, 'backup', 'Backup');
  await preview(page, file, PASSPHRASE);
  await expect(page.getByRole('radio', { name: 'Merge', exact: true })).toBeChecked();
  await expect(counts(page)).toContainText('Nothing new: everything in the file is here already.');
  await restoreButton(page).click();
  await expect(page.getByRole('heading', { name: 'Restored' })).toBeVisible({ timeout: 30_000 });
  expect(await sessionsOf(app, page)).toEqual(after);

  await visit(app, page, 'backup', 'Backup');
  await preview(page, file, PASSPHRASE);
  await page.getByRole('radio', { name: 'Replace', exact: true }).check();
  await expect(counts(page)).toContainText('1 deleted. 3 charges');
  await restoreButton(page).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Now: 3 charges');
  await expect(dialog).toContainText('Afterwards: 2 charges');
  await dialog.getByRole('button', { name: 'Replace 3 charges' }).click();
  await expect(page.getByRole('heading', { name: 'Restored' })).toBeFocused({ timeout: 30_000 });
  const saving = page.waitForEvent('download');
  await button(page, 'Save the file from before').click();
  expect((await saving).suggestedFilename()).toMatch(/\.zip$/);
  expect(await sessionsOf(app, page)).toHaveLength(2);

  await visit(app, page, 'backup', 'Backup');
  await button(page, 'Undo this restore').click();
  await expect(page.getByText(/^The restore was taken back/)).toBeVisible({ timeout: 30_000 });
  expect(await sessionsOf(app, page)).toEqual(after);
});

test('BR03 a file that is cut or is no backup is refused in words', async ({ app }, info) => {
  const page = await twoCharges(app);
  const file = info.outputPath('backup.zip');
  await backUp(app, page, file);
  const bytes = readFileSync(file);
  const refuse = async (name: string, content: Buffer, words: RegExp): Promise<void> => {
    await visit(app, page, 'backup', 'Backup');
    await page
      .getByLabel('Choose a backup')
      .setInputFiles({ name, mimeType: 'application/zip', buffer: content });
    await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible();
    await expect(restoreButton(page)).toHaveCount(0);
  };
  await refuse('cut.zip', bytes.subarray(0, bytes.length / 2), /incomplete/);
  const damaged = Buffer.from(bytes);
  const middle = Math.floor(bytes.length / 2);
  damaged[middle] = (damaged[middle] ?? 0) ^ 1;
  await refuse('flipped.zip', damaged, /damaged/);
  await refuse('other.zip', Buffer.from('no archive at all'), /not a PlugTrack backup/);
});

test('Rescue starts a fresh log from an encrypted backup', async ({ app }, info) => {
  const page = await twoCharges(app);
  const file = info.outputPath('backup.zip');
  await backUp(app, page, file);
  await visit(app, page, 'rescue', 'Rescue');
  const choosing = page.waitForEvent('filechooser');
  await button(page, 'Choose a backup').click();
  await (await choosing).setFiles(file);
  await passphraseField(page).fill('not the one it was');
  await button(page, 'Open backup').click();
  await expect(page.getByRole('alert').filter({ hasText: 'not the right one' })).toHaveCount(1, {
    timeout: 30_000,
  });
  await passphraseField(page).fill(PASSPHRASE);
  await button(page, 'Open backup').click();
  await expect(page.getByText('Restored: one car, 2 charges')).toBeVisible({ timeout: 30_000 });
  await button(page, 'Open the restored log').click();
  await expect(heading(page)).toHaveText('Home');
  expect(await sessionsOf(app, page)).toHaveLength(2);
});

test('the screens of backup have no finding of axe and fit 320 px', async ({ app }, info) => {
  const page = await twoCharges(app);
  await page.setViewportSize({ width: 320, height: 700 });
  const check = async (): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    }
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  };
  const file = info.outputPath('backup.zip');
  await visit(app, page, 'backup', 'Backup');
  await page.getByText('More options').click();
  await check();
  await backUp(app, page, file);
  await check();
  await logCharge(app, page, { 'Energy (kWh)': '5.5' });
  await visit(app, page, 'backup', 'Backup');
  await page.getByLabel('Choose a backup').setInputFiles(file);
  await expect(passphraseField(page)).toBeVisible();
  await check();
  await passphraseField(page).fill(PASSPHRASE);
  await button(page, 'Open backup').click();
  await expect(restoreButton(page)).toBeVisible({ timeout: 30_000 });
  await check();
  await restoreButton(page).click();
  await expect(page.getByRole('heading', { name: 'Restored' })).toBeVisible({ timeout: 30_000 });
  await check();
  const conflicts = await openScreen(app, 'backup/conflicts', 'Conflicts');
  await expect(conflicts.getByText('No conflicts')).toBeVisible();
});
