import { costInCurrency } from '#lib/domain/cost.ts';
import type { Place } from '#lib/domain/place.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Settings } from '#lib/domain/settings.ts';
import type { DatedValue, PlannerHistory } from './planner-defaults.ts';
import { whereOf } from './session-labels.ts';

/** Finer than anybody writes on a charger. */
const PRICE_STEP_MICROS = 1000;

export interface HistoryContext {
  readonly places: ReadonlyMap<string, Place>;
  readonly settings: Pick<Settings, 'currency' | 'homeAliases'>;
}

/** What a kWh cost, fees included, in micros; absent when free, unknown or in another currency. */
export function paidPerKwh(
  { cost, energyWh }: Pick<Session, 'cost' | 'energyWh'>,
  currency: string,
): number | undefined {
  const { totalCostMicros } = costInCurrency(cost, currency);
  if (totalCostMicros === undefined || energyWh === undefined || energyWh <= 0) return undefined;
  return totalCostMicros > 0 ? (totalCostMicros * 1000) / energyWh : undefined;
}

function typedPrice(session: Session, currency: string): number | undefined {
  const price = paidPerKwh(session, currency);
  return price && Math.round(price / PRICE_STEP_MICROS) * PRICE_STEP_MICROS;
}

function newest(
  sessions: readonly Session[],
  { places, settings }: HistoryContext,
  valueOf: (session: Session) => number | undefined,
): DatedValue | undefined {
  for (const session of sessions) {
    const value = valueOf(session);
    if (value === undefined) continue;
    const { name } = whereOf(session, places, settings);
    const { localDate } = session;
    return { value, localDate, ...(name === undefined ? {} : { placeName: name }) };
  }
  return undefined;
}

function ofSession(session: Session, currency: string): NonNullable<PlannerHistory['from']> {
  const { socFrom, socTo } = session;
  const isDc = session.current === 'DC';
  const price = isDc ? typedPrice(session, currency) : undefined;
  return {
    ...(socFrom === undefined ? {} : { socFrom }),
    ...(socTo === undefined ? {} : { socTo }),
    ...(isDc && session.ratedPowerW !== undefined ? { dcPowerW: session.ratedPowerW } : {}),
    ...(price === undefined ? {} : { dcPricePerKwhMicros: price }),
  };
}

/** What the newest sessions of a car, the newest first, and the one a plan comes from tell. */
export function plannerHistory(
  sessions: readonly Session[],
  from: Session | undefined,
  context: HistoryContext,
): PlannerHistory {
  const { currency } = context.settings;
  const dc = sessions.filter(({ current }) => current === 'DC');
  const soc = newest(sessions, context, ({ socTo }) => socTo);
  const dcPower = newest(dc, context, ({ ratedPowerW }) => ratedPowerW);
  const dcPrice = newest(dc, context, (session) => typedPrice(session, currency));
  return {
    ...(soc ? { lastSoc: { soc: soc.value, localDate: soc.localDate } } : {}),
    ...(dcPower ? { dcPower } : {}),
    ...(dcPrice ? { dcPrice } : {}),
    ...(from ? { from: ofSession(from, currency) } : {}),
  };
}
