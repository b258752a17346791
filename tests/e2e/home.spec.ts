import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { addDays, weekdayOf } from '#lib/domain/civil-date.ts';
import { expect, test, type App } from '../support/browser.ts';
import {
  fillForm,
  heading,
  logCharge,
  openLog,
  saveButton,
  startWithCar,
  toast,
  untilSaved,
  visit,
} from '../support/e2e-app.ts';

const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date());
const bell = (page: Page) => page.getByRole('link', { name: /^Hints and reminders/ });
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** A rapid charge of today that went further than the rule of thumb allows. */
async function logLongRapidCharge(app: App, page: Page): Promise<void> {
  await openLog(app, page);
  await fillForm(page, { 'Energy (kWh)': '20', 'End SoC (%)': '91' });
  await page.getByRole('radio', { name: 'DC', exact: true }).check();
  await saveButton(page).click();
  await untilSaved(page);
}

test('an empty log has nothing to say, and says so', async ({ app }) => {
  const page = await startWithCar(app);
  await expect(bell(page)).toHaveAccessibleName('Hints and reminders');
  await expect(region(page, 'Recent sessions')).toContainText('No charges yet');
  await expect(region(page, 'Hints and reminders')).toHaveCount(0);
  await expect(region(page, 'Looking back')).toHaveCount(0);

  await bell(page).click();
  await expect(heading(page)).toHaveText('Hints and reminders');
  await expect(page.getByText('Nothing to do')).toBeVisible();

  await visit(app, page, 'achievements', 'Achievements');
  await expect(region(page, 'All cars together')).toContainText('0 of 3');
  await expect(region(page, 'Leaf')).toContainText('0 of 20');
  await expect(page.getByText('The 100th charge of this car.')).toBeVisible();
});

test('a hint is counted, shown on Home, put away and brought back', async ({ app }) => {
  const page = await startWithCar(app);
  await logLongRapidCharge(app, page);
  // On every screen, here on that of the charge.
  await expect(bell(page)).toHaveAccessibleName('Hints and reminders, 1 open');

  await visit(app, page, '', 'Home');
  // 91 % of 40 kWh at 3.5 mi/kWh, the value of the settings while nothing is measured.
  const car = region(page, 'Car');
  await expect(car).toContainText('127 mi');
  await expect(car).toContainText('Range at 3.5 mi/kWh, from the settings');

  const hints = region(page, 'Hints and reminders');
  await expect(hints).toContainText('Leave the rapid charger earlier');
  await expect(hints).toContainText('went on to 91%');
  await hints.getByRole('button', { name: /^Dismiss hint/ }).click();
  await expect(bell(page)).toHaveAccessibleName('Hints and reminders');
  await expect(hints).toContainText('Good start');
  await page.reload();
  await expect(hints).toContainText('Good start');
  await expect(bell(page)).toHaveAccessibleName('Hints and reminders');

  await visit(app, page, 'sessions', 'Sessions');
  await page.getByRole('list', { name: 'Sessions' }).getByRole('link').click();
  await expect(heading(page)).not.toHaveText('Sessions');
  await expect(bell(page)).toHaveAccessibleName('Hints and reminders');
});

test('a dismissed hint comes back with Undo', async ({ app }) => {
  const page = await startWithCar(app);
  await logLongRapidCharge(app, page);
  await bell(page).click();
  const hint = page.getByRole('heading', { name: 'Leave the rapid charger earlier' });
  await expect(hint).toBeVisible();
  await page.getByRole('button', { name: /^Dismiss hint/ }).click();
  await expect(hint).toHaveCount(0);
  await toast(page, 'Hint dismissed').getByRole('button', { name: 'Undo' }).click();
  await expect(hint).toBeVisible();
  await expect(bell(page)).toHaveAccessibleName('Hints and reminders, 1 open');
});

test('a full charge that is due is on Home and on the icon until it was made', async ({ app }) => {
  const shown = (page: Page) => page.evaluate(() => Reflect.get(window, 'badge') as unknown);
  // The badge of an installed app is not to be seen in a test: what is asked of the browser is.
  await app.context.addInitScript(() => {
    Object.assign(navigator, {
      setAppBadge: (count: number) => {
        Reflect.set(window, 'badge', count);
        return Promise.resolve();
      },
      clearAppBadge: () => {
        Reflect.set(window, 'badge', 'none');
        return Promise.resolve();
      },
    });
  });
  const page = await startWithCar(app);
  await visit(app, page, 'cars', 'Cars');
  await page.getByRole('link', { name: /Leaf/ }).click();
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByRole('switch', { name: 'Recommend full charges' }).check();
  await page.getByRole('textbox', { name: 'Every' }).fill('10');
  await page.getByRole('combobox', { name: 'Unit' }).selectOption('days');
  await page.getByRole('button', { name: 'Save car' }).click();
  await expect(page.getByRole('status').getByText('Leaf saved')).toBeVisible();
  // It counts from today, when the car was added.
  await visit(app, page, 'hints', 'Hints and reminders');
  await expect(region(page, 'Full charges')).toContainText('On track');
  await expect(region(page, 'Full charges')).toContainText('Full charge due in 10 days');
  await expect.poll(() => shown(page)).toBe('none');

  // It counts from the first charge, 30 days ago: 20 days late.
  const first = addDays(today, -30);
  await logCharge(app, page, { Date: first, 'Energy (kWh)': '5', 'End SoC (%)': '60' });
  await visit(app, page, '', 'Home');
  const hints = region(page, 'Hints and reminders');
  await expect(hints).toContainText('Full charge 20 days late');
  await expect(hints).toContainText('Long overdue');
  await expect(hints.getByRole('button', { name: /^Dismiss/ })).toHaveCount(0);
  await expect.poll(() => shown(page)).toBe(1);
  await hints.getByRole('link', { name: 'Open the car' }).click();
  await expect(heading(page)).toHaveText('Edit car');

  await logCharge(app, page, { 'Energy (kWh)': '20', 'End SoC (%)': '100' });
  await expect.poll(() => shown(page)).toBe('none');
  await visit(app, page, 'hints', 'Hints and reminders');
  await expect(region(page, 'Full charges')).toContainText('On track');
});

test('looking back adds up the last full week', async ({ app }) => {
  const page = await startWithCar(app);
  const lastSunday = addDays(today, -weekdayOf(today));
  await logCharge(app, page, { Date: lastSunday, 'Energy (kWh)': '12', 'Total cost': '3.00' });
  await logCharge(app, page, {
    Date: addDays(lastSunday, -6),
    'Energy (kWh)': '8',
    'Total cost': '2.00',
  });
  // The day before that Monday, and today, are of other weeks.
  await logCharge(app, page, { Date: addDays(lastSunday, -7), 'Energy (kWh)': '25' });
  await logCharge(app, page, { 'Energy (kWh)': '31' });

  await visit(app, page, '', 'Home');
  const back = region(page, 'Looking back');
  await expect(back).toContainText('2 charges');
  await expect(back).toContainText('20.0 kWh');
  // 20 kWh after 25 kWh in the week before.
  await expect(back).toContainText('20% less');
  await expect(back).toContainText('£5.00');
  await expect(region(page, 'This month')).toContainText('Cost per mile');
});

test('what is new fits a narrow phone, large text and a finger, and axe finds nothing', async ({
  app,
}) => {
  test.setTimeout(120_000);
  const page = await startWithCar(app);
  await logLongRapidCharge(app, page);
  await logCharge(app, page, {
    Date: addDays(today, -30),
    'Energy (kWh)': '10',
    'Total cost': '3.15',
    'Start SoC (%)': '20',
    'End SoC (%)': '42',
  });
  for (const [address, title, shown] of [
    ['', 'Home', 'Leave the rapid charger earlier'],
    ['hints', 'Hints and reminders', 'Leave the rapid charger earlier'],
    ['achievements', 'Achievements', 'First plug'],
    ['sessions', 'Sessions', '12% loss'],
  ] as const) {
    await visit(app, page, address, title);
    await expect(page.getByRole('main')).toContainText(shown);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect.soft(violations, `${address} ${colorScheme}`).toEqual([]);
    }
    for (const [width, fontSize] of [
      [320, '100%'],
      [390, '200%'],
    ] as const) {
      await page.setViewportSize({ width, height: 844 });
      await page.evaluate((size) => {
        document.documentElement.style.fontSize = size;
      }, fontSize);
      const overhang = () =>
        page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
      await expect.poll(overhang, `${address} at ${String(width)}`).toBeLessThanOrEqual(0);
    }
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '';
    });
    await page.setViewportSize({ width: 390, height: 844 });
  }
});
