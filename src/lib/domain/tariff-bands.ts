import type { Tariff, TariffBand } from './tariff.ts';
import { wallMinutes } from './time.ts';

export const MINUTES_PER_DAY = 1440;

/** Monday to Sunday. */
export const WEEKDAYS: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

/** The label of the price outside all bands. */
export const BASE_LABEL = 'base';

type Bands = Pick<Tariff, 'bands'>;

function minutesOf(wallTime: string): number {
  return wallTime === '24:00' ? MINUTES_PER_DAY : (wallMinutes(wallTime) ?? 0);
}

function isInBand(band: TariffBand, weekday: number, minutes: number): boolean {
  const from = minutesOf(band.from);
  const to = minutesOf(band.to);
  const isOn = (day: number) => band.days === undefined || band.days.includes(day);
  if (from < to) return isOn(weekday) && minutes >= from && minutes < to;
  const dayBefore = weekday === 1 ? 7 : weekday - 1;
  return (isOn(weekday) && minutes >= from) || (isOn(dayBefore) && minutes < to);
}

/**
 * The first band in list order that contains a wall time, given as weekday (1 = Monday … 7) and
 * minutes since midnight; absent where the base price holds.
 */
export function bandOnClock(
  { bands = [] }: Bands,
  weekday: number,
  minutes: number,
): TariffBand | undefined {
  return bands.find((band) => isInBand(band, weekday, minutes));
}

/** The minutes since midnight at which another band may begin, midnight among them; in no order. */
export function bandEdges({ bands = [] }: Bands): ReadonlySet<number> {
  return new Set([0, ...bands.flatMap(({ from, to }) => [minutesOf(from), minutesOf(to)])]);
}
