import { homeClass, type HomeClass } from '#lib/domain/home.ts';
import type { Place } from '#lib/domain/place.ts';
import type { Cost, Session } from '#lib/domain/session.ts';
import type { Settings } from '#lib/domain/settings.ts';

/** Money as it is shown: the person's own currency where it is known, else the foreign one. */
export interface ShownMoney {
  readonly micros: number;
  readonly currency: string;
}

/** The total to show for a cost; absent without a total. */
export function shownTotal(cost: Cost | undefined, currency: string): ShownMoney | undefined {
  if (cost?.totalMicros === undefined) return undefined;
  const converted = cost.inHomeCurrency;
  if (cost.currency !== currency && converted?.currency === currency) {
    return { micros: converted.totalMicros, currency };
  }
  return { micros: cost.totalMicros, currency: cost.currency };
}

/** Where a session was, as words and as home or public. */
export function whereOf(
  session: Pick<Session, 'placeId' | 'placeLabel'>,
  places: ReadonlyMap<string, Place>,
  settings: Pick<Settings, 'homeAliases'>,
): { readonly name?: string; readonly homeClass: HomeClass } {
  const name = places.get(session.placeId ?? '')?.name ?? session.placeLabel;
  return {
    ...(name === undefined ? {} : { name }),
    homeClass: homeClass(session, places, settings.homeAliases),
  };
}
