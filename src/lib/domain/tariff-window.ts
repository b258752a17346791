import type { Session } from './session.ts';
import type { Tariff, TariffBand } from './tariff.ts';
import { type TariffGroups, tariffAt } from './tariff-choice.ts';
import { nextOffsetChange, wallMinutes, zoneOffsetMs } from './time.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from './units.ts';
import { weekdayOfEpochDay } from './civil-date.ts';

/** The time over which the energy is spread: `from` inclusive, `to` exclusive. */
export interface PriceWindow {
  readonly from: number;
  readonly to: number;
}

/** A stretch of a window with one price. `ms` sums all its pieces. */
export interface PriceShare {
  readonly tariff: Tariff;
  readonly label: string;
  readonly pricePerKwhMicros: number;
  ms: number;
}

/** The label of the price outside all bands. */
export const BASE_LABEL = 'base';

/** The window of a session; absent when its times do not say one. */
export function priceWindow(
  session: Pick<Session, 'startedAt' | 'endedAt' | 'chargingS'>,
): PriceWindow | undefined {
  const { startedAt, endedAt, chargingS } = session;
  if (startedAt !== undefined && endedAt !== undefined && endedAt > startedAt) {
    return { from: startedAt, to: endedAt };
  }
  if (chargingS === undefined) return undefined;
  if (startedAt !== undefined) return { from: startedAt, to: startedAt + chargingS * 1000 };
  if (endedAt !== undefined) return { from: endedAt - chargingS * 1000, to: endedAt };
  return undefined;
}

function minutesOf(wallTime: string): number {
  return wallTime === '24:00' ? 1440 : (wallMinutes(wallTime) ?? 0);
}

function isInBand(band: TariffBand, weekday: number, minutes: number): boolean {
  const from = minutesOf(band.from);
  const to = minutesOf(band.to);
  const isOn = (day: number) => band.days === undefined || band.days.includes(day);
  if (from < to) return isOn(weekday) && minutes >= from && minutes < to;
  const dayBefore = weekday === 1 ? 7 : weekday - 1;
  return (isOn(weekday) && minutes >= from) || (isOn(dayBefore) && minutes < to);
}

/** The first band in list order that contains the wall time of an instant. */
function bandAt(tariff: Tariff, instant: number): TariffBand | undefined {
  if (!tariff.bands) return undefined;
  const local = instant + zoneOffsetMs(tariff.timeZone, instant);
  const day = Math.floor(local / MS_PER_DAY);
  const minutes = (local - day * MS_PER_DAY) / MS_PER_MINUTE;
  const weekday = weekdayOfEpochDay(day);
  return tariff.bands.find((band) => isInBand(band, weekday, minutes));
}

/** Every instant in the window at which a tariff's date or one of its bands may change. */
function changesOf(tariff: Tariff, window: PriceWindow): number[] {
  const edges = new Set([0]);
  for (const band of tariff.bands ?? []) {
    edges.add(minutesOf(band.from));
    edges.add(minutesOf(band.to));
  }
  const changes: number[] = [];
  // Within a span of one offset the wall clock runs evenly.
  for (let from = window.from; from < window.to;) {
    const to = Math.min(nextOffsetChange(tariff.timeZone, from), window.to);
    const offset = zoneOffsetMs(tariff.timeZone, from);
    changes.push(from);
    const firstDay = Math.floor((from + offset) / MS_PER_DAY);
    const lastDay = Math.floor((to + offset) / MS_PER_DAY);
    for (let day = firstDay; day <= lastDay; day++) {
      for (const edge of edges) {
        const instant = day * MS_PER_DAY + edge * MS_PER_MINUTE - offset;
        if (instant > from && instant < to) changes.push(instant);
      }
    }
    from = to;
  }
  return changes;
}

/**
 * A window by tariff, label and price, in order of first occurrence; the parts sum to the window
 * in real elapsed time, also when the clocks change. Absent if some instant has no valid tariff.
 */
export function splitWindow(
  groups: TariffGroups,
  window: PriceWindow,
): readonly PriceShare[] | undefined {
  const changes = new Set([window.from]);
  for (const tariff of groups.flat()) {
    for (const instant of changesOf(tariff, window)) changes.add(instant);
  }
  const starts = [...changes].sort((a, b) => a - b);
  const shares: PriceShare[] = [];
  for (const [index, start] of starts.entries()) {
    const tariff = tariffAt(groups, start);
    if (!tariff) return undefined;
    const band = bandAt(tariff, start);
    const label = band?.label ?? BASE_LABEL;
    const { pricePerKwhMicros } = band ?? tariff;
    const ms = (starts[index + 1] ?? window.to) - start;
    const known = shares.find(
      (share) =>
        share.tariff === tariff &&
        share.label === label &&
        share.pricePerKwhMicros === pricePerKwhMicros,
    );
    if (known) known.ms += ms;
    else shares.push({ tariff, label, pricePerKwhMicros, ms });
  }
  return shares;
}
