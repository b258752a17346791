import { writeFileSync } from 'node:fs';
import type { CDPSession, Page } from '@playwright/test';
import { expect, test, type App } from '../support/browser.ts';
import {
  fillForm,
  heading,
  logCharge,
  openLog,
  openMore,
  openScreen,
  saveButton,
  startWithCar,
  untilSaved,
  visit,
} from '../support/e2e-app.ts';
import {
  besideTheApp,
  databaseNames,
  everythingWritten,
  identityOf,
  liveSessions,
  OWN_DATABASE,
  putRaw,
} from '../support/e2e-storage.ts';

const REMOVED = 'Your browser appears to have removed your data';
const UNAVAILABLE = 'Your data cannot be opened right now';
const WELCOME = 'Welcome to PlugTrack';
const NOTE = 'plugtrack-sentinel-default';

const deleteDatabase = (page: Page): Promise<void> =>
  page.evaluate(
    (name) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = () => {
          resolve();
        };
        request.onerror = request.onblocked = () => {
          reject(new Error('not deleted'));
        };
      }),
    OWN_DATABASE,
  );

test.describe('ST01 no room left', () => {
  const QUOTA = 300_000;
  const NOTES = 'What was typed stays. '.repeat(180);

  const limit = (app: App, session: CDPSession, quotaSize: number): Promise<unknown> =>
    session.send('Storage.overrideQuotaForOrigin', { origin: app.server.origin, quotaSize });

  /** The files of the app would fill a quota this small; only the database is to be tested. */
  function withoutServiceWorker(app: App): void {
    app.server.failOn(['/service-worker.js']);
    app.allowFinding(/404|service ?worker/i);
  }

  /** Fills what is left with rows nobody reads, down to less than one charge. */
  function fillUp(page: Page): Promise<number> {
    return page.evaluate(
      (name) =>
        new Promise<number>((resolve, reject) => {
          const request = indexedDB.open(name);
          request.onerror = () => {
            reject(new Error('open'));
          };
          request.onsuccess = () => {
            const db = request.result;
            const fill = (size: number, n: number): void => {
              const writing = db.transaction('drafts', 'readwrite');
              // Noise, because the browser's store compresses.
              const noise = crypto.getRandomValues(new Uint8Array(size));
              writing.objectStore('drafts').put({ key: `filler-${String(n)}`, noise });
              writing.oncomplete = () => {
                fill(size, n + 1);
              };
              writing.onabort = () => {
                if (writing.error?.name !== 'QuotaExceededError') {
                  reject(new Error(writing.error?.name));
                } else if (size > 500) fill(Math.floor(size / 2), n);
                else {
                  db.close();
                  resolve(n);
                }
              };
            };
            fill(32_000, 0);
          };
        }),
      OWN_DATABASE,
    );
  }

  /** Milliseconds from the tap on Save until the form says that it was not saved. */
  function timeUntilRefused(page: Page): Promise<number> {
    return page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const button = document.querySelector<HTMLElement>('button[type=submit]');
          const started = performance.now();
          const seen = new MutationObserver(() => {
            const alerts = [...document.querySelectorAll('[role=alert]')];
            if (!alerts.some((alert) => alert.textContent.includes('Not saved'))) return;
            seen.disconnect();
            resolve(performance.now() - started);
          });
          seen.observe(document.body, { subtree: true, childList: true, characterData: true });
          button?.click();
        }),
    );
  }

  test('ST01 a save that finds no room says so at once, keeps the form and writes no part', async ({
    app,
  }) => {
    withoutServiceWorker(app);
    const page = await app.newPage();
    const session = await app.context.newCDPSession(page);
    await limit(app, session, QUOTA);
    await startWithCar(app, page);
    await logCharge(app, page, { 'Energy (kWh)': '8' });
    await openLog(app, page);
    expect(await fillUp(page)).toBeGreaterThan(0);
    const before = await everythingWritten(page);

    const typed = { 'Energy (kWh)': '21.5', 'Total cost': '6.45' };
    await openMore(page);
    await fillForm(page, { ...typed, Notes: NOTES });
    expect(await timeUntilRefused(page)).toBeLessThan(1000);

    await expect(page.getByText('Not saved: there is no room left')).toBeVisible();
    expect(await everythingWritten(page)).toBe(before);
    for (const [name, value] of Object.entries({ ...typed, Notes: NOTES })) {
      await expect(page.getByRole('textbox', { name, exact: true })).toHaveValue(value);
    }

    await limit(app, session, 50_000_000);
    await saveButton(page).click();
    await untilSaved(page);
    expect((await liveSessions(page)).map((row) => row['energyWh']).sort()).toEqual([21_500, 8000]);
  });

  test('ST01 control: a quota that comes after the database was opened tests nothing', async ({
    app,
  }) => {
    withoutServiceWorker(app);
    const page = await startWithCar(app);
    const session = await app.context.newCDPSession(page);
    await limit(app, session, 1000);
    await openLog(app, page);
    await openMore(page);
    await fillForm(page, { 'Energy (kWh)': '21.5', Notes: NOTES });
    await saveButton(page).click();
    await untilSaved(page);
    expect(await liveSessions(page)).toHaveLength(1);
  });
});

test('ST03 data removed under the running app: a screen that says so, no welcome, no new rows', async ({
  app,
}) => {
  const page = await startWithCar(app);
  await logCharge(app, page, { 'Energy (kWh)': '8' });
  await openLog(app, page);
  await fillForm(page, { 'Energy (kWh)': '9' });
  const session = await app.context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', {
    origin: app.server.origin,
    storageTypes: 'indexeddb',
  });
  await expect(heading(page)).toHaveText(REMOVED, { timeout: 2000 });
  expect(await databaseNames(page)).toEqual([]);

  await page.reload();
  await expect(heading(page)).toHaveText(REMOVED);
  await expect(page.getByRole('button', { name: 'Restore a backup' })).toBeVisible();
  expect(await databaseNames(page)).toEqual([]);
});

test.describe('ST04 starting', () => {
  test('ST04 (a) without the database of which the browser remembers that it was there', async ({
    app,
  }) => {
    await logCharge(app, await startWithCar(app), { 'Energy (kWh)': '8' });
    await app.restart();
    const beside = await besideTheApp(app);
    await deleteDatabase(beside);

    const page = await openScreen(app, '', REMOVED);
    await expect(page.getByRole('button', { name: 'Restore a backup' })).toBeVisible();
    expect(await databaseNames(page)).toEqual([]);
    await visit(app, page, 'charge?tab=log', REMOVED);
    expect(await databaseNames(page)).toEqual([]);

    await page.getByRole('button', { name: 'Start fresh' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start fresh' }).click();
    await visit(app, page, '', WELCOME);
    expect(await databaseNames(page)).toContain(OWN_DATABASE);
  });

  test('ST04 (a) with a database that is not the one the browser remembers', async ({ app }) => {
    const page = await startWithCar(app);
    await page.evaluate((key) => {
      localStorage.setItem(key, JSON.stringify({ generation: 'another', firstSavedAt: 1 }));
    }, NOTE);
    const before = await everythingWritten(page);
    await visit(app, page, '', REMOVED);
    expect(await everythingWritten(page)).toBe(before);
  });

  test('ST04 (b) after all data of the site has gone: the welcome, with Restore', async ({
    app,
  }) => {
    await logCharge(app, await startWithCar(app), { 'Energy (kWh)': '8' });
    await app.restart();
    const beside = await besideTheApp(app);
    const session = await app.context.newCDPSession(beside);
    await session.send('Storage.clearDataForOrigin', {
      origin: app.server.origin,
      storageTypes: 'all',
    });
    await app.context.clearCookies();

    const page = await openScreen(app, '', WELCOME);
    await expect(page.getByRole('button', { name: 'Restore a backup' })).toBeVisible();
    expect(await liveSessions(page)).toEqual([]);
  });

  const noteOf = (page: Page): Promise<readonly [string | undefined, string | undefined]> =>
    page.evaluate((key) => {
      const generationIn = (text: string | null | undefined): string | undefined =>
        text ? (JSON.parse(text) as { generation: string }).generation : undefined;
      const cookie = document.cookie.split('; ').find((part) => part.startsWith(key));
      return [
        generationIn(localStorage.getItem(key)),
        generationIn(cookie && decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1))),
      ] as const;
    }, NOTE);

  test('ST04 (c) without the note: it is written again', async ({ app }) => {
    const page = await startWithCar(app);
    const { generation } = await identityOf(page);
    expect(await noteOf(page)).toEqual([generation, generation]);
    await page.evaluate(() => {
      localStorage.clear();
    });
    await app.context.clearCookies();
    expect(await noteOf(page)).toEqual([undefined, undefined]);

    await visit(app, page, '', 'Home');
    await expect.poll(() => noteOf(page)).toEqual([generation, generation]);
  });

  test('ST04 (c) with a note that is one replace behind: it is brought up to date', async ({
    app,
  }) => {
    await startWithCar(app);
    await app.restart();
    const beside = await besideTheApp(app);
    const identity = await identityOf(beside);
    // As if the browser had died between the swap of a replace and the note about it.
    await putRaw(beside, 'meta', [
      { ...identity, generation: 'newer', formerGenerations: [identity.generation] },
    ]);

    const page = await openScreen(app, '', 'Home');
    await expect.poll(() => noteOf(page)).toEqual(['newer', 'newer']);
  });
});

for (const way of ['fails', 'never answers'] as const) {
  test(`ST06 a database whose open ${way}: Rescue, and a copy is restored there`, async ({
    app,
  }, testInfo) => {
    let page = await startWithCar(app);
    await logCharge(app, page, { 'Energy (kWh)': '13.7' });
    await visit(app, page, 'settings?tab=data', 'Settings');
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download a copy' }).click();
    const copy = testInfo.outputPath('copy.json');
    await (await downloading).saveAs(copy);
    await app.restart();

    await app.context.addInitScript(
      ([database, how, title]) => {
        const times = { asked: Number.NaN, told: Number.NaN };
        Object.assign(window, { times });
        const open = Reflect.get<IDBFactory, 'open'>(IDBFactory.prototype, 'open');
        IDBFactory.prototype.open = function (this: IDBFactory, name, version) {
          if (name !== database) return open.call(this, name, version);
          if (Number.isNaN(times.asked)) times.asked = performance.now();
          // An older version than the stored one fails in the browser's own way.
          if (how === 'fails') return open.call(this, name, 1);
          return Object.assign(new EventTarget(), { error: null }) as unknown as IDBOpenDBRequest;
        };
        new MutationObserver(() => {
          if (!Number.isNaN(times.told)) return;
          if (document.querySelector('h1')?.textContent === title) times.told = performance.now();
        }).observe(document, { subtree: true, childList: true, characterData: true });
      },
      [OWN_DATABASE, way, UNAVAILABLE] as const,
    );
    page = await openScreen(app, '', UNAVAILABLE);
    const waited = await page.evaluate(() => {
      const { times } = window as unknown as { times: { asked: number; told: number } };
      return times.told - times.asked;
    });
    expect(waited).toBeLessThan(6000);

    await page.getByRole('link', { name: 'Open Rescue' }).click();
    await expect(heading(page)).toHaveText('Rescue');
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a backup' }).click();
    await (await choosing).setFiles(copy);
    await expect(page.getByText('Restored: one car, one charge')).toBeVisible();
    await page.getByRole('button', { name: 'Open the restored log' }).click();
    await expect(heading(page)).toHaveText('Home');
    await expect(page.getByRole('region', { name: 'Recent sessions' })).toContainText('13.7');
    // The log that does not open is left as it is.
    expect(await databaseNames(page)).toContain(OWN_DATABASE);
  });
}

test('ST06 a file that is no copy changes nothing, and Rescue says why', async ({
  app,
}, testInfo) => {
  const page = await startWithCar(app);
  await visit(app, page, 'rescue', 'Rescue');
  const before = await everythingWritten(page);
  const names = await databaseNames(page);
  const file = testInfo.outputPath('copy.json');
  writeFileSync(file, '{"format":"plugtrack-dataset","version":1,');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a backup' }).click();
  await (await choosing).setFiles(file);
  await expect(page.getByText('The file is damaged: it is not valid JSON.')).toBeVisible();
  expect(await everythingWritten(page)).toBe(before);
  expect(await databaseNames(page)).toEqual(names);
});
