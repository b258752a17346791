import { expose } from 'comlink';
import { coachOf } from '#lib/domain/coach/coach-of.ts';
import { sessionMetrics } from '#lib/domain/metrics/metrics-of.ts';
import { Books } from '#lib/worker/engine/books.ts';
import type { Columns } from '#lib/worker/engine/columns.ts';
import { MonthTable } from '#lib/worker/engine/month-table.ts';
import { SessionIndex } from '#lib/worker/engine/session-index.ts';
import { diaryOf } from '#lib/worker/jobs/dataset-diary.ts';
import { seedLog } from '../seed.ts';

/** The app's figures without its storage, and the plain scan they are held against. Answers milliseconds. */
export interface FigureWork {
  /** Columns of a log of this size; everything below works on them. */
  readonly load: (size: number, today: string) => number;
  /** All figures of all cars, and the sums of all months. */
  readonly compute: () => number;
  /** What the coach says, from figures that are there. */
  readonly coach: () => number;
  /** Six sums for each month over the same columns, without any rule. */
  readonly scan: () => number;
  /** For each row of a log of this size the figures from that car's rows, as a page alone would do it. */
  readonly rowByRow: (size: number) => number;
}

/** One pass is short, and clocks are coarse. */
const PASSES = 10;
const SUMS = 6;

let today = '';
let index: SessionIndex | undefined;
let context: ConstructorParameters<typeof SessionIndex>[0] | undefined;

function loaded() {
  if (!index || !context) throw new Error('no log is loaded');
  return { index, context };
}

function load(size: number, day: string): number {
  today = day;
  const { sessions, ...small } = seedLog(size, today);
  context = { seq: 1, ...small, settings: [] };
  index = new SessionIndex(context);
  index.apply(sessions.map((session) => ({ ...session, seq: 1 })));
  return sessions.length;
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function monthlySums({ month, energyWh, costMicros, durationS, socTo, odometerM }: Columns) {
  const { length } = month;
  const first = month.reduce((least, value) => (value > 0 && value < least ? value : least));
  const sums = new Float64Array((month.reduce((a, b) => Math.max(a, b)) - first + 1) * SUMS);
  const columns = [energyWh, costMicros, durationS, socTo, odometerM];
  for (let row = 0; row < length; row += 1) {
    const start = ((month[row] ?? 0) - first) * SUMS;
    sums[start] = (sums[start] ?? 0) + 1;
    for (let k = 0; k < columns.length; k += 1) {
      const value = columns[k]?.[row] ?? NaN;
      if (value === value) sums[start + k + 1] = (sums[start + k + 1] ?? 0) + value;
    }
  }
  return sums;
}

const work: FigureWork = {
  load,
  compute() {
    const { index: rows, context: small } = loaded();
    return timed(() => new MonthTable().value(rows, new Books(rows, small), 1));
  },
  coach() {
    const { index: rows, context: small } = loaded();
    const diary = new Books(rows, small).diary(today);
    return timed(() => coachOf(diary, 1));
  },
  scan() {
    const { table } = loaded().index;
    return (
      timed(() => {
        for (let pass = 0; pass < PASSES; pass += 1) monthlySums(table.columns);
      }) / PASSES
    );
  },
  rowByRow(size) {
    const log = seedLog(size, today);
    const dataset = { ...log, today, settings: {} };
    return timed(() => {
      for (const { id, carId } of log.sessions) {
        const own = log.sessions.filter((session) => session.carId === carId);
        const diary = diaryOf({ ...dataset, sessions: own });
        const book = diary.books.get(carId);
        if (book) sessionMetrics(diary, book, book.log.indexOf(id));
      }
    });
  },
};

expose(work);
