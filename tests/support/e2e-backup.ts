import type { Locator, Page } from '@playwright/test';
import { expect, type App } from './browser.ts';
import { heading, visit } from './e2e-app.ts';

/** What a person does on the screen of backups. */

export const PASSPHRASE = 'correct horse battery staple';

export const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true });
export const passphraseField = (page: Page): Locator =>
  page.getByRole('textbox', { name: 'Passphrase', exact: true });
export const restoreButton = (page: Page): Locator => button(page, 'Restore');

/** What a test may have to wait for when there is much to read. */
export interface Patience {
  readonly timeout: number;
}
const USUAL: Patience = { timeout: 30_000 };

/** Makes a backup and saves it where it can be found again; without a passphrase, an open one. */
export async function backUp(
  app: App,
  page: Page,
  file: string,
  passphrase: string | undefined = PASSPHRASE,
  patience = USUAL,
): Promise<void> {
  await visit(app, page, 'backup', 'Backup');
  if (passphrase === '') {
    await page.getByText('More options').click();
    await page.getByRole('switch', { name: 'Without a passphrase' }).click();
  } else {
    await passphraseField(page).fill(passphrase);
    await page.getByRole('textbox', { name: 'Repeat passphrase' }).fill(passphrase);
  }
  await button(page, 'Create backup').click();
  await expect(page.getByRole('heading', { name: 'Your backup is ready' })).toBeFocused(patience);
  const downloading = page.waitForEvent('download');
  await button(page, 'Download').click();
  await (await downloading).saveAs(file);
  await expect(page.getByText(/is your last backup now/)).toBeVisible();
}

/** On the screen of backups: chooses a file and waits for what it would change. */
export async function preview(
  page: Page,
  file: string,
  passphrase?: string,
  patience = USUAL,
): Promise<void> {
  await page.getByLabel('Choose a backup').setInputFiles(file);
  if (passphrase !== undefined) {
    const locked = page.getByRole('heading', { name: 'This backup is encrypted' });
    await expect(locked).toBeFocused(patience);
    await passphraseField(page).fill(passphrase);
    await button(page, 'Open backup').click();
  }
  await expect(page.getByRole('heading', { name: 'What would change' })).toBeFocused(patience);
}

export async function untilRestored(page: Page, patience = USUAL): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Restored' })).toBeFocused(patience);
}

/** From the first start: chooses a backup on the welcome and restores it. */
export async function restoreFirst(
  app: App,
  page: Page,
  file: string,
  passphrase?: string,
  patience = USUAL,
): Promise<void> {
  await visit(app, page, '', 'Welcome to PlugTrack');
  const choosing = page.waitForEvent('filechooser');
  await button(page, 'Restore a backup').click();
  await (await choosing).setFiles(file);
  await expect(heading(page)).toHaveText('Backup');
  if (passphrase !== undefined) {
    await passphraseField(page).fill(passphrase);
    await button(page, 'Open backup').click();
  }
  await restoreButton(page).click(patience);
  await untilRestored(page, patience);
}
