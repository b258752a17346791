import type { Page } from '@playwright/test';
import { expect, test, type App } from '../support/browser.ts';
import {
  fillForm,
  heading,
  openLog,
  saveButton,
  startWithCar,
  toast,
  untilSaved,
} from '../support/e2e-app.ts';

const box = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

/** A Leaf with 40 kWh, charged on DC from 20 % to 80 % for £17.25 and 25 kWh. */
async function charged(app: App): Promise<Page> {
  const page = await startWithCar(app);
  await openLog(app, page);
  await page.getByRole('textbox', { name: 'Quick entry' }).fill('25kwh 20-80% £17.25');
  await page.getByRole('radio', { name: 'DC' }).check();
  await saveButton(page).click();
  await untilSaved(page);
  return page;
}

test('a charge becomes a plan, the plan a note and a charge to start', async ({ app }) => {
  const page = await charged(app);
  await page.getByRole('link', { name: 'Plan a blend' }).click();
  await expect(heading(page)).toHaveText('Planner');
  await expect(box(page, 'Start SoC (%)')).toHaveValue('20');
  await expect(box(page, 'Target SoC (%)')).toHaveValue('80');
  await expect(box(page, 'DC price per kWh')).toHaveValue('0.69');

  await fillForm(page, { 'DC power (kW)': '50', 'Home price per kWh': '0.075' });
  await fillForm(page, { 'DC stop SoC (%)': '50' });
  await expect(page).toHaveURL(/stop=50/);
  // 12 kWh at 95 % and 69 p, 12 kWh at 90 % and 7.5 p.
  const blend = page.getByRole('region', { name: 'Blended plan' });
  await expect(blend).toContainText('£8.72');
  await expect(blend).toContainText('£1.00');
  await expect(page.getByRole('table', { name: 'Scenarios' })).toContainText('£2.00');

  // The address is the plan: it is there again in another tab, and after the way back.
  const other = await app.context.newPage();
  await other.goto(page.url());
  await expect(box(other, 'DC stop SoC (%)')).toHaveValue('50');
  await expect(other.getByRole('region', { name: 'Blended plan' })).toContainText('£8.72');
  await other.close();
  await page.getByRole('button', { name: 'Best stop' }).click();
  await expect(box(page, 'DC stop SoC (%)')).toHaveValue('20');
  await expect(page.getByText(/^No DC needed/)).toBeVisible();
  await page.goBack();
  await expect(box(page, 'DC stop SoC (%)')).toHaveValue('50');

  await page.getByRole('button', { name: 'Copy to notes' }).click();
  await expect(toast(page, 'Plan added to the notes')).toBeVisible();
  await page.getByRole('link', { name: 'Start this charge' }).click();
  await expect(heading(page)).toHaveText('Charge');
  await expect(box(page, 'SoC now (%)')).toHaveValue('20');
  await expect(box(page, 'Target SoC (%)')).toHaveValue('50');
  await expect(box(page, 'Power (kW)')).toHaveValue('50');
  await expect(box(page, 'Price per kWh')).toHaveValue('0.69');
  await expect(page.getByRole('radio', { name: 'DC' })).toBeChecked();
  const asked = new URL(page.url()).searchParams;
  expect(Object.fromEntries([...asked].filter(([name]) => name !== 'car'))).toEqual({
    ...{ tab: 'start', soc: '20', target: '50', powerW: '50000', current: 'DC', price: '690000' },
  });
});

test('says at the stall whether it is worth it', async ({ app }) => {
  const page = await charged(app);
  await page.goto(`${app.url}charge?tab=worth`);
  await expect(page.getByRole('tab', { name: 'Is it worth it?', selected: true })).toBeVisible();
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await box(page, 'Price per kWh').fill('0.50');
  await expect(verdict).toContainText('p/mi');
  await expect(verdict.getByRole('link', { name: 'Set petrol figures' })).toBeVisible();
  await page.reload();
  await expect(box(page, 'Price per kWh')).toHaveValue('0.5');
});
