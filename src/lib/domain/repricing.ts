import { isTypedCost, typedOf } from './cost.ts';
import { type PricingInput, type UnknownCost, priceSession } from './pricing.ts';
import type { Cost, Session } from './session.ts';

/**
 * What pricing a stored session again would do. Typed costs are kept. `changed`: total or basis
 * differ from the stored cost.
 */
export type Repricing =
  | { readonly kept: 'typed' }
  | { readonly cost: Cost; readonly changed?: true }
  | { readonly unknown: UnknownCost; readonly changed?: true };

/** The preview of re-pricing one session by today's places, tariffs and settings. */
export function repriceSession(
  session: Session,
  context: Pick<PricingInput, 'tariffs' | 'settings' | 'placesById'>,
): Repricing {
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
