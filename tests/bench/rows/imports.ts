import type { Page } from '@playwright/test';
import type { Bench } from '../bench.ts';
import { chooseCar, chooseFile, commitImport, restoreFile } from '../page/enter.ts';
import { giveFile } from '../page/give-file.ts';
import { ratioRows, type Row } from '../row.ts';
import { LAB } from '../stage.ts';
import { interleaved } from '../stats.ts';

const CHUNK_ROWS = 5_000;

/** papaparse alone on the same bytes. */
async function papaparse(lab: Page, file: string): Promise<number> {
  const given = await giveFile(lab, file);
  return given.evaluate((one) => window.lab.plain.papaparse(one));
}

/** P13 and P14: a file becomes a preview, and the preview rows; each beside the plain way. */
export async function importRows(bench: Bench): Promise<Row[]> {
  const { stage, logs, sizes, quick, wants } = bench;
  const size = Math.max(...sizes);
  const { facts, csv } = await logs.files(size);
  const context = await stage.open(stage.newProfile());
  const port = new URL(stage.server.url).port;
  let round = 0;

  const rows = await ratioRows(
    () =>
      interleaved(quick ? 3 : 5, {
        pair: async () => {
          // Names below localhost are this machine too: a fresh database in the same process.
          const url = `http://log${String((round += 1))}.localhost:${port}/`;
          const page = await context.newPage();
          const lab = await context.newPage();
          await lab.goto(url + LAB);
          await page.bringToFront();
          await restoreFile(page, url, facts);
          const preview = await chooseFile(page, url, csv);
          await lab.bringToFront();
          const parse = await papaparse(lab, csv);
          const timings: Record<string, number> = { preview, parse };
          if (wants('P14')) {
            await page.bringToFront();
            await chooseCar(page, size);
            timings['commit'] = await commitImport(page);
            await lab.bringToFront();
            timings['add'] = await lab.evaluate(
              ([count, today, chunk]) => window.lab.plain.bulkAdd(count, today, chunk),
              [size, logs.today, CHUNK_ROWS] as const,
            );
          }
          const browser = await context.newCDPSession(lab);
          await page.close();
          await browser.send('Storage.clearDataForOrigin', {
            origin: new URL(url).origin,
            storageTypes: 'all',
          });
          await lab.close();
          return timings;
        },
      }),
    [
      {
        id: 'P13',
        what: `import: file to preview, ${String(size)} rows`,
        against: 'papaparse alone',
        subject: 'preview',
        baseline: 'parse',
        budget: 4,
      },
      {
        id: 'P14',
        what: `import: commit, ${String(size)} rows`,
        against: `bulkAdd of ${String(CHUNK_ROWS)}`,
        subject: 'commit',
        baseline: 'add',
        budget: 2,
      },
    ],
  );
  await context.close();
  return rows;
}
