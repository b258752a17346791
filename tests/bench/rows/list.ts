import type { JSHandle, Page } from '@playwright/test';
import type { EngineClient } from '#lib/worker/api.ts';
import type { Bench } from '../bench.ts';
import { ratioRows, type Row } from '../row.ts';
import { searchWord } from '../seed.ts';
import { firstPage, LAB } from '../stage.ts';
import { interleaved } from '../stats.ts';

const WINDOW = 50;
/** One window takes about a millisecond: a sample is several. */
const WINDOWS = 20;
const NEWEST_FIRST = { sort: 'date', descending: true } as const;

interface OpenLog {
  readonly size: number;
  readonly page: Page;
  readonly engine: JSHandle<EngineClient>;
}

async function openLog({ stage, logs }: Bench, size: number): Promise<OpenLog> {
  const context = await stage.open(stage.newProfile(await logs.profile(size)));
  const page = await firstPage(context);
  await page.goto(stage.server.url + LAB);
  const engine = await page.evaluateHandle(
    (script) => window.lab.startEngine(script),
    stage.workerScript,
  );
  await page.evaluate(() => window.lab.loadRows());
  return { size, page, engine };
}

function windows({ engine, size }: OpenLog, round: number): Promise<number> {
  return engine.evaluate(
    async (client, { query, offsets, limit }) => {
      const started = performance.now();
      for (const offset of offsets) {
        const answer = await client.window(query, offset, limit);
        if (!answer.ok || answer.value.rows.length !== limit) throw new Error('no window');
      }
      return performance.now() - started;
    },
    {
      query: NEWEST_FIRST,
      offsets: Array.from(
        { length: WINDOWS },
        (_, at) => ((round * WINDOWS + at) * 7_919) % (size - WINDOW),
      ),
      limit: WINDOW,
    },
  );
}

/** As the list screen asks: size and sums of the hits together with their first window. */
async function search({ engine, page }: OpenLog, round: number) {
  const word = searchWord(round);
  const found = await engine.evaluate(
    async (client, { query, limit }) => {
      const started = performance.now();
      const [list, first] = await Promise.all([client.list(query), client.window(query, 0, limit)]);
      const took = performance.now() - started;
      if (!list.ok || !first.ok || first.value.rows.length === 0) throw new Error('no hits');
      return took;
    },
    { query: { ...NEWEST_FIRST, search: word }, limit: WINDOW },
  );
  const plain = await page.evaluate(([text, hits]) => window.lab.search(text, hits), [
    word,
    WINDOW,
  ] as const);
  return { search: found, includes: plain };
}

async function filter({ engine, page }: OpenLog, carId: string, from: string) {
  const asked = await engine.evaluate(
    async (client, query) => {
      const empty = performance.now();
      await client.previewRows('none', 'sessions', 0, 0);
      const started = performance.now();
      const answer = await client.list(query);
      if (!answer.ok || answer.value.count === 0) throw new Error('no rows');
      return performance.now() - started - (started - empty);
    },
    { ...NEWEST_FIRST, carId, current: 'DC' as const, from },
  );
  const scan = await page.evaluate((wanted) => window.lab.scan(wanted), { carId, from });
  return { filter: asked, scan };
}

/** P12: the engine's windows and searches, asked through the app's own client. */
export async function listRows(bench: Bench): Promise<Row[]> {
  const { sizes, quick, logs } = bench;
  const [small, large] = [Math.min(...sizes), Math.max(...sizes)];
  const smallLog = await openLog(bench, small);
  const largeLog = await openLog(bench, large);
  const carId = logs.of(large).cars[0]?.id ?? '';
  const rounds = quick ? 5 : 9;
  let round = 0;
  const rows = await ratioRows(async () => {
    round = 0;
    return interleaved(rounds, {
      small: async () => {
        round += 1;
        return windows(smallLog, round);
      },
      large: () => windows(largeLog, round),
      search: () => search(largeLog, round),
      // Each another date, so that no answer is at hand.
      filter: () => filter(largeLog, carId, `20${String(14 + round)}-03-01`),
    });
  }, [
    {
      id: 'P12',
      what: `list: ${String(WINDOWS)} windows of ${String(WINDOW)}, ${String(large)}`,
      against: String(small),
      subject: 'large',
      baseline: 'small',
      budget: 1.5,
    },
    {
      id: 'P12',
      what: `list: search and first ${String(WINDOW)} hits, ${String(large)}`,
      against: 'includes over the same strings',
      subject: 'search',
      baseline: 'includes',
      budget: 10,
    },
    {
      id: 'P12',
      what: `list: filter with sums, empty job taken off, ${String(large)}`,
      against: 'plain scan of columns',
      subject: 'filter',
      baseline: 'scan',
    },
  ]);
  for (const { page } of [smallLog, largeLog]) await page.context().close();
  return rows;
}
