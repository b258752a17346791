import type { Settings } from '#lib/domain/settings.ts';
import { AC_CODE, at, type CarLog, DC_CODE } from './car-log.ts';
import { MovingMedian } from './moving-median.ts';
import { firstRowOn } from './row-search.ts';

export type EtaSettings = Pick<
  Settings,
  | 'chargingEfficiencyAc'
  | 'chargingEfficiencyDc'
  | 'chargingEfficiencyDays'
  | 'chargingEfficiencyMinSamples'
  | 'chargingEfficiencyMinDeltaSoc'
  | 'chargingEfficiencyMin'
  | 'chargingEfficiencyMax'
>;

/**
 * The share of the delivered energy that arrived in the battery, by the rise of the SoC. NaN for
 * a charge that is too small, lacks a value or gives an impossible share.
 */
export function sampleRatio(log: CarLog, i: number, settings: EtaSettings): number {
  const energyWh = at(log.energyWh, i);
  const rise = at(log.socTo, i) - at(log.socFrom, i);
  // Written so that NaN fails.
  if (!(energyWh > 0 && rise >= settings.chargingEfficiencyMinDeltaSoc * 10)) return NaN;
  const ratio = ((rise / 1000) * (log.car.usableBatteryWh ?? NaN)) / energyWh;
  const { chargingEfficiencyMin: low, chargingEfficiencyMax: high } = settings;
  return ratio >= low && ratio <= high ? ratio : NaN;
}

/** The setting's charging efficiency of a current; unknown current counts as AC. */
export function settingRatio(current: number, settings: EtaSettings): number {
  return current === DC_CODE ? settings.chargingEfficiencyDc : settings.chargingEfficiencyAc;
}

/**
 * Fills the charging efficiency of the rows from `from` on: the median of the earlier charges of
 * the same current in the days before, or the setting when there are too few.
 */
export function fillChargingEfficiency(
  log: CarLog,
  settings: EtaSettings,
  into: { readonly etaRatio: Float64Array; readonly etaSamples: Int32Array },
  from: number,
): void {
  const first = firstRowOn(log.day, (log.day[from] ?? 0) - settings.chargingEfficiencyDays);
  for (let row = from; row < log.size; row += 1) {
    into.etaRatio[row] = settingRatio(log.current[row] ?? 0, settings);
    into.etaSamples[row] = 0;
  }
  for (const current of [AC_CODE, DC_CODE]) {
    fillOfCurrent(log, settings, into, { current, first, from });
  }
}

function fillOfCurrent(
  log: CarLog,
  settings: EtaSettings,
  into: { readonly etaRatio: Float64Array; readonly etaSamples: Int32Array },
  { current, first, from }: { current: number; first: number; from: number },
): void {
  const { rows, ratios } = collectSamples(log, settings, current, first);
  const window = new MovingMedian(ratios);
  let [oldest, next] = [0, 0];
  for (let row = from; row < log.size; row += 1) {
    if (log.current[row] !== current) continue;
    const since = (log.day[row] ?? 0) - settings.chargingEfficiencyDays;
    for (; next < rows.length && (rows[next] ?? 0) < row; next += 1) window.add(next);
    for (; oldest < next && (log.day[rows[oldest] ?? 0] ?? 0) < since; oldest += 1) {
      window.remove(oldest);
    }
    if (window.size < settings.chargingEfficiencyMinSamples) continue;
    into.etaRatio[row] = window.median;
    into.etaSamples[row] = window.size;
  }
}

function collectSamples(
  log: CarLog,
  settings: EtaSettings,
  current: number,
  from: number,
): { readonly rows: Int32Array; readonly ratios: Float64Array } {
  const rows = new Int32Array(log.size - from);
  const ratios = new Float64Array(log.size - from);
  let size = 0;
  for (let row = from; row < log.size; row += 1) {
    if (log.current[row] !== current) continue;
    const ratio = sampleRatio(log, row, settings);
    if (ratio !== ratio) continue;
    rows[size] = row;
    ratios[size] = ratio;
    size += 1;
  }
  return { rows: rows.subarray(0, size), ratios: ratios.subarray(0, size) };
}
