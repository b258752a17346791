import type { BrowserContext, Page } from '@playwright/test';
import { type App, expect, test } from '../support/browser.ts';
import {
  fillForm,
  heading,
  logCharge,
  openMore,
  saveButton,
  startWithCar,
  untilSaved,
  visit,
} from '../support/e2e-app.ts';
import { button, PASSPHRASE, passphraseField, restoreButton } from '../support/e2e-backup.ts';
import { liveSessions, stateHash } from '../support/e2e-storage.ts';

const openSync = (app: App, page: Page) => visit(app, page, 'backup/sync', 'Sync');
const PATIENT = { timeout: 30_000 };

/** Answers what a device is asked before its first file; the passphrase is remembered. */
async function setUp(page: Page, isFirst: boolean): Promise<void> {
  await page.getByRole('radio', { name: isFirst ? 'Yes, the first' : /^No, another/ }).check();
  await passphraseField(page).fill(PASSPHRASE);
  if (isFirst) await page.getByRole('textbox', { name: 'Repeat passphrase' }).fill(PASSPHRASE);
  await page.getByRole('switch').click();
}

async function saveOwnFile(app: App, page: Page, to: string): Promise<void> {
  await openSync(app, page);
  const downloading = page.waitForEvent('download', PATIENT);
  await button(page, 'Save my file').click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^plugtrack-[0-9a-f]{16}-sync\.zip$/);
  await download.saveAs(to);
}

/** On the screen of sync. */
async function takeIn(page: Page, file: string): Promise<void> {
  await page.getByLabel('Choose files').setInputFiles(file);
  await expect(page.getByRole('heading', { name: 'Last round' })).toBeFocused(PATIENT);
}

async function writeNote(app: App, page: Page, id: string, notes: string): Promise<void> {
  await visit(app, page, `sessions/edit?id=${id}`, 'Edit session');
  await expect(saveButton(page)).toBeVisible();
  const field = page.getByRole('textbox', { name: 'Notes' });
  if (!(await field.isVisible())) await openMore(page);
  await fillForm(page, { Notes: notes });
  await saveButton(page).click();
  await untilSaved(page);
}

test('two devices exchange files three times after edits of the same charge and end equal', async ({
  app,
}, info) => {
  test.slow();
  const file = (name: string) => info.outputPath(`${name}.zip`);
  const a = await startWithCar(app);
  await logCharge(app, a, { 'Energy (kWh)': '9.3', 'Total cost': '2.10' });
  await openSync(app, a);
  await button(a, 'Pass files by hand').click();
  await setUp(a, true);
  const first = a.waitForEvent('download', PATIENT);
  await button(a, 'Save my file').click();
  await (await first).saveAs(file('a0'));

  // The other device begins with the file of the first.
  const b = await (await app.otherDevice()).newPage();
  await visit(app, b, '', 'Welcome to PlugTrack');
  const choosing = b.waitForEvent('filechooser');
  await button(b, 'Restore a backup').click();
  await (await choosing).setFiles(file('a0'));
  await expect(b.getByRole('heading', { name: 'This backup is encrypted' })).toBeFocused(PATIENT);
  await passphraseField(b).fill(PASSPHRASE);
  await button(b, 'Open backup').click();
  await expect(b.getByRole('heading', { name: 'What would change' })).toBeFocused(PATIENT);
  await restoreButton(b).click();
  await expect(b.getByRole('heading', { name: 'Restored' })).toBeFocused(PATIENT);
  await openSync(app, b);
  await button(b, 'Pass files by hand').click();
  await setUp(b, false);
  await takeIn(b, file('a0'));

  const [charge] = await liveSessions(a);
  const id = charge?.id ?? '';
  for (const round of [1, 2, 3]) {
    await writeNote(app, a, id, `by A ${round}`);
    await writeNote(app, b, id, `by B ${round}`);
    await logCharge(app, b, { 'Energy (kWh)': `${round}.5` });
    await saveOwnFile(app, a, file(`a${round}`));
    await openSync(app, b);
    await takeIn(b, file(`a${round}`));
    await expect(b.getByText('One value was changed on two devices.')).toBeVisible();
    await saveOwnFile(app, b, file(`b${round}`));
    await openSync(app, a);
    await takeIn(a, file(`b${round}`));
    expect(await stateHash(a)).toBe(await stateHash(b));
  }
  expect(await liveSessions(a)).toHaveLength(4);
  expect((await liveSessions(a)).find((row) => row.id === id)?.['notes']).toBe('by B 3');

  // What lost is listed where the merge met it, and can be taken after all.
  await visit(app, b, 'backup/conflicts', /./);
  await expect(b.getByText('by A 3')).toBeVisible();
});

/** A folder of the browser's own in the place of one that a person picks. */
async function pretendFolder(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const pick = async () =>
      (await navigator.storage.getDirectory()).getDirectoryHandle('Shared', { create: true });
    Object.assign(globalThis, { showDirectoryPicker: pick });
  });
}

const namesInFolder = (page: Page) =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await (await root.getDirectoryHandle('Shared')).getDirectoryHandle('plugtrack');
    const names: string[] = [];
    for await (const name of folder.keys()) names.push(name);
    return names.sort();
  });

test('a folder is written, read back and kept up to date after changes and at the start', async ({
  app,
}) => {
  test.slow();
  await pretendFolder(app.context);
  const page = await startWithCar(app);
  await logCharge(app, page, { 'Energy (kWh)': '9.3' });
  await openSync(app, page);
  await button(page, 'Choose a folder').click();
  await setUp(page, true);
  await button(page, 'Sync now').click();
  await expect(page.getByText(/Your own file was written and read back/)).toBeVisible(PATIENT);
  const names = await namesInFolder(page);
  expect(names).toEqual([
    'README.txt',
    expect.stringMatching(/^plugtrack-[0-9a-f]{16}-sync\.zip$/),
  ]);

  const sizeOf = (name: string) =>
    page.evaluate(async (wanted) => {
      const root = await navigator.storage.getDirectory();
      const shared = await root.getDirectoryHandle('Shared');
      const folder = await shared.getDirectoryHandle('plugtrack');
      return (await (await folder.getFileHandle(wanted)).getFile()).lastModified;
    }, name);
  const own = names[1] ?? '';
  const before = await sizeOf(own);
  await logCharge(app, page, { 'Energy (kWh)': '4.4' });
  // A round of its own once changes have been quiet for a while.
  await expect.poll(() => sizeOf(own), { timeout: 90_000 }).toBeGreaterThan(before);
  await visit(app, page, 'backup', 'Backup');
  await expect(page.getByRole('link', { name: /Sync folder/ })).toContainText('“Shared”');
  await expect(heading(page)).toHaveText('Backup');
});
