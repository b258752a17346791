import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import type { Current } from '#lib/domain/session.ts';
import type { TariffGroups } from '#lib/domain/tariff-choice.ts';
import { type PriceWindow, splitWindow } from '#lib/domain/tariff-window.ts';
import { type Charger, chargingTimeS, energyCost, etaOf, pointsWh, socAfter } from './integrate.ts';
import type { PlannableCar } from './planner-car.ts';
import { instantAfter, lengthMs, type Pause, poweredSpans } from './powered-time.ts';

/** One price, or tariffs of which each moment has its own. Fees are not in an estimate. */
export type LivePrice = { readonly pricePerKwhMicros: number } | { readonly tariffs: TariffGroups };

/** A charge that runs. Instants are UTC ms. */
export interface LiveInput {
  readonly current: Current;
  readonly chargerW: number;
  /** The last state of charge that was read, and when. */
  readonly readingAt: number;
  readonly readingSoc: number;
  readonly now: number;
  readonly targetSoc: number;
  readonly pauses?: readonly Pause[];
  /** Absent: no cost. */
  readonly price?: LivePrice;
}

/** Where a running charge should be by now. Energies and cost count from the reading. */
export interface LiveEstimate {
  /** At most 100. */
  readonly soc: number;
  readonly batteryWh: number;
  readonly plugWh: number;
  /** Micros, unrounded; absent without a price, or where a tariff does not cover the time. */
  readonly costMicros?: number;
  /** When the target is reached; absent when it is, and in a pause whose end is not known. */
  readonly targetAt?: number;
  readonly done: boolean;
}

/** A target that is reached on a whole millisecond, but for rounding, is not put off to the next. */
const MS_SLACK = 1e-6;

/**
 * The weighted price of stretches of time by tariffs, per kWh; absent where one has none, and for
 * several currencies, which have no sum.
 */
function averagePrice(tariffs: TariffGroups, spans: readonly PriceWindow[]): number | undefined {
  let [sum, currency]: [number, string | undefined] = [0, undefined];
  for (const span of spans) {
    const shares = splitWindow(tariffs, span);
    if (!shares) return undefined;
    for (const { tariff, pricePerKwhMicros, ms } of shares) {
      currency ??= tariff.currency;
      if (tariff.currency !== currency) return undefined;
      sum += pricePerKwhMicros * ms;
    }
  }
  return sum / lengthMs(spans);
}

function costOf(
  price: LivePrice | undefined,
  plugWh: number,
  spans: readonly PriceWindow[],
): number | undefined {
  if (price === undefined) return undefined;
  if (plugWh === 0) return 0;
  return energyCost(
    plugWh,
    'tariffs' in price ? averagePrice(price.tariffs, spans) : price.pricePerKwhMicros,
  );
}

/** The estimate of a running charge at `now`. Never a measured value, and ends no session. */
export function liveEstimate(car: PlannableCar, input: LiveInput): LiveEstimate {
  const { current, chargerW, readingAt, readingSoc, now, targetSoc, pauses = [] } = input;
  const charger: Charger = { current, powerW: chargerW };
  const timeTo = (soc: number) => chargingTimeS(car, charger, readingSoc, soc) * 1000;
  const ahead = poweredSpans(readingAt, Infinity, pauses);
  const elapsed = poweredSpans(readingAt, now, pauses);
  const soc = socAfter(car, charger, readingSoc, lengthMs(elapsed) / 1000);
  const batteryWh = pointsWh(car, soc - readingSoc);
  const plugWh = batteryWh / etaOf(car, current);
  // No power flows once the battery is full.
  const fullAt = instantAfter(ahead, timeTo(100)) ?? Infinity;
  const priced = poweredSpans(readingAt, Math.min(now, fullAt), pauses);
  const done = soc >= targetSoc;
  const targetAt = done ? undefined : instantAfter(ahead, timeTo(targetSoc));
  return knownMembers<LiveEstimate>({
    ...{ soc, batteryWh, plugWh, done },
    costMicros: costOf(input.price, plugWh, priced),
    targetAt: targetAt === undefined ? undefined : Math.ceil(targetAt - MS_SLACK),
  });
}
