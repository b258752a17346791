import type { Bench } from '../bench.ts';
import { watchMemory } from '../memory.ts';
import { chooseCar, chooseFile, commitImport, restoreFile } from '../page/enter.ts';
import { openBackups } from '../page/open-backups.ts';
import { countRow, type Row } from '../row.ts';
import { firstPage } from '../stage.ts';

const NOT_MEASURED = 'P22 is not measured: this system does not tell the peak of a process';

function peakRow(what: string, budget: number, megabytes: number, note: string): Row {
  const rounded = Math.round(megabytes * 10) / 10;
  return countRow(
    { id: 'P22', what: `peak memory above idle: ${what}`, unit: 'MB', budget, note },
    [rounded],
  );
}

async function ofBackups(bench: Bench, size: number): Promise<Row[]> {
  const { profile, page, backups } = await openBackups(bench, await bench.logs.profile(size));
  const memory = watchMemory(profile);
  if (!memory) return [];
  const written = await memory.peakDuring(() => backups.evaluate((open) => open.write()));
  const restored = await memory.peakDuring(() => backups.evaluate((open) => open.restore()));
  const { inflated } = await backups.evaluate((open) => open.load());
  await page.context().close();
  const note = `${(inflated / 1e6).toFixed(0)} MB inflated; the budget is for 500 MB, 128 MB of it for the key`;
  return [
    peakRow(`backup of ${String(size)}`, 300, written, note),
    peakRow(`restore of ${String(size)}`, 300, restored, note),
  ];
}

async function ofImport({ stage, logs }: Bench, size: number): Promise<Row[]> {
  const { facts, csv } = await logs.files(size);
  const profile = stage.newProfile();
  const page = await firstPage(await stage.open(profile));
  const { url } = stage.server;
  await restoreFile(page, url, facts);
  // A screen that has started the engine, which is there before the import, too.
  await page.goto(`${url}sessions`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const memory = watchMemory(profile);
  if (!memory) return [];
  const peak = await memory.peakDuring(async () => {
    await chooseFile(page, url, csv);
    await chooseCar(page, size);
    await commitImport(page);
  });
  await page.context().close();
  return [peakRow(`import of ${String(size)}`, 200, peak, 'page and worker are one process')];
}

/** P22: what a job needs beyond what was there, by the books of the kernel. */
export async function memoryRows(bench: Bench): Promise<Row[]> {
  const size = Math.max(...bench.sizes);
  const rows = [...(await ofBackups(bench, size)), ...(await ofImport(bench, size))];
  if (rows.length === 0) console.log(`  ${NOT_MEASURED}`);
  return rows;
}
