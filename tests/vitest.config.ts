import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium } from '#scripts/chromium.mjs';

const executablePath = await findChromium();

/** Rules in Node; the database in Node for speed; what needs a real browser in a real browser. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    allowOnly: false,
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/{unit,property,lint,cli}/**/*.test.ts'],
          setupFiles: ['tests/support/setup.ts'],
          // Property tests and the tools behind the lint tests take longer than the usual 5 s.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'db',
          environment: 'node',
          include: ['tests/db/**/*.test.ts'],
          setupFiles: ['tests/support/setup.ts', 'fake-indexeddb/auto'],
          testTimeout: 30_000,
        },
      },
      {
        plugins: [svelte()],
        worker: { format: 'es' },
        // Icons found one by one while tests run would reload them with a second Svelte beside the first.
        optimizeDeps: { exclude: ['@lucide/svelte'] },
        test: {
          name: 'browser',
          include: ['tests/{component,worker}/**/*.test.ts'],
          setupFiles: ['tests/support/setup.ts'],
          testTimeout: 30_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: executablePath === undefined ? {} : { executablePath },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
