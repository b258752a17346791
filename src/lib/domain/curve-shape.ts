import { curvePeak } from './curve.ts';
import type { CurvePoint } from './session.ts';

/** Powers a person thinks in, W: below one of these a charge is called slow. */
const ROUND_POWERS_W = [1, 2, 5, 10, 20, 50, 100, 200, 500].map((kw) => kw * 1000);
const SLOW_SHARE = 0.4;
const STEADY_SHARE = 0.9;
const STEADY_DIP_SHARE = 0.8;
/** A shorter end is the plug being pulled, not the battery slowing down. */
const FEWEST_SLOW_POINTS = 3;

/** At most `most` items, spread evenly over the list, the first and the last among them. */
export function evenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  const step = (items.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, at) => items[Math.round(at * step)]).filter(
    (item) => item !== undefined,
  );
}

/**
 * At most `most` points that look like all of them: the curve is cut into equal stretches, and of
 * each the points of least and of greatest power stay, with the first and the last point.
 */
export function outline(curve: readonly CurvePoint[], most: number): readonly CurvePoint[] {
  if (curve.length <= most) return curve;
  const stretches = Math.max(1, Math.floor((most - 2) / 2));
  const kept = new Set([0, curve.length - 1]);
  for (let at = 0; at < stretches; at += 1) {
    const from = Math.floor((at * curve.length) / stretches);
    const to = Math.floor(((at + 1) * curve.length) / stretches);
    let [least, greatest] = [from, from];
    for (let index = from; index < to; index += 1) {
      if (wattsAt(curve, index) < wattsAt(curve, least)) least = index;
      if (wattsAt(curve, index) > wattsAt(curve, greatest)) greatest = index;
    }
    kept.add(least).add(greatest);
  }
  return curve.filter((_, index) => kept.has(index));
}

function wattsAt(curve: readonly CurvePoint[], index: number): number {
  return curve[index]?.[2] ?? 0;
}

/** What a curve shows, in one sentence's worth of figures. */
export interface CurveFinding {
  readonly peakW: number;
  readonly peakSoc: number;
  /**
   * `slow`: below `watts` from `soc` on. `steady`: near the peak from `fromSoc` to `soc`.
   * `end`: still `watts` when it ended at `soc`.
   */
  readonly then?:
    | { readonly kind: 'slow' | 'end'; readonly watts: number; readonly soc: number }
    | { readonly kind: 'steady'; readonly fromSoc: number; readonly soc: number };
}

function slowEnd(
  curve: readonly CurvePoint[],
  peakW: number,
): { readonly watts: number; readonly soc: number } | undefined {
  const watts = ROUND_POWERS_W.filter((power) => power <= peakW * SLOW_SHARE).at(-1);
  if (watts === undefined) return undefined;
  const slow = curve.slice(curve.findLastIndex((point) => point[2] >= watts) + 1);
  const first = slow[0];
  return first && slow.length >= FEWEST_SLOW_POINTS ? { watts, soc: first[1] } : undefined;
}

/** The stretch near the peak, when the charge kept it to its end. */
function steadyStretch(
  curve: readonly CurvePoint[],
  peakW: number,
): { readonly fromSoc: number; readonly soc: number } | undefined {
  const from = curve.findIndex((point) => point[2] >= peakW * STEADY_SHARE);
  const to = curve.findLastIndex((point) => point[2] > 0);
  const stretch = curve.slice(from, to + 1);
  const [first, last] = [stretch[0], stretch.at(-1)];
  if (!first || !last || last[1] <= first[1] || last[2] < peakW * STEADY_SHARE) return undefined;
  const isSteady = stretch.every((point) => point[2] >= peakW * STEADY_DIP_SHARE);
  return isSteady ? { fromSoc: first[1], soc: last[1] } : undefined;
}

/** What a curve shows: its peak and how it went on. Absent without a power above 0. */
export function curveFinding(curve: readonly CurvePoint[]): CurveFinding | undefined {
  const peak = curvePeak(curve);
  if (!peak) return undefined;
  const [peakS, peakSoc, peakW] = peak;
  const found = { peakW, peakSoc };
  const slow = slowEnd(curve, peakW);
  if (slow) return { ...found, then: { kind: 'slow', ...slow } };
  const steady = steadyStretch(curve, peakW);
  if (steady) return { ...found, then: { kind: 'steady', ...steady } };
  const last = curve.findLast((point) => point[2] > 0);
  if (!last || last[0] <= peakS) return found;
  return { ...found, then: { kind: 'end', watts: last[2], soc: last[1] } };
}
