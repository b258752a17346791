/** Above this share of the median, the middle half of the samples says too little. */
export const MAX_SPREAD = 0.25;

function quantile(samples: readonly number[], at: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const position = (sorted.length - 1) * at;
  const low = sorted[Math.floor(position)] ?? NaN;
  const high = sorted[Math.ceil(position)] ?? NaN;
  return low + (high - low) * (position - Math.floor(position));
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);
export const p95 = (samples: readonly number[]): number => quantile(samples, 0.95);

/** Interquartile range over median. */
export function spread(samples: readonly number[]): number {
  return (quantile(samples, 0.75) - quantile(samples, 0.25)) / median(samples);
}

/** One kind of timing, by its name. */
export type Timings = Record<string, number[]>;
type Measure = () => Promise<number | Record<string, number>>;

/**
 * Runs the measures in turn, A B A B, after one round that does not count. A measure that answers
 * several figures names them itself.
 */
export async function interleaved(
  rounds: number,
  measures: Readonly<Record<string, Measure>>,
): Promise<Timings> {
  const timings: Timings = {};
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, measure] of Object.entries(measures)) {
      const answer = await measure();
      if (round < 0) continue;
      const figures = typeof answer === 'number' ? { [name]: answer } : answer;
      for (const [key, value] of Object.entries(figures)) (timings[key] ??= []).push(value);
    }
  }
  return timings;
}
