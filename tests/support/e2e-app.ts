import type { Locator, Page } from '@playwright/test';
import { expect, type App } from './browser.ts';

/** The screens as a person or a program finds them: by role and accessible name. */

export const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 });

/** Opens a screen in a new tab and waits until it is there. */
export async function openScreen(app: App, path: string, title: string | RegExp): Promise<Page> {
  const page = await app.newPage();
  await visit(app, page, path, title);
  return page;
}

export async function visit(
  app: App,
  page: Page,
  path: string,
  title: string | RegExp,
): Promise<void> {
  await page.goto(app.url + path);
  await expect(heading(page)).toHaveText(title);
}

/** From the first start to a log with one car; ends on Home. */
export async function startWithCar(app: App, tab?: Page): Promise<Page> {
  const page = tab ?? (await app.newPage());
  await visit(app, page, '', 'Welcome to PlugTrack');
  await page.getByRole('button', { name: 'Add your car' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Leaf');
  await page.getByLabel('Usable battery (kWh)').fill('40');
  await page.getByRole('button', { name: 'Save car' }).click();
  await expect(heading(page)).toHaveText('Home');
  return page;
}

/** The log form of a new charge. */
export async function openLog(app: App, page: Page): Promise<void> {
  await visit(app, page, 'charge?tab=log', 'Charge');
  await expect(saveButton(page)).toBeVisible();
}

export const saveButton = (page: Page): Locator =>
  page.getByRole('button', { name: 'Save session' });

/** Opens the part of the form that is not always needed. */
export async function openMore(page: Page): Promise<void> {
  await page.getByText('More details').click();
  await expect(page.getByRole('textbox', { name: 'Notes' })).toBeVisible();
}

export async function fillForm(
  page: Page,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    await page.getByRole('textbox', { name, exact: true }).fill(value);
  }
}

/** Saved means that the app has said so. */
export async function untilSaved(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/sessions\/view\?id=/);
  await expect(toast(page, /^\s*Saved/).last()).toBeVisible();
}

export async function logCharge(
  app: App,
  page: Page,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  await openLog(app, page);
  await fillForm(page, values);
  await saveButton(page).click();
  await untilSaved(page);
}

/** Chooses a file on the import screen and waits until it was read. */
export async function previewImport(app: App, page: Page, file: string): Promise<void> {
  await visit(app, page, 'import', 'Import');
  await page.getByLabel('Choose a file').setInputFiles(file);
  await expect(page.getByRole('table', { name: 'Preview' })).toBeVisible({ timeout: 30_000 });
}

/** The counts of the preview by their names. */
export async function previewCounts(page: Page): Promise<Record<string, number>> {
  const rows = page.getByRole('table', { name: 'Preview' }).getByRole('row');
  const texts = await rows.evaluateAll((found) =>
    found.map((row) => [
      row.querySelector('th')?.textContent ?? '',
      row.querySelector('td')?.textContent ?? '',
    ]),
  );
  const counts = texts.filter(([, count]) => count !== '');
  return Object.fromEntries(
    counts.map(([name = '', count = '']) => [name.trim(), Number(count.replaceAll(',', ''))]),
  );
}

export const importButton = (page: Page): Locator => page.getByRole('button', { name: /^Import/ });

/** Writes the previewed file and waits until it says so. */
export async function commitImport(page: Page, file: string): Promise<void> {
  await importButton(page).click();
  await expect(page.getByText(`${file} is imported.`)).toBeVisible({ timeout: 30_000 });
}

/** A message at the edge of the screen, with its buttons. */
export const toast = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('status').getByRole('presentation').filter({ hasText: text });
