import { epochDayOf } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { Settings } from '#lib/domain/settings.ts';
import type { EfficiencySource } from './car-figures.ts';
import { fallbackOf } from './compute-figures.ts';
import type { CarBook } from './diary.ts';
import { pooledMPerWh } from './pooled.ts';
import { firstRowOn } from './row-search.ts';

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
