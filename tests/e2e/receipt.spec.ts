import { AxeBuilder } from '@axe-core/playwright';
import { type Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';
import { openLog, saveButton, startWithCar } from '../support/e2e-app.ts';
import { readStored } from '../support/e2e-storage.ts';

/** A photo as a camera gives it: a JPEG with a note of its own in an Exif block. */
async function photo(page: Page): Promise<Buffer> {
  const plain = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(2000, 1500);
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#0a0';
    context.fillRect(0, 0, 2000, 1500);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const note = Buffer.from('Exif\0\0position of a home', 'latin1');
  const head = Buffer.from([0xff, 0xe1, 0, note.length + 2]);
  const jpeg = Buffer.from(plain);
  return Buffer.concat([jpeg.subarray(0, 2), head, note, jpeg.subarray(2)]);
}

/** What axe finds wrong, by rule and place. */
async function accessProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join()}`),
  );
}

const textbox = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('receipt lines, another currency and a photo survive a reload and are all on the page', async ({
  app,
}) => {
  const page = await startWithCar(app);
  await openLog(app, page);
  await textbox(page, 'Energy (kWh)').fill('16');
  await page.getByText('Receipt lines', { exact: true }).click();
  await button(page, 'Add line').click();
  await textbox(page, 'Price of line 1').fill('0.50');
  await button(page, 'Add line').click();
  await page.getByRole('combobox', { name: 'Kind of line 2' }).selectOption({ label: 'Idle fee' });
  await textbox(page, 'Amount of line 2').fill('2');
  await page.getByText('Paid in another currency').click();
  await page.getByRole('combobox', { name: 'Currency', exact: true }).fill('EUR');
  await textbox(page, 'Rate of the day').fill('0.85');
  await page.getByText('Photos', { exact: true }).click();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    button(page, 'Add photo').click(),
  ]);
  await chooser.setFiles({
    name: 'receipt.jpg',
    mimeType: 'image/jpeg',
    buffer: await photo(page),
  });
  await expect(button(page, 'Show photo 1')).toBeVisible();
  await expect(page.getByText('1,600 × 1,200')).toBeVisible();

  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  expect(await accessProblems(page)).toEqual([]);
  await expect
    .poll(async () => JSON.stringify((await readStored(page))?.tables['drafts']))
    .toMatch(/"rate":"0\.85".*"widthPx":1600/);
  await page.reload();
  await expect(page.getByText('Receipt lines (2)')).toBeVisible();
  await expect(button(page, 'Show photo 1')).toBeVisible();
  await saveButton(page).click();

  const cost = page.getByRole('region', { name: 'Cost' });
  await expect(cost).toContainText('£8.50');
  await expect(cost).toContainText('1 EUR = 0.85 GBP');
  const receipt = page.getByRole('table', { name: 'Receipt' });
  await expect(receipt.getByRole('row', { name: /Energy · 16.0.kWh ×/ })).toContainText('€8.00');
  await expect(receipt.getByRole('row', { name: /^Idle fee/ })).toContainText('€2.00');
  await expect(receipt.getByRole('row', { name: /^Total/ })).toContainText('€10.00');

  const photos = page.getByRole('region', { name: 'Photos' });
  await expect(photos).toBeVisible();
  expect(await accessProblems(page)).toEqual([]);
  await button(page, 'Show photo 1').click();
  const dialog = page.getByRole('dialog', { name: 'Photo 1' });
  const image = dialog.getByRole('img', { name: 'Photo 1' });
  await expect(image).toBeVisible();
  const source = (await image.getAttribute('src')) ?? '';
  const kept = Buffer.from(source.slice(source.indexOf(',') + 1), 'base64').toString('latin1');
  expect(kept).not.toContain('Exif');
  expect(kept).not.toContain('position of a home');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await button(page, 'Delete photo 1').click();
  await expect(photos).toContainText('No photos of this charge.');
  await expect(page.getByRole('status').getByText('Photo deleted')).toBeVisible();
  await button(page, 'Undo').last().click();
  await expect(button(page, 'Show photo 1')).toBeVisible();
  await page.goto(new URL('settings?tab=data', app.url).href);
  await expect(page.getByText(/^1 photo, /)).toBeVisible();
});
