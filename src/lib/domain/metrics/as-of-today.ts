import { epochDayOf } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { median } from '#lib/domain/stats.ts';
import type { EfficiencySource } from './car-figures.ts';
import type { CarLog } from './car-log.ts';
import { type EtaSettings, sampleRatio, settingRatio } from './charging-efficiency.ts';
import { fallbackOf } from './compute-figures.ts';
import type { CarBook } from './diary.ts';
import { pooledMPerWh } from './pooled.ts';
import { firstRowOn } from './row-search.ts';
import type { ChargingEfficiency } from './session-metrics.ts';

/**
 * The driving efficiency to plan with today: over the cycles of the last days, else the car's own,
 * else the setting's. Absent when there is none, or when fallbacks are switched off.
 */
export function efficiencyAsOf(
  { log, figures }: CarBook,
  settings: Settings,
  today: LocalDate,
): { readonly source: EfficiencySource; readonly drivingMPerWh: number } | undefined {
  if (!settings.fallbackEnabled) return undefined;
  const day = epochDayOf(today);
  const from = firstRowOn(log.day, day - settings.fallbackDays);
  const pooled = pooledMPerWh(figures, from, firstRowOn(log.day, day + 1), settings);
  const [source, drivingMPerWh] = fallbackOf(log.car.profileEfficiencyMPerWh, pooled, settings);
  return source === 'none' ? undefined : { source, drivingMPerWh };
}

/**
 * The charging efficiency of a current (its code) to plan with today: the median of the charges of
 * the last days, or the setting when there are too few.
 */
export function chargingEfficiencyAsOf(
  log: CarLog,
  settings: EtaSettings,
  today: LocalDate,
  current: number,
): ChargingEfficiency {
  const day = epochDayOf(today);
  const end = firstRowOn(log.day, day + 1);
  const ratios: number[] = [];
  for (let i = firstRowOn(log.day, day - settings.chargingEfficiencyDays); i < end; i += 1) {
    const ratio = log.current[i] === current ? sampleRatio(log, i, settings) : NaN;
    if (!Number.isNaN(ratio)) ratios.push(ratio);
  }
  const ratio = median(ratios);
  return ratio === undefined || ratios.length < settings.chargingEfficiencyMinSamples
    ? { ratio: settingRatio(current, settings), source: 'setting' }
    : { ratio, source: 'history', samples: ratios.length };
}
