import type { Settings } from '#lib/domain/settings.ts';
import { AC_CODE, at, type CarLog, DC_CODE } from './car-log.ts';
import { SortedWindow } from './sorted-window.ts';

type EtaSettings = Pick<
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

/** The ratios of one current in a moving window of days. */
class Samples {
  readonly #window = new SortedWindow();
  readonly #rows: number[] = [];
  readonly #ratios: number[] = [];
  #first = 0;

  add(row: number, ratio: number): void {
    this.#rows.push(row);
    this.#ratios.push(ratio);
    this.#window.add(ratio);
  }

  forgetBefore(log: CarLog, day: number): void {
    for (;;) {
      const row = this.#rows[this.#first];
      if (row === undefined || (log.day[row] ?? 0) >= day) return;
      this.#window.remove(this.#ratios[this.#first] ?? NaN);
      this.#first += 1;
    }
  }

  get size(): number {
    return this.#window.size;
  }

  get median(): number {
    return this.#window.median;
  }
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
  const days = settings.chargingEfficiencyDays;
  const samples = [undefined, new Samples(), new Samples()];
  const take = (row: number): void => {
    const ratio = sampleRatio(log, row, settings);
    if (ratio === ratio) samples[log.current[row] ?? 0]?.add(row, ratio);
  };
  const oldest = (log.day[from] ?? 0) - days;
  let start = from;
  while (start > 0 && (log.day[start - 1] ?? 0) >= oldest) start -= 1;
  for (let row = start; row < from; row += 1) take(row);
  for (let row = from; row < log.size; row += 1) {
    const current = log.current[row] ?? 0;
    const own = samples[current];
    own?.forgetBefore(log, (log.day[row] ?? 0) - days);
    if (own && own.size >= settings.chargingEfficiencyMinSamples) {
      into.etaRatio[row] = own.median;
      into.etaSamples[row] = own.size;
    } else {
      into.etaRatio[row] = settingRatio(current, settings);
      into.etaSamples[row] = 0;
    }
    take(row);
  }
}

/** The charging efficiency of a current as of a day: from the sessions of the days up to it. */
export function chargingEfficiencyOn(
  log: CarLog,
  settings: EtaSettings,
  day: number,
  current: typeof AC_CODE | typeof DC_CODE,
): { readonly ratio: number; readonly samples?: number } {
  const window = new SortedWindow();
  for (let row = log.size - 1; row >= 0; row -= 1) {
    const rowDay = log.day[row] ?? 0;
    if (rowDay < day - settings.chargingEfficiencyDays) break;
    if (rowDay > day || log.current[row] !== current) continue;
    const ratio = sampleRatio(log, row, settings);
    if (ratio === ratio) window.add(ratio);
  }
  return window.size >= settings.chargingEfficiencyMinSamples
    ? { ratio: window.median, samples: window.size }
    : { ratio: settingRatio(current, settings) };
}
