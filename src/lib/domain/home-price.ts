import type { LocalDate } from './entity.ts';
import type { Tariff } from './tariff.ts';
import { homeTariffs, isValidOn, tariffOn } from './tariff-choice.ts';

/** A price of a home tariff; `label` names its band, and is absent for the price outside bands. */
export interface HomePrice {
  readonly tariff: Tariff;
  readonly pricePerKwhMicros: number;
  readonly label?: string;
}

/**
 * The home tariff of a date: one for any home, else the valid one with the smallest id. Homes
 * charge AC, so one for DC alone is none.
 */
function homeTariffOn(tariffs: readonly Tariff[], date: LocalDate): Tariff | undefined {
  const anywhere = tariffOn(homeTariffs(tariffs, undefined, 'AC'), date);
  if (anywhere) return anywhere;
  let chosen: Tariff | undefined;
  for (const tariff of tariffs) {
    if (tariff.kind !== 'home' || tariff.current === 'DC' || !isValidOn(tariff, date)) continue;
    if (!chosen || tariff.id < chosen.id) chosen = tariff;
  }
  return chosen;
}

/** The lowest price of the home tariff of a date, base or band; absent without a tariff. */
export function cheapestHomePrice(
  tariffs: readonly Tariff[],
  date: LocalDate,
): HomePrice | undefined {
  const tariff = homeTariffOn(tariffs, date);
  if (!tariff) return undefined;
  let lowest: HomePrice = { tariff, pricePerKwhMicros: tariff.pricePerKwhMicros };
  for (const { pricePerKwhMicros, label } of tariff.bands ?? []) {
    if (pricePerKwhMicros < lowest.pricePerKwhMicros) lowest = { tariff, pricePerKwhMicros, label };
  }
  return lowest;
}
