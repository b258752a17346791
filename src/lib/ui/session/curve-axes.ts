import type { CurvePoint } from '#lib/domain/session.ts';
import { niceTicks } from '#lib/ui/insights/scale.ts';

/** What the horizontal axis counts. */
export type CurveView = 'soc' | 'time';

/** One axis: from where to where it goes, what it counts and which values are written on it. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  /** The value of a point on this axis. */
  readonly of: (point: CurvePoint) => number;
}

/** How the line of the charge level is told apart from that of the power, without colours. */
export const LEVEL_DASH = '5 4';

const S_PER_MINUTE = 60;
const S_PER_HOUR = 3600;
/** From here on hours are easier to read than minutes. */
const HOURS_FROM_S = 4 * S_PER_HOUR;
const SOC_STEP = 10;

/** The charge level in percent, in whole tens around the curve. */
export function socAxis(curve: readonly CurvePoint[], mostTicks: number): Axis {
  const socs = curve.map((point) => point[1]);
  const low = Math.floor(Math.min(...socs) / SOC_STEP) * SOC_STEP;
  const high = Math.ceil(Math.max(...socs) / SOC_STEP) * SOC_STEP;
  const from = low === high && low === 100 ? low - SOC_STEP : low;
  const to = Math.max(high, from + SOC_STEP);
  const step = (to - from) / SOC_STEP > mostTicks ? 2 * SOC_STEP : SOC_STEP;
  const ticks = [];
  for (let soc = Math.ceil(from / step) * step; soc <= to; soc += step) ticks.push(soc);
  return { from, to, ticks, of: (point) => point[1] };
}

/** Time since the start, in minutes or, for a long charge, in hours. */
export function timeAxis(
  curve: readonly CurvePoint[],
  mostTicks: number,
): Axis & { readonly unit: 'min' | 'h' } {
  const lastS = Math.max(0, curve.at(-1)?.[0] ?? 0);
  const unit = lastS >= HOURS_FROM_S ? 'h' : 'min';
  const unitS = unit === 'h' ? S_PER_HOUR : S_PER_MINUTE;
  const from = Math.min(0, curve[0]?.[0] ?? 0) / unitS;
  const to = Math.max(lastS / unitS, from + 1 / S_PER_MINUTE);
  const ticks = niceTicks(to, mostTicks).filter((tick) => tick <= to);
  return { from, to, ticks, of: (point) => point[0] / unitS, unit };
}

/** Power in kW from 0 up. */
export function powerAxis(curve: readonly CurvePoint[]): Axis {
  const ticks = niceTicks(Math.max(0, ...curve.map((point) => point[2])) / 1000);
  return { from: 0, to: Math.max(ticks.at(-1) ?? 0, 0.001), ticks, of: (point) => point[2] / 1000 };
}

/** A line through points in pixels, as an SVG path; numbers are cut to tenths of a pixel. */
export function linePath(points: readonly (readonly [number, number])[]): string {
  return points
    .map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('');
}
