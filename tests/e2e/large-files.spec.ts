import { readFileSync, writeFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { type App, expect, test } from '../support/browser.ts';
import { button, preview, restoreButton } from '../support/e2e-backup.ts';
import { logCharge, startWithCar, visit } from '../support/e2e-app.ts';
import { readStored, tableHashes } from '../support/e2e-storage.ts';
import { longVault } from '../support/rich-vault.ts';

const PATIENT = { timeout: 900_000 };

/** What the processes of the page take beyond what they took at first, looked at while it works. */
async function watchMemory(app: App, page: Page) {
  const session = await app.context.browser()?.newBrowserCDPSession();
  await page.requestGC();
  const used = async (): Promise<number> => {
    const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {};
    const renderers = processInfo.filter(({ type }) => type === 'renderer');
    return renderers.reduce((sum, { id }) => sum + ownMemoryOf(id), 0);
  };
  const idle = await used();
  const notes: string[] = [`idle: ${String(Math.round(idle / 1e6))} MB`];
  let peak = 0;
  let sincePeak = 0;
  const look = setInterval(() => {
    void used().then(
      (bytes) => {
        peak = Math.max(peak, bytes - idle);
        sincePeak = Math.max(sincePeak, bytes - idle);
      },
      // The browser is gone, and with it what was looked at.
      () => {
        clearInterval(look);
      },
    );
  }, 250);
  return {
    notes,
    peakBytes: () => peak,
    /** Tells the peak since the last note. */
    note(what: string): void {
      notes.push(`${what}: at most ${String(Math.round(sincePeak / 1e6))} MB more`);
      sincePeak = 0;
    },
    stop() {
      clearInterval(look);
    },
  };
}

/** Bytes of memory of its own that a process has in use; 0 when it is gone. */
function ownMemoryOf(pid: number): number {
  try {
    const [, kB = '0'] =
      /RssAnon:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8')) ?? [];
    return Number(kB) * 1024;
  } catch {
    return 0;
  }
}

// Many minutes: only where it is asked for.
if (process.env['PLUGTRACK_LARGE'] === '1') {
  test('BR10 P22 a backup of 350 MB, unpacked: bounded memory, and it can be cancelled', async ({
    app,
  }, info) => {
    test.setTimeout(1_800_000);
    const file = info.outputPath('long.zip');
    writeFileSync(file, await longVault(370_000));
    const page = await startWithCar(app);
    await logCharge(app, page, { 'Energy (kWh)': '8' });
    await visit(app, page, 'backup', 'Backup');
    const before = await tableHashes(page);
    const memory = await watchMemory(app, page);
    const cancelled = page
      .getByRole('alert')
      .filter({ hasText: 'Cancelled. Nothing was changed.' });
    const cancelDuring = async (words: RegExp, answer: Locator): Promise<void> => {
      await expect(page.getByRole('status').filter({ hasText: words })).toBeVisible(PATIENT);
      const asked = Date.now();
      await button(page, 'Cancel').click();
      await expect(answer).toBeVisible();
      memory.note(`cancelled within ${String(Date.now() - asked)} ms: ${words.source}`);
      expect(await tableHashes(page)).toEqual(before);
      expect((await readStored(page))?.tables['staging']).toEqual([]);
    };

    await page.getByLabel('Choose a backup').setInputFiles(file);
    await cancelDuring(/Reading the file/, page.getByText('There is no backup yet'));
    await visit(app, page, 'backup', 'Backup');
    await preview(page, file, undefined, PATIENT);
    memory.note('preview');
    await page.getByRole('radio', { name: 'Replace', exact: true }).check();
    await restoreButton(page).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Replace / })
      .click();
    await cancelDuring(/Reading the file|Checking the rows/, cancelled);
    memory.stop();
    console.warn(memory.notes.join('\n'));
    expect(memory.peakBytes()).toBeLessThan(300_000_000);
  });
}
