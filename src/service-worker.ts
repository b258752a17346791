/// <reference lib="webworker" />
/**
 * Keeps one complete copy of each version of the app and answers from it. It never touches what a
 * person has recorded: no database is opened here.
 *
 * Plain Cache API: the stock precaching library looks only into its own newest cache, while a tab
 * that still runs an older version must find that version's files too.
 */
import { version } from '$service-worker';
import {
  cacheName,
  cachePrefix,
  cachesToDelete,
  isFileAddress,
  isHashed,
  isPageInsteadOfFile,
  pageFile,
  policyOf,
  SHELL,
  storedHeaders,
  type PrecacheEntry,
} from '#lib/platform/offline-files.ts';

declare global {
  interface WorkerGlobalScope {
    readonly __WB_MANIFEST: readonly PrecacheEntry[];
  }
}

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
// The build puts the list in place of exactly this expression.
const entries = (self as unknown as ServiceWorkerGlobalScope).__WB_MANIFEST;
const listed = new Set(entries.map(({ url }) => url));
const scope = worker.registration.scope;
const scopePath = new URL(scope).pathname;
const current = cacheName(scopePath, version, entries);
const completeMark = new URL('.complete', scope).href;
const DOWNLOADS_AT_ONCE = 8;

const BROWSER_REMOVED_FILES = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>PlugTrack</title></head><body>
<h1>PlugTrack cannot start without a connection</h1>
<p>The browser has removed the app's files. Connect once and open this page again. What you
recorded is stored apart from them and is not touched by this.</p></body></html>`;

function addressOf(file: string): string {
  return new URL(file, scope).href;
}

async function sha256(body: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}

/** Fetches one file of exactly this build; the browser's own copy is asked first when it may be. */
async function download({ url, revision }: PrecacheEntry): Promise<Response> {
  const request = (cache: RequestCache) =>
    fetch(addressOf(url), { cache, integrity: revision, credentials: 'same-origin' });
  const response = await request(isHashed(url) ? 'default' : 'no-cache').catch(() =>
    request('reload'),
  );
  if (!response.ok) throw new Error(`${url}: ${String(response.status)}`);
  return response;
}

async function isIntact(cache: Cache, { url, revision }: PrecacheEntry): Promise<boolean> {
  const stored = await cache.match(addressOf(url));
  return stored !== undefined && (await sha256(await stored.arrayBuffer())) === revision;
}

/** Brings the current cache to completeness; keeps what is intact. Throws when a file is missing. */
async function fill(): Promise<void> {
  const cache = await caches.open(current);
  const shell = entries.find(({ url }) => url === SHELL);
  if (shell === undefined) throw new Error('the list has no shell');
  const policy = policyOf(await (await download(shell)).text());
  if (policy === undefined) throw new Error('the shell states no policy');

  const queue = [...entries];
  const drain = async (): Promise<void> => {
    for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
      if (await isIntact(cache, entry)) continue;
      const response = await download(entry);
      const type = response.headers.get('Content-Type') ?? 'application/octet-stream';
      await cache.put(
        addressOf(entry.url),
        new Response(await response.arrayBuffer(), { headers: storedHeaders(type, policy) }),
      );
    }
  };
  const ends = await Promise.allSettled(
    Array.from({ length: DOWNLOADS_AT_ONCE }, () =>
      drain().catch((error: unknown) => {
        queue.length = 0; // nobody starts another download for a version that cannot be complete
        throw error;
      }),
    ),
  );
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  await cache.put(completeMark, new Response(version));
}

async function ourCaches(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(cachePrefix(scopePath)));
}

async function dropOldVersions(): Promise<void> {
  const all = await ourCaches();
  const complete: string[] = [];
  for (const name of all) {
    if (await caches.match(completeMark, { cacheName: name })) complete.push(name);
  }
  // A newer version may be filling its cache at this moment; then everything stays until next time.
  if (worker.registration.installing !== null) return;
  await Promise.all(cachesToDelete(all, complete, current).map((name) => caches.delete(name)));
}

/** Newest first: this version's copy, then, for hashed names, those of older versions. */
async function stored(path: string): Promise<Response | undefined> {
  const names = isHashed(path) ? (await ourCaches()).reverse() : [];
  for (const name of [current, ...names]) {
    const response = await caches.match(addressOf(path), { cacheName: name });
    if (response !== undefined) return response;
  }
  return undefined;
}

async function answerFile(request: Request, path: string): Promise<Response> {
  const found = await stored(path);
  if (found !== undefined) return found;
  const response = await fetch(request);
  return isPageInsteadOfFile(response.headers.get('Content-Type'), path)
    ? new Response(null, { status: 404 })
    : response;
}

async function answerPage(event: FetchEvent, path: string): Promise<Response> {
  const found = (await stored(pageFile(path, listed))) ?? (await stored(SHELL));
  if (found !== undefined) return found;
  // The browser has thrown the files away: run from the network and fetch them again meanwhile.
  event.waitUntil(fill().catch(() => undefined));
  return fetch(event.request).catch(
    () =>
      new Response(BROWSER_REMOVED_FILES, {
        status: 503,
        headers: { 'Content-Type': 'text/html; charset=utf-8' },
      }),
  );
}

worker.addEventListener('install', (event) => {
  event.waitUntil(
    fill().catch(async (error: unknown) => {
      await caches.delete(current);
      throw error;
    }),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOldVersions().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return;
  const path = decodeURI(new URL(request.url).pathname.slice(scopePath.length));
  if (isFileAddress(path)) {
    if (listed.has(path) || isHashed(path)) event.respondWith(answerFile(request, path));
  } else if (request.mode === 'navigate') {
    event.respondWith(answerPage(event, path));
  }
});

/** A tap on a notification leads to the app where it is open, else opens it. */
async function showApp(): Promise<void> {
  const [tab] = await worker.clients.matchAll({ type: 'window' });
  await (tab ? tab.focus() : worker.clients.openWindow(scope));
}

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(showApp());
});

worker.addEventListener('message', (event) => {
  const { type } = event.data as { type?: unknown };
  const reply = (answer: unknown): void => event.ports[0]?.postMessage(answer);
  if (type === 'SKIP_WAITING') {
    event.waitUntil(worker.skipWaiting());
  } else if (type === 'COUNT_TABS') {
    event.waitUntil(worker.clients.matchAll({ type: 'window' }).then((tabs) => reply(tabs.length)));
  } else if (type === 'REPAIR') {
    event.waitUntil(fill().then(reply.bind(undefined, true), reply.bind(undefined, false)));
  } else if (type === 'VERSION') {
    reply(version);
  }
});
