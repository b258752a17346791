import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Bench } from '../bench.ts';
import type { Read } from '../baselines/count-reads.ts';
import { expectedHome, homePainted } from '../page/home.ts';
import { countRow, type Row } from '../row.ts';
import { firstPage } from '../stage.ts';

/** How long an engine may take to start and answer. */
const PATIENCE_MS = 10_000;

interface Counted {
  readonly rows: number;
  readonly scans: number;
  readonly byTable: string;
}

/** Everything read by the page and its worker until Home is right. */
async function countReads({ stage, logs }: Bench, size: number): Promise<Counted> {
  // The counters are scripts of ours, which the app's policy would rightly refuse.
  const context = await stage.open(stage.newProfile(await logs.profile(size)), {
    bypassCSP: true,
  });
  const script = readFileSync(path.join(stage.scratch, 'site/bench/count-reads.js'), 'utf8');
  await context.addInitScript({ content: `(() => { ${script} })();` });
  await context.addInitScript((workerScript) => {
    const Plain = Worker;
    window.Worker = class extends Plain {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(String(url).endsWith(workerScript) ? '/bench/counted-worker.js' : url, options);
      }
    };
  }, stage.workerScript);
  const page = await firstPage(context);
  await page.goto(stage.server.url, { waitUntil: 'commit' });
  const painted = await homePainted(page, expectedHome(logs.of(size).sessions, logs.today));
  const rightAt = await page.evaluate((at) => performance.timeOrigin + at, painted);
  const ofPage = await page.evaluate(() => Reflect.get(window, 'benchReads') as Read[]);
  const ofEngine = await page.evaluate(
    (patienceMs) =>
      new Promise<Read[]>((resolve) => {
        const channel = new BroadcastChannel('bench-reads');
        channel.addEventListener('message', ({ data }: MessageEvent) => {
          const { who, reads } = data as { who?: string; reads: Read[] };
          if (who === 'engine') resolve(reads);
        });
        const asking = setInterval(() => {
          channel.postMessage('ask');
        }, 100);
        // Home may need no engine at all.
        setTimeout(() => {
          clearInterval(asking);
          resolve([]);
        }, patienceMs);
      }),
    PATIENCE_MS,
  );
  await context.close();
  const before = (reads: readonly Read[]) => reads.filter(({ at }) => at <= rightAt);
  const all = [...before(ofPage), ...before(ofEngine)];
  return {
    rows: all.reduce((total, { rows }) => total + rows, 0),
    scans: all.filter(({ isScan }) => isScan).length,
    byTable: `page ${tablesOf(before(ofPage))}, engine ${tablesOf(before(ofEngine))}`,
  };
}

function tablesOf(reads: readonly Read[]): string {
  const tables = new Map<string, number>();
  for (const { table, rows } of reads) {
    if (rows > 0) tables.set(table, (tables.get(table) ?? 0) + rows);
  }
  return tables.size === 0
    ? 'none'
    : [...tables].map(([name, rows]) => `${name} ${String(rows)}`).join(' ');
}

/** P03: fact rows, scans and counts before Home is right. */
export async function readRows(bench: Bench): Promise<Row[]> {
  const counted: Counted[] = [];
  for (const size of bench.sizes) counted.push(await countReads(bench, size));
  const note = counted
    .map(({ byTable }, at) => `at ${String(bench.sizes[at])}: ${byTable}`)
    .join('; ');
  const rows = counted.map((one) => one.rows);
  return [
    countRow(
      { id: 'P03', what: 'fact rows read before Home', unit: 'rows', budget: 100, note },
      rows,
    ),
    countRow(
      { id: 'P03', what: 'scans and counts before Home', unit: 'calls', budget: 0 },
      counted.map(({ scans }) => scans),
    ),
    countRow({ id: 'P03', what: 'difference of rows between sizes', unit: 'rows', budget: 0 }, [
      Math.max(...rows) - Math.min(...rows),
    ]),
  ];
}
