import { defineConfig } from '@playwright/test';

/** Runs against the built files; a test that passes only sometimes is a defect, so nothing is repeated. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: '../test-results',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  projects: [{ name: 'chromium' }],
});
