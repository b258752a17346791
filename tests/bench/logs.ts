import { createWriteStream, writeFileSync } from 'node:fs';
import path from 'node:path';
import { once } from 'node:events';
import { writeDataset } from '#lib/formats/dataset.ts';
import { exactCsvChunks } from '#lib/formats/csv/write-exact.ts';
import { restoreFile, untilDerived } from './page/enter.ts';
import { seedLog, type SeededLog } from './seed.ts';
import { vaultFile } from './seed-vault.ts';
import { firstPage, type Stage } from './stage.ts';

/** The files a log enters the app by: cars, places and tariffs as a copy, sessions as CSV. */
export interface LogFiles {
  readonly facts: string;
  readonly csv: string;
}

export interface Logs {
  /** The day of the run, as the browser sees it. */
  readonly today: string;
  of(size: number): SeededLog;
  files(size: number): Promise<LogFiles>;
  /** A browser profile with the log in it; made once a run, not to be changed. */
  profile(size: number): Promise<string>;
  /** A profile that has the app, but no data. */
  emptyProfile(): Promise<string>;
}

function remembered<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}

async function writeFiles(folder: string, log: SeededLog, today: string): Promise<LogFiles> {
  const name = `log-${String(log.sessions.length)}`;
  const facts = path.join(folder, `${name}.json`);
  const csv = path.join(folder, `${name}.csv`);
  writeFileSync(facts, writeDataset({ ...log, today, settings: {}, sessions: [] }));
  const out = createWriteStream(csv);
  const nameOf = (rows: readonly { readonly id: string; readonly name: string }[]) =>
    new Map(rows.map(({ id, name: called }) => [id, called]));
  const names = { cars: nameOf(log.cars), places: nameOf(log.places) };
  for (const chunk of exactCsvChunks(log.sessions, names)) {
    if (!out.write(chunk)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return { facts, csv };
}

export function makeLogs(stage: Stage): Logs {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date());
  const of = remembered((size: number) => seedLog(size, today));
  const files = remembered((size: number) => writeFiles(stage.scratch, of(size), today));
  return {
    today,
    of,
    files,
    profile: remembered(async (size: number) => {
      const profile = stage.newProfile();
      const context = await stage.open(profile);
      const page = await firstPage(context);
      const { url } = stage.server;
      await restoreFile(
        page,
        url,
        await vaultFile(stage.scratch, `log-${String(size)}`, of(size), {}),
      );
      await untilDerived(page, url);
      await context.close();
      return profile;
    }),
    emptyProfile: async () => {
      const profile = stage.newProfile();
      const context = await stage.open(profile);
      const page = await firstPage(context);
      await page.goto(stage.server.url);
      await page.getByRole('heading', { level: 1, name: 'Welcome to PlugTrack' }).waitFor();
      await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
      });
      await context.close();
      return profile;
    },
  };
}
