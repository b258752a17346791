import { ensureBuilt } from './build.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';
import { runSteps, runTool } from './run.mjs';

/** Everything that proves the app: rules, database and components, then the built app in a browser. */

const started = process.hrtime.bigint();
await ensureInstalled();
const CHROMIUM_PATH = await ensureChromium();

/** @param {readonly string[]} args @param {string} [zone] */
const vitest = (args, zone) =>
  runTool('vitest/vitest.mjs', ['run', '--config', 'tests/vitest.config.ts', ...args], {
    CHROMIUM_PATH,
    TZ: zone,
  });

const failed = await runSteps([
  ['prepare', () => runTool('@sveltejs/kit/svelte-kit.js', ['sync'])],
  ['rules, database and components, as in London', () => vitest([], 'Europe/London')],
  [
    'rules, as in New York',
    () =>
      vitest(['--project', 'unit', 'tests/unit/domain', '--passWithNoTests'], 'America/New_York'),
  ],
  [
    'build',
    () =>
      ensureBuilt().then(
        () => 0,
        () => 1,
      ),
  ],
  [
    'the built app in a browser',
    () =>
      runTool('@playwright/test/cli.js', ['test', '--config', 'tests/playwright.config.ts'], {
        CHROMIUM_PATH,
      }),
  ],
]);

const seconds = Number((process.hrtime.bigint() - started) / 1_000_000_000n);
console.log(
  failed === undefined
    ? `\n✔ All tests passed in ${String(seconds)} s.`
    : `\n✘ Tests failed at: ${failed} (after ${String(seconds)} s).`,
);
process.exitCode = failed === undefined ? 0 : 1;
