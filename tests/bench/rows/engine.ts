import type { JSHandle, Page } from '@playwright/test';
import type { EngineClient } from '#lib/worker/api.ts';
import type { Edits } from '../baselines/lab-edits.ts';
import type { Bench } from '../bench.ts';
import { ratioRows, type Row } from '../row.ts';
import { firstPage, LAB } from '../stage.ts';
import { interleaved } from '../stats.ts';

const CHUNK_ROWS = 5_000;

async function labOf({ stage, logs }: Bench, size: number): Promise<Page> {
  const context = await stage.open(stage.newProfile(await logs.profile(size)));
  const page = await firstPage(context);
  await page.goto(stage.server.url + LAB);
  return page;
}

/** P04: the engine from its stored columns, and how long it takes without them. */
export async function startRows(bench: Bench): Promise<Row[]> {
  const { stage, sizes, quick } = bench;
  const size = Math.max(...sizes);
  const page = await labOf(bench, size);
  const bytes = await page.evaluate(() => window.lab.untilSnapshot());
  await page.evaluate((count) => window.lab.plain.storeBlob(count), bytes);
  const fresh = async (): Promise<void> => {
    await page.goto(stage.server.url + LAB);
  };
  const start = () =>
    page.evaluate((script) => window.lab.timeEngineStart(script), stage.workerScript);
  const rows = await ratioRows(
    () =>
      interleaved(quick ? 5 : 9, {
        snapshot: async () => {
          await fresh();
          return start();
        },
        blob: async () => {
          await fresh();
          return page.evaluate(() => window.lab.timePlainStart());
        },
        rows: async () => {
          await fresh();
          await page.evaluate(() => window.lab.forgetSnapshot());
          const took = await start();
          await page.evaluate(() => window.lab.untilSnapshot());
          return took;
        },
      }),
    [
      {
        id: 'P04',
        what: `engine ready from its snapshot, ${String(size)}`,
        against: 'worker that reads one value of equal bytes',
        subject: 'snapshot',
        baseline: 'blob',
        budget: 3,
        note: `${(bytes / 1e6).toFixed(1)} MB of columns`,
      },
      {
        id: 'P04',
        what: `engine ready without snapshot, ${String(size)}`,
        against: 'with it',
        subject: 'rows',
        baseline: 'snapshot',
      },
    ],
  );
  await page.context().close();
  return rows;
}

interface OpenLog {
  readonly page: Page;
  readonly engine: JSHandle<EngineClient>;
  readonly edits: JSHandle<Edits>;
}

async function openLog(bench: Bench, size: number): Promise<OpenLog> {
  const page = await labOf(bench, size);
  const script = bench.stage.workerScript;
  const engine = await page.evaluateHandle((url) => window.lab.startEngine(url), script);
  const edits = await page.evaluateHandle((client) => window.lab.openEdits(client), engine);
  return { page, engine, edits };
}

async function rebuild({ engine }: OpenLog): Promise<number> {
  return engine.evaluate(async (client) => {
    const started = performance.now();
    const done = await client.rebuild(() => undefined);
    if (!done.ok) throw new Error(done.error.code);
    return performance.now() - started;
  });
}

/** P06, P07, P10: a save, an edit and everything, until figures, months and coach are right. */
export async function recomputeRows(bench: Bench): Promise<Row[]> {
  const { sizes, quick } = bench;
  const [small, large] = [Math.min(...sizes), Math.max(...sizes)];
  const middle = sizes.find((size) => size * 10 === large) ?? small;
  const logs = new Map<number, OpenLog>();
  for (const size of new Set([small, middle, large])) logs.set(size, await openLog(bench, size));
  const of = (size: number): OpenLog => {
    const log = logs.get(size);
    if (!log) throw new Error(`no log of ${String(size)}`);
    return log;
  };
  const add = (size: number) => of(size).edits.evaluate((edits) => edits.addNewest());
  const saves = await ratioRows(
    () => interleaved(quick ? 5 : 9, { small: () => add(small), large: () => add(large) }),
    [
      {
        id: 'P06',
        what: `newest saved: figures, months, coach right, ${String(large)}`,
        against: String(small),
        subject: 'large',
        baseline: 'small',
        budget: 1.5,
      },
    ],
  );
  const all = await ratioRows(
    () =>
      interleaved(quick ? 3 : 5, {
        edit: () => of(large).edits.evaluate((edits) => edits.changeMiddle()),
        rebuild: () => rebuild(of(large)),
        plain: () =>
          of(large).page.evaluate((rows) => window.lab.plain.readAndWrite(rows), CHUNK_ROWS),
        'rebuild of a tenth': () => rebuild(of(middle)),
      }),
    [
      {
        id: 'P07',
        what: `edit in the middle: all right, ${String(large)}`,
        against: 'full recompute',
        subject: 'edit',
        baseline: 'rebuild',
        budget: 0.1,
      },
      {
        id: 'P10',
        what: `full recompute with storage, ${String(large)}`,
        against: 'plain read and bulk write',
        subject: 'rebuild',
        baseline: 'plain',
        budget: 1.5,
      },
      {
        id: 'P10',
        what: `full recompute with storage, ${String(large)}`,
        against: String(middle),
        subject: 'rebuild',
        baseline: 'rebuild of a tenth',
        budget: 12,
      },
    ],
  );
  for (const { page } of logs.values()) await page.context().close();
  return [...saves, ...all];
}
