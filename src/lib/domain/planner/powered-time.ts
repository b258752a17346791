import type { PriceWindow } from '#lib/domain/tariff-window.ts';

/** Time without power, in instants; without `to` it still goes on. */
export interface Pause {
  readonly from: number;
  readonly to?: number;
}

/** The stretches of [from, to) that lie in no pause, ascending. `to` may be infinite. */
export function poweredSpans(from: number, to: number, pauses: readonly Pause[]): PriceWindow[] {
  const spans: PriceWindow[] = [];
  let start = from;
  for (const pause of pauses.toSorted((a, b) => a.from - b.from)) {
    const end = Math.min(pause.from, to);
    if (end > start) spans.push({ from: start, to: end });
    start = Math.max(start, pause.to ?? Infinity);
  }
  if (to > start) spans.push({ from: start, to });
  return spans;
}

/** How long the stretches are together, in ms. */
export function lengthMs(spans: readonly PriceWindow[]): number {
  return spans.reduce((sum, { from, to }) => sum + (to - from), 0);
}

/**
 * The instant at which power has flowed for so many ms, unrounded. Absent when a pause that still
 * goes on comes before.
 */
export function instantAfter(spans: readonly PriceWindow[], poweredMs: number): number | undefined {
  let leftMs = poweredMs;
  for (const { from, to } of spans) {
    if (leftMs <= to - from) return from + leftMs;
    leftMs -= to - from;
  }
  return undefined;
}
