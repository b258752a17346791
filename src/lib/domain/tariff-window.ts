import type { Weigh } from './curve-spread.ts';
import type { Session } from './session.ts';
import type { Tariff, TariffBand } from './tariff.ts';
import { type TariffGroups, tariffAt } from './tariff-choice.ts';
import { BASE_LABEL, bandEdges, bandOnClock } from './tariff-bands.ts';
import { nextOffsetChange, zoneOffsetMs } from './time.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from './units.ts';
import { weekdayOfEpochDay } from './civil-date.ts';

/** The time over which the energy is spread: `from` inclusive, `to` exclusive. */
export interface PriceWindow {
  readonly from: number;
  readonly to: number;
}

/** A stretch of a window with one price. `ms` and `weight` sum all its pieces. */
export interface PriceShare {
  readonly tariff: Tariff;
  readonly label: string;
  readonly pricePerKwhMicros: number;
  ms: number;
  /** The stretch's part of the energy, as a whole number; its length unless told otherwise. */
  weight: number;
}

const byLength: Weigh = (from, to) => to - from;

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

/** The band an instant of the tariff's wall clock falls into; absent outside all bands. */
function bandAt(tariff: Tariff, instant: number): TariffBand | undefined {
  if (!tariff.bands) return undefined;
  const local = instant + zoneOffsetMs(tariff.timeZone, instant);
  const day = Math.floor(local / MS_PER_DAY);
  const minutes = (local - day * MS_PER_DAY) / MS_PER_MINUTE;
  return bandOnClock(tariff, weekdayOfEpochDay(day), minutes);
}

/** Every instant in the window at which a tariff's date or one of its bands may change. */
function changesOf(tariff: Tariff, window: PriceWindow): number[] {
  const edges = bandEdges(tariff);
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
  weigh: Weigh = byLength,
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
    const end = starts[index + 1] ?? window.to;
    const ms = end - start;
    const weight = weigh(start, end);
    const known = shares.find(
      (share) =>
        share.tariff === tariff &&
        share.label === label &&
        share.pricePerKwhMicros === pricePerKwhMicros,
    );
    if (known) {
      known.ms += ms;
      known.weight += weight;
    } else {
      shares.push({ tariff, label, pricePerKwhMicros, ms, weight });
    }
  }
  return shares;
}
