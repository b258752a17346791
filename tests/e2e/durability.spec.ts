import { EventEmitter, once } from 'node:events';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';
import {
  fillForm,
  logCharge,
  openLog,
  openMore,
  openScreen,
  saveButton,
  startWithCar,
  toast,
  untilSaved,
  visit,
} from '../support/e2e-app.ts';
import { liveSessions, readStored, stateHash } from '../support/e2e-storage.ts';

/** Logs one charge after the other as a person would, only faster, and tells of each that is saved. */
async function keepLogging(page: Page, firstWh: number): Promise<void> {
  await page.evaluate(
    async ([first]) => {
      const until = <T>(look: () => T | null | undefined | false): Promise<T> =>
        new Promise((resolve) => {
          const seen = new MutationObserver(() => {
            check();
          });
          const check = (): void => {
            const found = look();
            if (found === null || found === undefined || found === false) return;
            seen.disconnect();
            resolve(found);
          };
          const changes = { subtree: true, childList: true, attributes: true, characterData: true };
          seen.observe(document, changes);
          check();
        });
      const labelled = (name: string): HTMLInputElement | undefined =>
        [...document.querySelectorAll('label')].find(
          ({ textContent }) => textContent.trim() === name,
        )?.control as HTMLInputElement | undefined;
      const shownId = (): string => new URLSearchParams(location.search).get('id') ?? '';
      const { ack } = window as unknown as { ack: (id: string, wh: number) => Promise<void> };

      for (let wh = first; ; wh += 100) {
        const former = shownId();
        const link = await until(() =>
          document.querySelector<HTMLElement>('nav a[href$="/charge"]'),
        );
        link.click();
        const energy = await until(() => labelled('Energy (kWh)'));
        energy.value = String(wh / 1000);
        energy.dispatchEvent(new Event('input', { bubbles: true }));
        energy.form?.requestSubmit();
        const id = await until(() => {
          const shown = shownId();
          return shown !== '' && shown !== former && shown;
        });
        await ack(id, wh);
      }
    },
    [firstWh] as const,
  );
}

test('ST08 a browser killed while charges are saved one after the other loses none of them', async ({
  app,
}) => {
  const rounds = Number(process.env['KILL_ROUNDS'] ?? 5);
  test.setTimeout(60_000 + rounds * 20_000);
  await startWithCar(app);
  const acknowledged = new Map<string, number>();

  for (let round = 0; round < rounds; round++) {
    const page = await openScreen(app, '', 'Home');
    const wanted = 2 + Math.floor(Math.random() * 6);
    const enough = new EventEmitter();
    const reached = once(enough, 'reached');
    let acks = 0;
    await page.exposeFunction('ack', (id: string, wh: number) => {
      acknowledged.set(id, wh);
      if (++acks === wanted) enough.emit('reached');
    });
    const logging = keepLogging(page, 1000 + round * 20_000).catch((error: unknown) => {
      if (!/closed|crashed/i.test(String(error))) throw error;
    });
    await reached;
    await app.kill();
    await logging;

    const after = await openScreen(app, 'sessions', 'Sessions');
    const rows = await liveSessions(after);
    const stored = new Map(rows.map((row) => [row.id, row['energyWh']]));
    for (const [id, wh] of acknowledged) expect(stored.get(id)).toBe(wh);
    // One more may have been written whose answer did not come back any more; none is half there.
    expect(rows.length - acknowledged.size).toBeLessThanOrEqual(round + 1);
    expect(new Set(rows.map((row) => row['energyWh'])).size).toBe(rows.length);
    const meta = (await readStored(after))?.tables['meta'] ?? [];
    const counter = meta.find((row) => row['key'] === 'change');
    expect(counter?.seq).toBe(Math.max(...rows.map(({ seq }) => seq)));
    await expect(
      after.getByRole('status').filter({ hasText: `${String(rows.length)} sessions` }),
    ).toBeVisible();
    await after.close();
  }
});

test('ST11 delete and Undo, delete and Restore from the trash: the state before', async ({
  app,
}) => {
  const page = await startWithCar(app);
  await logCharge(app, page, { 'Energy (kWh)': '8', 'Total cost': '2' });
  await logCharge(app, page, { 'Energy (kWh)': '9', 'End SoC (%)': '80' });
  const before = await stateHash(page);

  const deleteShown = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('Charge deleted')).toBeVisible();
    expect(await liveSessions(page)).toHaveLength(1);
  };
  await deleteShown();
  await toast(page, 'Charge deleted').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Charge is back')).toBeVisible();
  expect(await stateHash(page)).toBe(before);

  await visit(app, page, 'sessions', 'Sessions');
  await page.getByRole('list', { name: 'Sessions' }).getByRole('link').first().click();
  await expect(page.getByRole('link', { name: 'Edit' })).toBeVisible();
  await deleteShown();
  await visit(app, page, 'trash', 'Trash');
  await page.getByRole('button', { name: /^Restore / }).click();
  await expect(page.getByText('The trash is empty')).toBeVisible();
  expect(await stateHash(page)).toBe(before);

  await visit(app, page, 'sessions', 'Sessions');
  await page.getByRole('list', { name: 'Sessions' }).getByRole('link').first().click();
  await deleteShown();
  await visit(app, page, 'trash', 'Trash');
  await page.getByRole('button', { name: /for good$/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /for good/i })
    .click();
  await expect(page.getByText('The trash is empty')).toBeVisible();
  const rows = (await readStored(page))?.tables['sessions'] ?? [];
  const purged = rows.filter((row) => row._p !== undefined);
  expect(purged).toHaveLength(1);
  expect(purged[0]).not.toHaveProperty('energyWh');
});

test('ML01 what was typed is back after the tab was hidden and the browser killed', async ({
  app,
}) => {
  let page = await startWithCar(app);
  await openLog(app, page);
  await openMore(page);
  const typed = {
    'Energy (kWh)': '17.25',
    'End SoC (%)': '81',
    Network: 'Osprey',
    Notes: 'Second charger from the left',
  };
  await fillForm(page, typed);
  // Playwright keeps its pages visible; what hiding tells the page is what counts here.
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect
    .poll(async () => JSON.stringify((await readStored(page))?.tables['drafts']))
    .toContain(typed.Notes);
  await app.kill();

  page = await app.newPage();
  await openLog(app, page);
  await expect(page.getByText(/^Restored what you had typed at \d\d:\d\d$/)).toBeVisible();
  await openMore(page);
  for (const [name, value] of Object.entries(typed)) {
    await expect(page.getByRole('textbox', { name, exact: true })).toHaveValue(value);
  }
  expect(await liveSessions(page)).toEqual([]);

  await saveButton(page).click();
  await untilSaved(page);
  await openLog(app, page);
  await expect(page.getByText(/^Restored what you had typed/)).toHaveCount(0);
  expect(await liveSessions(page)).toHaveLength(1);
});

test('ML01 typing alone keeps a draft, and Discard is the end of it', async ({ app }) => {
  let page = await startWithCar(app);
  await openLog(app, page);
  await page.getByRole('textbox', { name: 'Quick entry' }).fill('20-80% 12.40');
  await expect
    .poll(async () => JSON.stringify((await readStored(page))?.tables['drafts']))
    .toContain('20-80% 12.40');
  await app.kill();

  page = await app.newPage();
  await openLog(app, page);
  await expect(page.getByRole('textbox', { name: 'Quick entry' })).toHaveValue('20-80% 12.40');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('textbox', { name: 'Quick entry' })).toHaveValue('');
  await expect.poll(async () => (await readStored(page))?.tables['drafts']).toEqual([]);
});
