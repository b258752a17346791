import { isTypedCost, typedOf } from './cost.ts';
import { compareSessions } from './order.ts';
import type { Place } from './place.ts';
import { type PricingInput, type UnknownCost, priceSession } from './pricing.ts';
import type { Cost, Session } from './session.ts';
import type { Settings } from './settings.ts';
import { isValidOn } from './tariff-choice.ts';
import { priceWindow } from './tariff-window.ts';
import type { Tariff } from './tariff.ts';
import { localDateOf } from './time.ts';

/**
 * What pricing a stored session again would do. Typed costs are kept. `changed`: total or basis
 * differ from the stored cost.
 */
export type Repricing =
  | { readonly kept: 'typed' }
  | { readonly cost: Cost; readonly changed?: true }
  | { readonly unknown: UnknownCost; readonly changed?: true };

/** What costs are worked out from. */
export type RepricingContext = Pick<PricingInput, 'tariffs' | 'settings' | 'placesById'>;

/** Places, tariffs and settings as they are now, to price sessions by. */
export function repricingContext(facts: {
  readonly places: readonly Place[];
  readonly tariffs: readonly Tariff[];
  readonly settings: Settings;
}): RepricingContext {
  const { places, tariffs, settings } = facts;
  return { tariffs, settings, placesById: new Map(places.map((place) => [place.id, place])) };
}

/** Only a charge that is over has a cost to work out. */
export function canBeRepriced({ status }: Pick<Session, 'status'>): boolean {
  return status === 'completed';
}

/** The preview of re-pricing one session by today's places, tariffs and settings. */
export function repriceSession(session: Session, context: RepricingContext): Repricing {
  const stored = session.cost;
  if (stored && isTypedCost(stored)) return { kept: 'typed' };
  const result = priceSession({ session, typed: typedOf(stored), ...context });
  if ('unknown' in result) {
    return stored ? { unknown: result.unknown, changed: true } : { unknown: result.unknown };
  }
  const { cost } = result;
  const isSame = cost.basis === stored?.basis && cost.totalMicros === stored.totalMicros;
  return isSame ? { cost } : { cost, changed: true };
}

/** What pricing again would do to the completed ones of these sessions, by id in session order. */
export function repricingsOf(
  sessions: readonly Session[],
  context: RepricingContext,
): ReadonlyMap<string, Repricing> {
  return new Map(
    sessions
      .filter(canBeRepriced)
      .sort(compareSessions)
      .map((session) => [session.id, repriceSession(session, context)]),
  );
}

/** Whether there is something to write; its cost afterwards is that of `costAfter`. */
export function isRepriced(repricing: Repricing): boolean {
  return 'changed' in repricing;
}

/** The cost of a session after its re-pricing; absent: it is not known. Not for kept ones. */
export function costAfter(repricing: Repricing): Cost | undefined {
  return 'cost' in repricing ? repricing.cost : undefined;
}

/**
 * Whether a tariff has, or had, a say in what a charge at its place costs: by the day it began or
 * ended on, or because its cost was worked out with it before. A charge that began before the first
 * day of the tariff may end within it.
 */
export function isTouchedBy(tariff: Tariff, session: Session): boolean {
  const { cost } = session;
  const wasUsed =
    cost?.tariffId === tariff.id || cost?.lines?.some((line) => line.tariffId === tariff.id);
  if (wasUsed) return true;
  if (tariff.current !== undefined && tariff.current !== session.current) return false;
  if (isValidOn(tariff, session.localDate)) return true;
  const window = priceWindow(session);
  if (!window) return false;
  const first = localDateOf(window.from, tariff.timeZone);
  const last = localDateOf(window.to - 1, tariff.timeZone);
  return tariff.validFrom <= last && (tariff.validTo === undefined || first <= tariff.validTo);
}
