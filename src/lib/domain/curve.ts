import type { CurvePoint } from './session.ts';
import { socTenths } from './soc.ts';
import { SECONDS_PER_HOUR } from './units.ts';

/** Meters differ a little; what is more than this above a limit is worth a look. */
const POWER_SLACK = 1.05;
/** Clocks are read to the minute. */
const TIME_SLACK_S = 60;
/** A display that jumps between two neighbouring values has not lost charge. */
const SOC_SLACK_TENTHS = 5;
/** Share of the session's energy by which that of its curve may differ. */
export const ENERGY_SLACK = 0.2;

/** The point of the greatest power, the earliest of equals; absent without a power above 0. */
export function curvePeak(curve: readonly CurvePoint[]): CurvePoint | undefined {
  let peak: CurvePoint | undefined;
  for (const point of curve) if (point[2] > (peak?.[2] ?? 0)) peak = point;
  return peak;
}

/** The energy under a curve in Wh, by trapezoids, unrounded; absent below two points. */
export function curveEnergyWh(curve: readonly CurvePoint[]): number | undefined {
  if (curve.length < 2) return undefined;
  let wattSeconds = 0;
  let before: CurvePoint | undefined;
  for (const point of curve) {
    if (before) wattSeconds += ((before[2] + point[2]) / 2) * (point[0] - before[0]);
    before = point;
  }
  return wattSeconds / SECONDS_PER_HOUR;
}

/** What a session says that its curve should fit. */
export interface CurveFrame {
  readonly durationS?: number | undefined;
  readonly ratedPowerW?: number | undefined;
  readonly peakPowerW?: number | undefined;
  readonly energyWh?: number | undefined;
}

/** Something odd about a curve that may yet be right. */
export type CurveWarning =
  | {
      readonly code: 'curve/soc_falls';
      readonly second: number;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly code: 'curve/above_peak' | 'curve/above_rated';
      readonly watts: number;
      readonly limitW: number;
    }
  | { readonly code: 'curve/beyond_end'; readonly lastS: number; readonly durationS: number }
  | { readonly code: 'curve/energy_differs'; readonly curveWh: number; readonly energyWh: number };

function* fallWarning(curve: readonly CurvePoint[]): Generator<CurveWarning> {
  let highest = -Infinity;
  for (const [second, soc] of curve) {
    if (socTenths(highest) - socTenths(soc) > SOC_SLACK_TENTHS) {
      yield { code: 'curve/soc_falls', second, from: highest, to: soc };
      return;
    }
    highest = Math.max(highest, soc);
  }
}

function* powerWarning(
  curve: readonly CurvePoint[],
  { peakPowerW, ratedPowerW }: CurveFrame,
): Generator<CurveWarning> {
  const watts = curvePeak(curve)?.[2] ?? 0;
  if (peakPowerW !== undefined && watts > peakPowerW * POWER_SLACK) {
    yield { code: 'curve/above_peak', watts, limitW: peakPowerW };
  } else if (ratedPowerW !== undefined && watts > ratedPowerW * POWER_SLACK) {
    yield { code: 'curve/above_rated', watts, limitW: ratedPowerW };
  }
}

/** Where a curve does not fit its session. None of it keeps the curve from being saved. */
export function curveWarnings(curve: readonly CurvePoint[], frame: CurveFrame): CurveWarning[] {
  const warnings = [...fallWarning(curve), ...powerWarning(curve, frame)];
  const { durationS, energyWh } = frame;
  const lastS = curve.at(-1)?.[0];
  if (lastS !== undefined && durationS !== undefined && lastS > durationS + TIME_SLACK_S) {
    warnings.push({ code: 'curve/beyond_end', lastS, durationS });
  }
  const curveWh = curveEnergyWh(curve);
  const isOff =
    curveWh !== undefined && energyWh
      ? Math.abs(curveWh - energyWh) > energyWh * ENERGY_SLACK
      : false;
  if (isOff && curveWh !== undefined && energyWh !== undefined) {
    warnings.push({ code: 'curve/energy_differs', curveWh, energyWh });
  }
  return warnings;
}
