import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { build } from 'vite';
import { ensureBuilt } from '#scripts/build.mjs';
import { findChromium } from '#scripts/chromium.mjs';
import { inProject } from '#scripts/run.mjs';
import { startTestServer, type TestServer } from '../support/server.ts';
import { installStopwatch } from './page/stopwatch.ts';

/** Where the page of the baselines is served, beside the app and outside of what it keeps. */
export const LAB = 'bench/lab.html';

export interface Stage {
  readonly server: TestServer;
  /** Folder for files of this run; removed at its end. */
  readonly scratch: string;
  /** Address of the script of the app's workers below the site, with a slash before it. */
  readonly workerScript: string;
  /** A browser process on a profile. */
  open(profile: string, settings?: { readonly bypassCSP?: boolean }): Promise<BrowserContext>;
  /** An empty folder for a browser profile, or a copy of one. */
  newProfile(from?: string): string;
  close(): Promise<void>;
}

interface Site extends Pick<Stage, 'workerScript'> {
  readonly root: string;
}

/** The built app, copied so that nobody builds over it meanwhile, with the baselines beside it. */
async function prepareSite(scratch: string): Promise<Site> {
  const root = path.join(scratch, 'site');
  cpSync(await ensureBuilt(), root, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'error',
    root: inProject('tests/bench/baselines'),
    base: '/bench/',
    worker: { format: 'es' },
    build: {
      outDir: path.join(root, 'bench'),
      emptyOutDir: true,
      rolldownOptions: {
        input: ['lab.html', 'count-reads.ts'].map((file) =>
          inProject(`tests/bench/baselines/${file}`),
        ),
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  const workers = '_app/immutable/workers';
  const files = readdirSync(path.join(root, workers));
  const found = files.find((file) => file.startsWith('start-') && file.endsWith('.js'));
  if (found === undefined) throw new Error('the build has no worker');
  // One script for all workers; their names say what they do.
  const workerScript = `/${workers}/${found}`;
  const counted = ['/bench/count-reads.js', workerScript]
    .map((file) => `import '${file}';\n`)
    .join('');
  writeFileSync(path.join(root, 'bench/counted-worker.js'), counted);
  return { root, workerScript };
}

export async function setStage(): Promise<Stage> {
  // Beside the project: what is temporary may lie in memory, where no write waits for a disk.
  mkdirSync(inProject('.svelte-kit'), { recursive: true });
  const scratch = mkdtempSync(inProject('.svelte-kit/bench-'));
  const { root, ...scripts } = await prepareSite(scratch);
  const server = await startTestServer({ root });
  const executablePath = await findChromium();
  const contexts = new Set<BrowserContext>();
  return {
    server,
    scratch,
    ...scripts,
    async open(profile, settings = {}) {
      // Not `newContext`: its storage is another one, and faster.
      const context = await chromium.launchPersistentContext(profile, {
        ...(executablePath === undefined ? {} : { executablePath }),
        args: ['--disable-background-networking', '--disable-component-update'],
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        locale: 'en-GB',
        timezoneId: 'Europe/London',
        ...settings,
      });
      context.setDefaultTimeout(600_000);
      await context.addInitScript(installStopwatch);
      contexts.add(context);
      context.on('close', () => contexts.delete(context));
      return context;
    },
    newProfile(from) {
      const profile = mkdtempSync(path.join(scratch, 'profile-'));
      if (from !== undefined) cpSync(from, profile, { recursive: true });
      return profile;
    },
    async close() {
      for (const context of contexts) await context.close();
      await server.stop();
      rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** The first tab of a browser process. */
export async function firstPage(context: BrowserContext): Promise<Page> {
  return context.pages()[0] ?? (await context.newPage());
}
