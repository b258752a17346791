import { existsSync } from 'node:fs';
import process from 'node:process';
import { run, runTool } from './run.mjs';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

async function bundledPath() {
  try {
    const { chromium } = await import('@playwright/test');
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

/**
 * The browser the tests drive: the one named by CHROMIUM_PATH, the one that came with the driver, or
 * one of the system.
 * @returns {Promise<string | undefined>} absent when there is none
 */
export async function findChromium() {
  const { CHROMIUM_PATH: named } = process.env;
  if (named) return named;
  const candidates = [await bundledPath(), ...SYSTEM_BROWSERS];
  return candidates.find((file) => file !== undefined && file !== '' && existsSync(file));
}

/** As `findChromium`, but installs one when there is none. Ends the process when that fails too. */
export async function ensureChromium() {
  const found = await findChromium();
  if (found !== undefined) return found;

  console.log('No Chromium found; installing one …');
  const isRootOnDebian = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (isRootOnDebian) {
    await run('apt-get', ['update', '-qq']);
    await run('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-liberation']);
  }
  const installed = await findChromium();
  if (installed !== undefined) return installed;

  await runTool('@playwright/test/cli.js', ['install', 'chromium']);
  const downloaded = await findChromium();
  if (downloaded !== undefined) return downloaded;

  console.error(
    'The tests need Chromium and none could be installed. Install Chromium or Google Chrome, or ' +
      'set CHROMIUM_PATH to its program, and run the tests again.',
  );
  process.exit(1);
}
