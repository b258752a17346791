import { MAX_SPREAD, median, p95, spread, type Timings } from './stats.ts';

export type Verdict = 'within' | 'OVER' | 'NOISY' | 'info';

/** One line of the report. */
export interface Row {
  readonly id: string;
  readonly what: string;
  readonly against?: string;
  /** Of the samples. */
  readonly unit: string;
  readonly samples: readonly number[];
  readonly median: number;
  readonly p95: number;
  readonly baseline?: { readonly samples: readonly number[]; readonly median: number };
  readonly ratio?: number;
  readonly spread?: number;
  /** Of the ratio where there is one, else of the largest sample. Absent: for information. */
  readonly budget?: number;
  readonly verdict: Verdict;
  readonly note?: string;
}

interface RatioSpec {
  readonly id: string;
  readonly what: string;
  readonly against: string;
  /** Names of the timings. */
  readonly subject: string;
  readonly baseline: string;
  readonly budget?: number;
  readonly note?: string;
}

function ratioRow(spec: RatioSpec, timings: Timings): Row | undefined {
  const { subject, baseline, budget, ...words } = spec;
  const samples = timings[subject];
  const others = timings[baseline];
  // With one size alone there is nothing to compare it with.
  if (!samples || !others || subject === baseline) return undefined;
  const ratio = median(samples) / median(others);
  const widest = Math.max(spread(samples), spread(others));
  const judged = widest > MAX_SPREAD ? 'NOISY' : ratio <= (budget ?? 0) ? 'within' : 'OVER';
  return {
    ...words,
    unit: 'ms',
    samples,
    median: median(samples),
    p95: p95(samples),
    baseline: { samples: others, median: median(others) },
    ratio,
    spread: widest,
    ...(budget !== undefined && { budget }),
    verdict: budget === undefined ? 'info' : judged,
  };
}

/**
 * The rows of one measurement. When one of them is noisy, all is measured once more, and what
 * that says stands.
 */
export async function ratioRows(
  measure: () => Promise<Timings>,
  specs: readonly RatioSpec[],
): Promise<Row[]> {
  const rowsOf = (timings: Timings): Row[] =>
    specs.flatMap((spec) => ratioRow(spec, timings) ?? []);
  const rows = rowsOf(await measure());
  if (!rows.some(({ verdict }) => verdict === 'NOISY')) return rows;
  console.log('  noisy, once more');
  return rowsOf(await measure());
}

/** A count or a size: exact, so the largest sample is judged. */
export function countRow(
  spec: Pick<Row, 'id' | 'what' | 'unit' | 'note'> & { readonly budget?: number },
  samples: readonly number[],
): Row {
  const isWithin = Math.max(...samples) <= (spec.budget ?? Infinity);
  return {
    ...spec,
    samples,
    median: median(samples),
    p95: p95(samples),
    verdict: spec.budget === undefined ? 'info' : isWithin ? 'within' : 'OVER',
  };
}
