import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Bench } from '../bench.ts';
import type { Reads } from '../baselines/count-reads.ts';
import { expectedHome, homePainted } from '../page/home.ts';
import { countRow, type Row } from '../row.ts';
import { firstPage } from '../stage.ts';

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
  await context.addInitScript((engineScript) => {
    const Plain = Worker;
    window.Worker = class extends Plain {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(String(url).endsWith(engineScript) ? '/bench/counted-worker.js' : url, options);
      }
    };
  }, stage.engineScript);
  const page = await firstPage(context);
  await page.goto(stage.server.url, { waitUntil: 'commit' });
  await homePainted(page, expectedHome(logs.of(size).sessions, logs.today));
  const counted = await page.evaluate(
    () =>
      new Promise<Reads[]>((resolve) => {
        const own = Reflect.get(window, 'benchReads') as Reads;
        const channel = new BroadcastChannel('bench-reads');
        const answers: Reads[] = [structuredClone(own)];
        channel.addEventListener('message', ({ data }: MessageEvent) => {
          const { who, reads } = data as { who?: string; reads: Reads };
          if (who === 'engine') answers.push(reads);
        });
        channel.postMessage('ask');
        // Without an engine there is no answer to wait for.
        setTimeout(() => {
          resolve(answers);
        }, 1_000);
      }),
  );
  await context.close();
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    rows: sum(counted.map(({ rows }) => sum(Object.values(rows)))),
    scans: sum(counted.map(({ scans }) => scans)),
    byTable: counted
      .map(({ rows }, at) => `${at === 0 ? 'page' : 'engine'} ${JSON.stringify(rows)}`)
      .join(', '),
  };
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
