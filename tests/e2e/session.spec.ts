import type { Page } from '@playwright/test';
import { expect, test, type App } from '../support/browser.ts';
import { heading, openLog, saveButton, startWithCar, untilSaved } from '../support/e2e-app.ts';

const region = (page: Page, name: string) => page.getByRole('region', { name });

/** A figure of a region: what its line shows. */
const figure = (page: Page, of: string, label: string) =>
  region(page, of)
    .locator('summary')
    .filter({ hasText: new RegExp(`^\\s*${label}`) });

async function log(app: App, page: Page, line: string, current?: 'DC'): Promise<void> {
  await openLog(app, page);
  await page.getByRole('textbox', { name: 'Quick entry' }).fill(line);
  if (current) await page.getByRole('radio', { name: current }).check();
  await saveButton(page).click();
  await untilSaved(page);
}

/**
 * A Leaf with 40 kWh. From 80 % to 50 % over 48 miles: 12 kWh, so 4.0 mi/kWh, and from the plug
 * 95 % of that on DC, 3.8. Then 10 kWh are good for 38 miles, and £5 is 13.16 p a mile.
 */
async function twoCharges(app: App): Promise<Page> {
  const page = await startWithCar(app);
  await log(app, page, '20kwh 30-80% 41000mi £6 yesterday');
  await log(app, page, '10kwh 50-70% 41048mi £5', 'DC');
  return page;
}

test('a charge explains its figures, how sure they are and what they compare with', async ({
  app,
}) => {
  const page = await twoCharges(app);

  await expect(figure(page, 'Summary', 'Cost per mile')).toContainText('13.2p/mi');
  await expect(figure(page, 'Summary', 'Miles gained')).toContainText('38 mi');
  await expect(region(page, 'Summary')).toContainText(
    'Top-up, 10.0 kWh, £5.00 at 50.0p/kWh, 13.2p/mi, 50% to 70%.',
  );
  const gained = region(page, 'Summary').getByText(
    '10.0 kWh from the plug, of which 95% reaches the battery, at 4.0 mi/kWh.',
  );
  await expect(gained).toBeHidden();
  await figure(page, 'Summary', 'Miles gained').click();
  await expect(gained).toBeVisible();

  await expect(figure(page, 'Cost', 'Price per kWh')).toContainText('50.0p/kWh');
  await expect(figure(page, 'Cost', 'Cost per 10%')).toContainText('£2.50');
  await expect(figure(page, 'Battery and power', 'Into the battery')).toContainText('8.0 kWh');
  await expect(figure(page, 'Battery and power', 'Charging loss')).toContainText('20%');
  await expect(figure(page, 'Battery and power', 'Average power')).toContainText('–');

  const confidence = region(page, 'Confidence');
  await expect(confidence).toContainText('High confidence');
  await expect(figure(page, 'Confidence', 'Distance driven')).toContainText('48 mi');
  await expect(figure(page, 'Confidence', 'Energy from the battery')).toContainText('12.0 kWh');
  // 1 mile of 48 and 1 point of 30.
  await expect(figure(page, 'Confidence', 'Uncertainty')).toContainText('±5.4%');

  // The day before: £6 for 20 kWh, and 63 miles at the general 3.5 mi/kWh, 90 % of it from the plug.
  const compared = region(page, 'Compared').getByRole('row');
  await expect(compared.filter({ hasText: '9.5p/mi' })).toContainText('+3.6p/mi worse');
  await expect(compared.filter({ hasText: '30.0p/kWh' })).toContainText('+20.0p/kWh worse');

  await confidence.getByRole('link', { name: /\d{4}$/ }).click();
  await expect(region(page, 'Summary')).toContainText('20.0 kWh');
  await expect(region(page, 'Confidence')).toContainText('This is the first charge of the car');
  await expect(region(page, 'Confidence')).toContainText('Estimated');
  await expect(figure(page, 'Summary', 'Miles gained')).toContainText('≈ about 63 mi');

  await page.getByRole('link', { name: 'How sure is this?' }).click();
  await expect(heading(page)).toHaveText('Help');
  await expect(page.getByRole('heading', { name: 'How sure a figure is' })).toBeInViewport();
});

test('figures follow an edit, and hints can be put away and brought back', async ({ app }) => {
  const page = await twoCharges(app);
  const hints = region(page, 'Hints');
  const title = hints.getByRole('heading', { name: 'Leave the rapid charger earlier' });
  await expect(title).toBeVisible();

  await hints.getByRole('button', { name: /^Dismiss/ }).click();
  await expect(title).toBeHidden();
  await expect(hints).toContainText('No other hints');
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(title).toBeVisible();

  await hints.getByRole('button', { name: /^Dismiss/ }).click();
  await hints.getByRole('button', { name: 'Show 1 hidden hint' }).click();
  await hints.getByRole('button', { name: /^Restore/ }).click();
  await expect(hints.getByRole('button', { name: /^Dismiss/ })).toBeVisible();
  await page.reload();
  await expect(title).toBeVisible();

  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await page.getByRole('textbox', { name: 'Total cost' }).fill('3.80');
  await saveButton(page).click();
  await expect(figure(page, 'Summary', 'Cost per mile')).toContainText('10.0p/mi');
});
