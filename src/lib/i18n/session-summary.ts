import type { Session } from '#lib/domain/session.ts';
import type { SessionMetrics } from '#lib/domain/metrics/session-metrics.ts';
import type { Formatters } from './formatters.ts';
import type { Messages } from './messages/en.ts';

export interface SummaryParts {
  readonly f: Formatters;
  readonly words: Messages['figures']['sentence'];
  readonly session: Pick<Session, 'energyWh' | 'cost' | 'current' | 'ratedPowerW'> &
    Pick<Session, 'socFrom' | 'socTo'>;
  readonly metrics: SessionMetrics;
  readonly placeName?: string | undefined;
}

/** Average power is worth a word when it stays this far below what the charger could do. */
const WELL_BELOW_RATED = 0.8;

/** A charge in one sentence; what is not known is left out of it. */
export function sessionSummary(given: SummaryParts): string {
  const { f, words, session, metrics } = given;
  const petrol = petrolPart(given);
  const restsOnEfficiency = metrics.costPerMileMicros !== undefined || petrol !== undefined;
  const parts = [
    whatAndWhere(given),
    session.energyWh === undefined ? undefined : f.energyTotal(session.energyWh),
    costPart(given),
    metrics.costPerMileMicros === undefined
      ? undefined
      : f.pricePerDistance(metrics.costPerMileMicros),
    petrol,
    powerPart(given),
    metrics.durationS === undefined ? undefined : f.duration(metrics.durationS),
    session.socFrom === undefined || session.socTo === undefined
      ? undefined
      : words.soc(f.soc(session.socFrom), f.soc(session.socTo)),
    restsOnEfficiency && metrics.efficiency?.confidence === 'estimated'
      ? words.estimated
      : undefined,
  ].filter((part) => part !== undefined);
  const text = parts.join(', ');
  return `${text.charAt(0).toLocaleUpperCase(f.language)}${text.slice(1)}.`;
}

function whatAndWhere({ words, metrics, placeName }: SummaryParts): string {
  const size = metrics.sizeClass === undefined ? words.charge : words.size[metrics.sizeClass];
  const at = metrics.homeClass === 'home' || !placeName ? '' : words.at(placeName);
  return `${words.where[metrics.homeClass]}${size}${at}`;
}

function costPart({ f, words, session, metrics }: SummaryParts): string | undefined {
  const { totalCostMicros: total, effectivePricePerKwhMicros: price } = metrics;
  if (total === 0) return words.noCost;
  if (total !== undefined) {
    return price === undefined
      ? f.money(total)
      : words.costAt(f.money(total), f.pricePerKwh(price));
  }
  // In another currency the amount is all there is to say.
  if (metrics.foreignCost) return f.money(session.cost?.totalMicros, session.cost?.currency);
  return price === undefined ? undefined : f.pricePerKwh(price);
}

function petrolPart({ words, metrics }: SummaryParts): string | undefined {
  const { equivalentMicros, savingMicros, verdict } = metrics.petrol ?? {};
  if (!verdict || savingMicros === undefined || !equivalentMicros) return undefined;
  return equivalentMicros > 0
    ? words.petrol[verdict]((Math.abs(savingMicros) / equivalentMicros) * 100)
    : undefined;
}

function powerPart({ f, words, session, metrics }: SummaryParts): string | undefined {
  const { current, ratedPowerW } = session;
  const average = metrics.averagePowerW;
  if (current !== 'DC' || ratedPowerW === undefined || average === undefined) return undefined;
  return average < WELL_BELOW_RATED * ratedPowerW
    ? words.power(f.power(average), f.power(ratedPowerW))
    : undefined;
}
