import type { Bench } from '../bench.ts';
import { ratioRows, type Row } from '../row.ts';
import { firstPage, LAB } from '../stage.ts';
import { interleaved } from '../stats.ts';

/** Enough rows to scale the slow way from. */
const NAIVE_ROWS = 5_000;

/** P08 and P09: the figures computed from columns in memory, without any storage. */
export async function computeRows(bench: Bench): Promise<Row[]> {
  const { stage, logs, sizes, quick, wants } = bench;
  const size = Math.max(...sizes);
  const context = await stage.open(stage.newProfile());
  const page = await firstPage(context);
  await page.goto(stage.server.url + LAB);
  const figures = await page.evaluateHandle(() => ({ work: window.lab.startFigures() }));
  await figures.evaluate(({ work }, [count, today]) => work.load(count, today), [
    size,
    logs.today,
  ] as const);
  const naiveRows = Math.min(size, quick ? 1_000 : NAIVE_ROWS);
  const naive = wants('P09')
    ? await figures.evaluate(({ work }, count) => work.rowByRow(count), naiveRows)
    : 0;
  const rows = await ratioRows(
    () =>
      interleaved(quick ? 5 : 9, {
        compute: () => figures.evaluate(({ work }) => work.compute()),
        scan: () => figures.evaluate(({ work }) => work.scan()),
        coach: () => figures.evaluate(({ work }) => work.coach()),
        // Measured once, for it takes long: scaled as if each row cost the same in a longer log.
        naive: () => Promise.resolve((naive * size) / naiveRows),
      }),
    [
      {
        id: 'P08',
        what: `figures and months from columns, ${String(size)}`,
        against: 'plain scan, six monthly sums',
        subject: 'compute',
        baseline: 'scan',
        budget: 40,
      },
      {
        id: 'P08',
        what: `what the coach says, ${String(size)}`,
        against: 'plain scan, six monthly sums',
        subject: 'coach',
        baseline: 'scan',
      },
      {
        id: 'P09',
        what: `figures and months from columns, ${String(size)}`,
        against: `row by row, ${String(naiveRows)} scaled`,
        subject: 'compute',
        baseline: 'naive',
        budget: 0.05,
      },
    ],
  );
  await context.close();
  return rows;
}
