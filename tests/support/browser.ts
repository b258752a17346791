import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, chromium, type BrowserContext, type Page } from '@playwright/test';
import { findChromium } from '#scripts/chromium.mjs';
import { projectRoot } from '#scripts/run.mjs';
import { startTestServer, type TestServer } from './server.ts';

/** What must stay empty in every test: the app asks nobody else and breaks none of its own rules. */
export interface Findings {
  readonly foreignRequests: string[];
  readonly policyViolations: string[];
  readonly errors: string[];
}

export interface App {
  readonly server: TestServer;
  readonly url: string;
  readonly context: BrowserContext;
  readonly findings: Findings;
  /** A page of the present browser process. */
  newPage(): Promise<Page>;
  /** Ends the browser process and starts another one on the same profile. */
  restart(): Promise<void>;
  /**
   * Ends the browser process at once (SIGKILL), as the system does when memory runs out, and starts
   * another one on the same profile. Shows the death of a process, not the loss of power.
   */
  kill(): Promise<void>;
  /**
   * The same in two steps: looks for the browser process now, so that its end comes at once when
   * the answer is called.
   */
  killer(): Promise<() => Promise<void>>;
  /** Ends the browser process and starts another one that has never been here. */
  forget(): Promise<void>;
  /** Another device: a browser process of its own that has never been here. */
  otherDevice(): Promise<BrowserContext>;
  /** The host is gone: no listener, no open connection. */
  goOffline(): Promise<void>;
  /** What a test provokes on purpose, and may therefore find at its end. */
  allowFinding(pattern: RegExp): void;
}

const VIOLATION = 'plugtrack-test-violation:';

function watch(context: BrowserContext, origin: string, findings: Findings): void {
  // Also sees what service and other workers ask for.
  context.on('request', (request) => {
    const url = new URL(request.url());
    const isForeign = ['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol);
    if (isForeign && url.origin !== origin) findings.foreignRequests.push(url.href);
  });
  context.on('console', (message) => {
    const text = message.text();
    if (text.startsWith(VIOLATION)) findings.policyViolations.push(text.slice(VIOLATION.length));
    else if (/content security policy|trusted ?type/i.test(text)) {
      findings.policyViolations.push(text);
    } else if (message.type() === 'error') findings.errors.push(text);
  });
  context.on('weberror', (error) => findings.errors.push(String(error.error())));
}

async function openBrowser(profile: string, origin: string, findings: Findings) {
  const executablePath = await findChromium();
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath === undefined ? {} : { executablePath }),
    // Background requests of the browser itself are not the app's, and slow machines feel them.
    args: ['--disable-background-networking', '--disable-component-update'],
    viewport: { width: 390, height: 844 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  watch(context, origin, findings);
  await context.addInitScript((prefix) => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.debug(`${prefix}${event.effectiveDirective} ${event.blockedURI}`);
    });
  }, VIOLATION);
  return context;
}

interface Options {
  /** Folder of the build that is served. */
  readonly site: string;
  /** Path it is mounted at. */
  readonly basePath: string;
}

/** Finds the browser process; the answer ends it. */
async function killerOf(context: BrowserContext, profile: string): Promise<() => Promise<void>> {
  const session = await context.browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {};
  const browser = processInfo.find(({ type }) => type === 'browser');
  if (!browser) throw new Error('the browser process was not found');
  return async () => {
    const ended = context.waitForEvent('close', { timeout: 0 });
    process.kill(browser.id, 'SIGKILL');
    await ended;
    // The mark of a running browser is left behind and would keep the next one from starting.
    for (const file of ['SingletonLock', 'SingletonSocket', 'SingletonCookie']) {
      rmSync(path.join(profile, file), { force: true });
    }
  };
}

const newProfile = (): string => mkdtempSync(path.join(tmpdir(), 'plugtrack-profile-'));

export const test = base.extend<Options & { app: App }>({
  site: [path.join(projectRoot, 'build'), { option: true }],
  basePath: ['', { option: true }],
  app: async ({ site, basePath }, use) => {
    const server = await startTestServer({ root: site, base: basePath });
    const profiles = [newProfile()];
    const present = (): string => profiles.at(-1) ?? '';
    const otherProfiles: string[] = [];
    const others: BrowserContext[] = [];
    const findings: Findings = { foreignRequests: [], policyViolations: [], errors: [] };
    const allowed: RegExp[] = [];
    let context = await openBrowser(present(), server.origin, findings);
    const start = async (): Promise<void> => {
      context = await openBrowser(present(), server.origin, findings);
    };
    await use({
      server,
      get url() {
        return server.url;
      },
      get context() {
        return context;
      },
      findings,
      newPage: () => context.newPage(),
      async restart() {
        await context.close();
        await start();
      },
      async kill() {
        await (
          await killerOf(context, present())
        )();
        await start();
      },
      async killer() {
        const kill = await killerOf(context, present());
        return async () => {
          await kill();
          await start();
        };
      },
      async forget() {
        await context.close();
        profiles.push(newProfile());
        await start();
      },
      async otherDevice() {
        const profile = newProfile();
        otherProfiles.push(profile);
        const other = await openBrowser(profile, server.origin, findings);
        others.push(other);
        return other;
      },
      goOffline() {
        // The browser notes each attempt to reach the host that is gone.
        allowed.push(/ERR_CONNECTION_REFUSED/);
        return server.stop();
      },
      allowFinding: (pattern) => allowed.push(pattern),
    });
    await context.close();
    for (const other of others) await other.close();
    await server.stop();
    for (const profile of [...profiles, ...otherProfiles])
      rmSync(profile, { recursive: true, force: true });
    const surprises = (found: readonly string[]): string[] =>
      found.filter((text) => !allowed.some((pattern) => pattern.test(text)));
    const { foreignRequests, policyViolations, errors } = findings;
    base.expect.soft(surprises(foreignRequests), 'requests to other hosts').toEqual([]);
    base.expect.soft(surprises(policyViolations), 'violations of the content policy').toEqual([]);
    base.expect.soft(surprises(errors), 'errors in the console').toEqual([]);
  },
  // The ordinary page of Playwright has a profile that forgets; tests of this app use `app`.
  page: async ({ app }, use) => {
    await use(await app.newPage());
  },
  context: async ({ app }, use) => {
    await use(app.context);
  },
});

export const { expect } = base;

/** Waits until the service worker answers this page, so that offline means offline. */
export async function untilInstalled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller !== null) return;
    await new Promise((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
    });
  });
}
