import { copyFileSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { NOT_PRECACHED } from '#scripts/precache-list.mjs';
import { expect, test, untilInstalled, type App } from '../support/browser.ts';
import { builtSite, copyOf } from '../support/builds.ts';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const secondVersion = () => builtSite('second', { version: '99.0.0-test' });

function filesOf(site: string): string[] {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(site, path.join(entry.parentPath, entry.name)));
}

/** Route modules are only fetched when their route is visited: the lazy part of the app. */
function lazyModules(site: string): string[] {
  return filesOf(site).filter((file) => file.startsWith('_app/immutable/nodes/'));
}

async function firstVisit(app: App): Promise<Page> {
  const page = await app.newPage();
  await page.goto(app.url);
  await expect(heading(page)).toBeVisible();
  await untilInstalled(page);
  return page;
}

/** Looks for a newer version and waits for what becomes of it. */
function findUpdate(page: Page): Promise<'waiting' | 'refused'> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    if (registration.waiting !== null) return 'waiting' as const;
    const found = new Promise<ServiceWorker | null>((resolve) => {
      registration.addEventListener(
        'updatefound',
        () => {
          resolve(registration.installing);
        },
        { once: true },
      );
    });
    await registration.update();
    const installing = registration.installing ?? (await found);
    return new Promise<'waiting' | 'refused'>((resolve) => {
      const look = (): void => {
        if (installing?.state === 'installed') resolve('waiting');
        if (installing?.state === 'redundant') resolve('refused');
      };
      installing?.addEventListener('statechange', look);
      look();
    });
  });
}

function acceptUpdate(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    registration.waiting?.postMessage({ type: 'SKIP_WAITING' });
  });
}

/** Empties the browser's own store of downloads, which may hold hashed files. */
async function forgetDownloads(app: App, page: Page): Promise<void> {
  const session = await app.context.newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await session.detach();
}

/** The entry module a page was started from tells which build it runs. */
function entryOf(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLLinkElement>('link[rel=modulepreload]')].find((link) =>
        link.href.includes('/entry/app.'),
      )?.href ?? '',
  );
}
function entryIn(site: string): string {
  return filesOf(site).find((file) => file.includes('entry/app.')) ?? 'none';
}

test('SW01 after one visit the app starts without a host, also at an address never visited', async ({
  app,
}) => {
  await firstVisit(app);
  await app.goOffline();
  await app.restart();

  const page = await app.newPage();
  await page.goto(app.url);
  await expect(heading(page)).toBeVisible();

  app.allowFinding(/404|Not found/i);
  const answer = await page.goto(`${app.url}never/visited/before`);
  expect(answer?.status()).toBe(200);
  await expect(heading(page)).toBeVisible();
});

for (const host of ['good host', 'bad host', 'offline'] as const) {
  test(`SW02 an open tab keeps working when a new version is deployed: ${host}`, async ({
    app,
    site,
  }) => {
    const page = await firstVisit(app);
    const newer = copyOf(await secondVersion(), `sw02-${host.replace(' ', '-')}`);
    if (host === 'offline') await app.goOffline();
    else app.server.switchTo({ root: newer });
    if (host !== 'offline') expect(await findUpdate(page)).toBe('waiting');
    // A good host keeps old hashed files. Ours needs none: nothing may be asked of the host at all.
    const before = app.server.requests.length;

    const modules = lazyModules(site);
    expect(modules.length).toBeGreaterThan(1);
    const loaded = await page.evaluate(
      (addresses) => Promise.all(addresses.map(async (one) => typeof (await import(one)))),
      modules.map((file) => app.url + file),
    );

    expect(loaded).toEqual(modules.map(() => 'object'));
    expect(
      app.server.requests.slice(before).filter(({ path: asked }) => asked.endsWith('.js')),
    ).toEqual([]);
    expect(await entryOf(page)).toContain(entryIn(site));
    rmSync(newer, { recursive: true });
  });
}

test('SW02 a module of an older version is still there after the newer one took over', async ({
  app,
  site,
}) => {
  const page = await firstVisit(app);
  app.server.switchTo({ root: await secondVersion() });
  expect(await findUpdate(page)).toBe('waiting');
  const reloaded = page.waitForEvent('load');
  await acceptUpdate(page);
  await reloaded;
  await expect(heading(page)).toBeVisible();

  const answers = await page.evaluate(
    (addresses) => Promise.all(addresses.map(async (one) => (await fetch(one)).status)),
    lazyModules(site).map((file) => app.url + file),
  );
  expect(answers).toEqual(lazyModules(site).map(() => 200));
});

test('SW03 an update accepted in one tab reloads every tab once', async ({ app, site }) => {
  const newer = await secondVersion();
  const tabs = [await firstVisit(app), await firstVisit(app)] as const;
  expect(await entryOf(tabs[0])).toContain(entryIn(site));
  app.server.switchTo({ root: newer });
  expect(await findUpdate(tabs[0])).toBe('waiting');
  // Nothing happens before the yes.
  expect(await entryOf(tabs[1])).toContain(entryIn(site));

  const loads = [0, 0];
  tabs.forEach((tab, index) => tab.on('load', () => (loads[index] = (loads[index] ?? 0) + 1)));
  const reloaded = tabs.map((tab) => tab.waitForEvent('load'));
  await acceptUpdate(tabs[0]);
  await Promise.all(reloaded);

  for (const tab of tabs) {
    await expect(heading(tab)).toBeVisible();
    expect(await entryOf(tab)).toContain(entryIn(newer));
    await tab.evaluate(async () => (await navigator.serviceWorker.ready).update());
  }
  expect(loads).toEqual([1, 1]);
});

test('SW05 an install cut at a file leaves the old version in place; the next try succeeds', async ({
  app,
  site,
}) => {
  test.setTimeout(180_000);
  /** Positions in the list at which the host fails; the code treats all alike. */
  const CUTS = 10;
  const newer = await secondVersion();
  const page = await firstVisit(app);
  app.server.switchTo({ root: newer });
  app.allowFinding(/Failed to load resource|integrity/i);
  const skipped = new Set(NOT_PRECACHED.map(({ file }) => file));
  const files = filesOf(newer).filter((file) => !skipped.has(file));
  const step = Math.ceil(files.length / CUTS);
  const cut = files.filter((file, index) => index % step === 0 || file === 'index.html');
  expect(cut.length).toBeGreaterThan(5);

  for (const file of cut) {
    await forgetDownloads(app, page);
    app.server.failOn([`/${file}`], 500);
    expect(await findUpdate(page), file).toBe('refused');
    expect(await page.evaluate(() => caches.keys())).toHaveLength(1);
  }
  app.server.failOn([]);
  expect(await findUpdate(page)).toBe('waiting');
  expect(await entryOf(page)).toContain(entryIn(site));
});

test('SW06 damaged and foreign files are replaced from the network with one reload', async ({
  app,
  site,
}) => {
  const page = await firstVisit(app);
  const entry = app.url + entryIn(site);
  await page.evaluate(async (address) => {
    const [name = ''] = await caches.keys();
    const cache = await caches.open(name);
    const headers = { 'Content-Type': 'text/html' };
    await cache.put(address, new Response('<!doctype html><p>Log in first', { headers }));
  }, entry);
  app.allowFinding(/MIME type|module script|dynamically imported/i);

  let loads = 0;
  page.on('load', () => (loads += 1));
  await page.reload();
  await expect(heading(page)).toBeVisible();
  await expect(page.getByText('could not start')).toHaveCount(0);
  expect(loads).toBeLessThanOrEqual(2);
});

test('SW06 files that stay damaged end in words, not in a loop or a blank page', async ({
  app,
  site,
}) => {
  const page = await firstVisit(app);
  const entry = entryIn(site);
  await page.evaluate(async (address) => {
    const [name = ''] = await caches.keys();
    await (await caches.open(name)).put(address, new Response('broken('));
  }, app.url + entry);
  app.allowFinding(/MIME type|module script|dynamically imported|Failed to load/i);
  app.server.failOn([`/${entry}`], 404);
  await forgetDownloads(app, page);

  await page.reload();
  await expect(heading(page)).toHaveText('PlugTrack could not start');
});

test('SW07 with its files evicted the app starts online and heals', async ({ app }) => {
  const page = await firstVisit(app);
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await page.reload();
  await expect(heading(page)).toBeVisible();
  await expect
    .poll(() => page.evaluate(async () => (await caches.match('/.complete')) !== undefined))
    .toBe(true);

  await app.goOffline();
  await page.reload();
  await expect(heading(page)).toBeVisible();
});

test('SW07 evicted and offline: words instead of the browser’s error page', async ({ app }) => {
  const page = await firstVisit(app);
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await app.goOffline();
  app.allowFinding(/503|Failed to load resource/);
  await page.reload();
  await expect(heading(page)).toHaveText('PlugTrack cannot start without a connection');
});

test('SW08 the kill switch removes the files and itself, never the data', async ({ app, site }) => {
  const page = await firstVisit(app);
  await page.evaluate(async () => {
    localStorage.setItem('witness', 'kept');
    await (await caches.open('inbox')).put('/shared', new Response('a shared file'));
    await new Promise((resolve, reject) => {
      const opening = indexedDB.open('witness', 1);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore('rows').put('row', 1);
      };
      opening.onsuccess = resolve;
      opening.onerror = reject;
    });
  });
  const broken = copyOf(site, 'sw08');
  copyFileSync(path.join(broken, 'kill-sw.js'), path.join(broken, 'service-worker.js'));
  app.server.switchTo({ root: broken });

  const reloaded = page.waitForEvent('load');
  await page.evaluate(async () => {
    void (await navigator.serviceWorker.ready).update();
  });
  await reloaded;
  await expect(heading(page)).toBeVisible();
  await expect
    .poll(() =>
      page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length),
    )
    .toBe(0);
  const left = await page.evaluate(async () => ({
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    witness: localStorage.getItem('witness'),
    controlled: navigator.serviceWorker.controller !== null,
  }));
  expect(left.caches).toEqual(['inbox']);
  expect(left.databases).toContain('witness');
  expect(left.witness).toBe('kept');
  expect(left.controlled).toBe(false);
  rmSync(broken, { recursive: true });
});

test('SW10 every built file is kept for offline use, and no database is opened for it', async ({
  app,
  site,
}) => {
  const page = await firstVisit(app);
  const kept = await page.evaluate(async () => {
    const [name = ''] = await caches.keys();
    const requests = await (await caches.open(name)).keys();
    return requests.map((request) => new URL(request.url).pathname.slice(1));
  });
  const skipped = new Set(NOT_PRECACHED.map(({ file }) => file));
  const wanted = filesOf(site).filter((file) => !skipped.has(file));
  expect(wanted.length).toBeGreaterThan(5);
  expect(wanted.filter((file) => !kept.includes(file))).toEqual([]);
  expect(readFileSync(path.join(site, 'service-worker.js'), 'utf8')).not.toMatch(
    /indexedDB|importScripts/,
  );
});

test('SW10 a missing asset is 404, never the shell', async ({ app }) => {
  const page = await firstVisit(app);
  app.allowFinding(/404/);
  const answers = await page.evaluate(
    (addresses) =>
      Promise.all(
        addresses.map(async (one) => {
          const response = await fetch(one);
          return [response.status, response.headers.get('Content-Type')?.includes('html') ?? false];
        }),
      ),
    ['_app/immutable/nodes/9999.gone.js', 'icons/gone.png', 'gone.js'].map((one) => app.url + one),
  );
  expect(answers).toEqual([
    [404, false],
    [404, false],
    [404, false],
  ]);
});

test('stored pages and scripts carry the policy as a header', async ({ app, site }) => {
  const page = await firstVisit(app);
  await app.goOffline();
  const policies = await page.evaluate(
    (addresses) =>
      Promise.all(
        addresses.map(
          async (one) =>
            (await caches.match(one))?.headers.get('Content-Security-Policy') ?? 'none',
        ),
      ),
    [`${app.url}index.html`, app.url + entryIn(site)],
  );
  for (const policy of policies) {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
  }
});

test.describe('under a path of a shared host', () => {
  test('SW01 starts offline there too', async ({ app }) => {
    const root = await builtSite('sub-path', { base: '/plugtrack' });
    app.server.switchTo({ root, base: '/plugtrack' });
    await firstVisit(app);
    await app.goOffline();
    await app.restart();
    const page = await app.newPage();
    await page.goto(app.url);
    await expect(heading(page)).toBeVisible();
    expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).scope)).toBe(
      app.url,
    );
  });
});
