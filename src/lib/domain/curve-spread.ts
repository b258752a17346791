import { ENERGY_SLACK, curveEnergyWh } from './curve.ts';
import type { CurvePoint, Session } from './session.ts';

interface Stretch {
  /** Instants. */
  readonly from: number;
  readonly to: number;
}

/** How much weighs what lies between two instants: a whole number, additive over neighbours. */
export type Weigh = (from: number, to: number) => number;

/** Energy from the first point to so many seconds after the start, in watt milliseconds. */
function energyUntil(curve: readonly CurvePoint[], second: number): number {
  let wattSeconds = 0;
  let before: CurvePoint | undefined;
  for (const point of curve) {
    if (before) {
      const length = point[0] - before[0];
      const part = Math.min(Math.max(second - before[0], 0), length);
      const powerAt = before[2] + ((point[2] - before[2]) * part) / length;
      wattSeconds += ((before[2] + powerAt) / 2) * part;
    }
    before = point;
  }
  return Math.round(wattSeconds * 1000);
}

/**
 * Weighs time by the energy under the charge curve. Absent unless the curve tells how the whole
 * energy came in: all its points lie in the window, and its energy fits the session's.
 */
export function curveWeigh(
  { curve = [], energyWh }: Pick<Session, 'curve' | 'energyWh'>,
  window: Stretch,
): Weigh | undefined {
  const [firstS, lastS] = [curve[0]?.[0], curve.at(-1)?.[0]];
  if (firstS === undefined || lastS === undefined || !energyWh) return undefined;
  if (firstS < 0 || window.from + lastS * 1000 > window.to) return undefined;
  const curveWh = curveEnergyWh(curve);
  if (!curveWh || Math.abs(curveWh - energyWh) > energyWh * ENERGY_SLACK) return undefined;
  const until = (instant: number) => energyUntil(curve, (instant - window.from) / 1000);
  // Differences of rounded running sums: the parts add up to the whole.
  return (from, to) => until(to) - until(from);
}
