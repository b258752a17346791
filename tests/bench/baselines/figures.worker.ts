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

/** Six sums for each month, in one pass as tight as one would write it by hand. */
function monthlySums({ month, energyWh, costMicros, durationS, odometerM }: Columns): Float64Array {
  const { length } = month;
  let [first, last] = [Infinity, 0];
  for (let row = 0; row < length; row += 1) {
    const value = month[row] ?? 0;
    if (value === 0) continue;
    if (value < first) first = value;
    if (value > last) last = value;
  }
  const sums = new Float64Array((last - first + 1) * SUMS);
  for (let row = 0; row < length; row += 1) {
    const value = month[row] ?? 0;
    if (value === 0) continue;
    const start = (value - first) * SUMS;
    const energy = energyWh[row] ?? NaN;
    const cost = costMicros[row] ?? NaN;
    const duration = durationS[row] ?? NaN;
    const odometer = odometerM[row] ?? NaN;
    sums[start] = (sums[start] ?? 0) + 1;
    if (energy === energy) sums[start + 1] = (sums[start + 1] ?? 0) + energy;
    if (cost === cost) {
      sums[start + 2] = (sums[start + 2] ?? 0) + cost;
      sums[start + 3] = (sums[start + 3] ?? 0) + 1;
    }
    if (duration === duration) sums[start + 4] = (sums[start + 4] ?? 0) + duration;
    if (odometer === odometer) sums[start + 5] = (sums[start + 5] ?? 0) + odometer;
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
