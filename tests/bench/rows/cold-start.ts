import type { Bench } from '../bench.ts';
import { expectedHome, homePainted } from '../page/home.ts';
import { ratioRows, type Row } from '../row.ts';
import { firstPage } from '../stage.ts';
import { interleaved, type Timings } from '../stats.ts';

const nameOf = (size: number): string => `start at ${String(size)}`;

/** P01 and P02: from a new browser process, with no server, to the right figures on Home. */
export async function coldStart(bench: Bench): Promise<Row[]> {
  const { stage, logs, sizes, quick } = bench;
  const { server } = stage;
  const smallest = Math.min(...sizes);
  const empty = await logs.emptyProfile();
  const measures: Record<string, () => Promise<number>> = {
    empty: async () => {
      const context = await stage.open(empty);
      const page = await firstPage(context);
      await page.goto(server.url, { waitUntil: 'commit' });
      const took = await page.evaluate(() =>
        window.stopwatch.painted(
          () => document.querySelector('main h1')?.textContent === 'Welcome to PlugTrack',
        ),
      );
      await context.close();
      return took;
    },
  };
  for (const size of sizes) {
    const profile = await logs.profile(size);
    const texts = expectedHome(logs.of(size).sessions, logs.today);
    measures[nameOf(size)] = async () => {
      const context = await stage.open(profile);
      const page = await firstPage(context);
      await page.goto(server.url, { waitUntil: 'commit' });
      const took = await homePainted(page, texts);
      await context.close();
      return took;
    };
  }

  const measure = async (): Promise<Timings> => {
    await server.stop();
    try {
      return await interleaved(quick ? 5 : 9, measures);
    } finally {
      await server.start();
    }
  };
  const larger = sizes.filter((size) => size !== smallest);
  return ratioRows(measure, [
    ...larger.map((size) => ({
      id: 'P01',
      what: `cold start, ${String(size)} sessions`,
      against: String(smallest),
      subject: nameOf(size),
      baseline: nameOf(smallest),
      budget: size > 10_000 ? 1.2 : 1.1,
    })),
    {
      id: 'P02',
      what: `cold start, ${String(smallest)} sessions`,
      against: 'empty profile until Welcome',
      subject: nameOf(smallest),
      baseline: 'empty',
      budget: 1.5,
    },
  ]);
}
