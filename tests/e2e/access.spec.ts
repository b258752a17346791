import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test, type App } from '../support/browser.ts';
import { heading, openScreen, startWithCar, untilSaved } from '../support/e2e-app.ts';
import { liveSessions, readStored } from '../support/e2e-storage.ts';

// The longest file: its tests may run beside each other.
test.describe.configure({ mode: 'parallel' });

const SAMPLE_DATABASE = 'plugtrack-sample';
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Every screen of the app in every state that has an address; ids are those of the sample. */
const SCREENS = [
  '',
  'charge?tab=log',
  'sessions',
  'sessions?panel=filters',
  'sessions?panel=export',
  'sessions?q=nothing-matches-this',
  'sessions/view?id={sessions}',
  'sessions/edit?id={sessions}',
  'sessions/reprice?tariff={tariffs}',
  'insights',
  'more',
  'hints',
  'achievements',
  'cars',
  'cars/new',
  'cars/view?id={cars}',
  'cars/edit?id={cars}',
  'places',
  'places?new=1',
  'places?id={places}',
  'places?view=map',
  'places/view?id={places}',
  'tariffs',
  'tariffs?new=1',
  'tariffs?id={tariffs}',
  'import',
  'backup',
  'backup/conflicts',
  'backup/sync',
  'trash',
  'settings?tab=preferences',
  'settings?tab=home',
  'settings?tab=cost',
  'settings?tab=data',
  'settings?tab=advanced',
  'settings?tab=about',
  'help',
  'rescue',
] as const;
/** What looks different with an empty log. */
const EMPTY_SCREENS = [
  'welcome',
  'charge?tab=log',
  'sessions',
  'sessions/view?id=gone',
  'insights',
  'hints',
  'achievements',
  'cars',
  'cars/view?id=gone',
  'cars/edit?id=gone',
  'sessions/reprice',
  'places',
  'places/view?id=gone',
  'tariffs',
  'import',
  'backup',
  'trash',
  'settings?tab=data',
] as const;

/** Three years of charges, as the welcome offers them; returns addresses into them. */
async function openSample(app: App): Promise<{ page: Page; addresses: readonly string[] }> {
  const page = await openScreen(app, '', 'Welcome to PlugTrack');
  await page.getByRole('button', { name: 'Explore with sample data' }).click();
  await expect(heading(page)).toHaveText('Home', { timeout: 30_000 });
  const stored = await readStored(page, SAMPLE_DATABASE);
  const addresses = SCREENS.map((screen) =>
    screen.replace(/\{(\w+)\}/, (_, table: string) => stored?.tables[table]?.[0]?.id ?? 'none'),
  );
  return { page, addresses };
}

/** Opens a screen and waits until it has all it shows. */
async function open(app: App, page: Page, address: string): Promise<void> {
  await page.goto(app.url + address);
  await expect(heading(page)).toHaveText(/./);
  await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
}

/** After the next frame, when sizes are worked out. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            resolve();
          }),
        );
      }),
  );

/** Colours change over a moment; what is measured is where they arrive. */
async function expectNoViolations(
  page: Page,
  theme: 'light' | 'dark',
  what: string,
): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await settled(page);
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map((one) => one.finished.catch(() => undefined)),
    ),
  );
  const axe = new AxeBuilder({ page });
  // Only colours differ between the themes.
  const rules = theme === 'light' ? axe.withTags(RULES) : axe.withRules(['color-contrast']);
  const { violations } = await rules.analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${String(target)} ${failureSummary ?? ''}`),
  );
  expect.soft(found, `${what} ${theme}`).toEqual([]);
}

async function expectStructure(page: Page, what: string): Promise<void> {
  const title = (await heading(page).textContent()) ?? '';
  await expect.soft(heading(page), what).toHaveCount(1);
  await expect.soft(page, what).toHaveTitle(`${title.trim()} · PlugTrack`);
  await expect.soft(page.getByRole('main'), what).toHaveCount(1);
  await expect.soft(page.getByRole('navigation', { name: 'Main' }), what).toHaveCount(1);
  await expect.soft(page.locator('html'), what).toHaveAttribute('lang', /^en/);
}

for (const part of [0, 1] as const) {
  test(`axe finds nothing on any screen with data, light and dark (${String(part + 1)} of 2)`, async ({
    app,
  }) => {
    test.setTimeout(240_000);
    const { page, addresses } = await openSample(app);
    for (const address of addresses.filter((_, index) => index % 2 === part)) {
      await open(app, page, address);
      await expectStructure(page, `/${address}`);
      await expectNoViolations(page, 'light', `/${address}`);
      await expectNoViolations(page, 'dark', `/${address}`);
    }
  });
}

test('axe finds nothing on the screens of an empty log, light and dark', async ({ app }) => {
  test.setTimeout(180_000);
  const page = await app.newPage();
  for (const address of EMPTY_SCREENS) {
    await open(app, page, address);
    await expectStructure(page, `/${address}`);
    await expectNoViolations(page, 'light', `/${address}`);
    await expectNoViolations(page, 'dark', `/${address}`);
  }
});

/** By how much the page is wider than its window. */
async function overhang(page: Page): Promise<number> {
  await settled(page);
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

/** Controls a finger cannot hit well. Links within a line of text are as high as the text. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const LEAST_PX = 44;
    const isInline = (element: Element): boolean =>
      element instanceof HTMLAnchorElement && getComputedStyle(element).display === 'inline';
    return [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, input, select, textarea, summary',
      ),
    ]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => !isInline(element) && !element.matches('.skip, :disabled'))
      .flatMap((element) => {
        // What belongs to a label is hit through it.
        const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
        const around: Element[] = labels.filter((label) => label.contains(element));
        // A link may be spread over the whole card it stands in.
        const after = getComputedStyle(element, '::after');
        const isSpread = after.position === 'absolute' && after.content !== 'none';
        if (isSpread && element.offsetParent) around.push(element.offsetParent);
        const boxes = [element, ...around].map((one) => one.getBoundingClientRect());
        const width = Math.max(...boxes.map((box) => box.width));
        const height = Math.max(...boxes.map((box) => box.height));
        const isSmall = width < LEAST_PX - 0.5 || height < LEAST_PX - 0.5;
        const name = element.ariaLabel ?? element.textContent.trim().slice(0, 30);
        const size = `${String(Math.round(width))}×${String(Math.round(height))}`;
        return isSmall ? [`${element.tagName.toLowerCase()} “${name}” ${size}`] : [];
      });
  });
}

/** Words of controls and headings that do not fit and are cut off. */
function cutWords(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'button, a.button, h1, h2, label, legend, [role=tab]',
      ),
    ]
      .filter((element) => element.checkVisibility() && !element.matches('.visually-hidden'))
      .filter((element) => getComputedStyle(element).overflowX !== 'visible')
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => element.textContent.trim().slice(0, 40)),
  );
}

test('every screen fits a narrow phone, large text and a finger', async ({ app }) => {
  test.setTimeout(240_000);
  const { page, addresses } = await openSample(app);
  const phone = { width: 390, height: 844 };
  for (const address of addresses) {
    await page.setViewportSize(phone);
    await open(app, page, address);
    const what = `/${address}`;
    expect.soft(await overhang(page), `${what} at 390 px`).toBeLessThanOrEqual(0);
    expect.soft(await smallTargets(page), `${what} targets`).toEqual([]);

    await page.setViewportSize({ width: 320, height: 640 });
    expect.soft(await overhang(page), `${what} at 320 px`).toBeLessThanOrEqual(0);

    await page.setViewportSize(phone);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    expect.soft(await overhang(page), `${what} at 200 % text`).toBeLessThanOrEqual(0);
    expect.soft(await cutWords(page), `${what} at 200 % text`).toEqual([]);
  }
});

/** Presses Tab until the control is reached; fails when it never is. Returns what a bar covered. */
async function tabTo(page: Page, name: string | RegExp): Promise<string[]> {
  const covered: string[] = [];
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      // The body has the focus while a part of the page is exchanged: it is no control.
      if (!(element instanceof HTMLElement) || element === document.body) {
        return { name: '', covered: false };
      }
      // Two sliders share one track: each lets taps through but for its thumb.
      const isSlider = element instanceof HTMLInputElement && element.type === 'range';
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : '';
      const text = element.ariaLabel ?? (label?.trim() ? label : element.textContent);
      const box = element.getBoundingClientRect();
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      const isSeen = top !== null && (element.contains(top) || top.contains(element) || isSlider);
      return { name: text.trim(), covered: !isSeen };
    });
    if (focused.covered) covered.push(focused.name);
    const isIt = typeof name === 'string' ? focused.name === name : name.test(focused.name);
    if (isIt) return covered;
  }
  throw new Error(`never reached: ${String(name)}`);
}

test('the keyboard alone logs a charge, edits it, deletes it and takes that back', async ({
  app,
}) => {
  const page = await startWithCar(app);
  await page.goto(app.url);
  await expect(heading(page)).toHaveText('Home');
  const covered = await tabTo(page, 'Log a charge');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('Charge');

  covered.push(...(await tabTo(page, 'Energy (kWh)')));
  await page.keyboard.type('18.5');
  covered.push(...(await tabTo(page, 'Total cost')));
  await page.keyboard.type('5.55');
  covered.push(...(await tabTo(page, 'Save session')));
  await page.keyboard.press('Enter');
  await untilSaved(page);

  covered.push(...(await tabTo(page, 'Edit')));
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('Edit session');
  covered.push(...(await tabTo(page, 'Energy (kWh)')));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('19');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Edit' })).toBeVisible();
  const [edited] = await liveSessions(page);
  expect(edited).toMatchObject({ energyWh: 19_000, cost: { totalMicros: 5_550_000 } });

  covered.push(...(await tabTo(page, 'Delete')));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Charge deleted')).toBeVisible();
  expect(await liveSessions(page)).toEqual([]);
  await tabToUndoOf(page, 'Charge deleted');
  await page.keyboard.press('Enter');
  await expect.poll(() => liveSessions(page)).toMatchObject([{ energyWh: 19_000 }]);
  expect(covered).toEqual([]);
});

/** Several messages may stand there, each with an Undo of its own. */
async function tabToUndoOf(page: Page, message: string): Promise<void> {
  const isIts = (): Promise<boolean> =>
    page.evaluate(
      (text) => document.activeElement?.parentElement?.textContent.includes(text) ?? false,
      message,
    );
  do await tabTo(page, 'Undo');
  while (!(await isIts()));
}

test('the skip link leads past the navigation, and Escape closes a sheet and gives focus back', async ({
  app,
}) => {
  const { page } = await openSample(app);
  await open(app, page, 'sessions');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  await tabTo(page, 'Filters');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Filters' })).toBeFocused();
});
