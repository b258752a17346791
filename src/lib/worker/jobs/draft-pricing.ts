import type { EngineContext } from '#lib/app/engine-source.ts';
import type { Place } from '#lib/domain/place.ts';
import { priceSession } from '#lib/domain/pricing.ts';
import type { Cost } from '#lib/domain/session.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import type { DraftContent } from '#lib/formats/csv/report.ts';

/** Makes the pricing of rows that say nothing about money, by places and tariffs as they are now. */
export function draftPricing(context: EngineContext): (content: DraftContent) => Cost | undefined {
  const { settings } = readSettings(context.settings);
  const placesById = new Map<string, Place>(context.places.map((place) => [place.id, place]));
  return (session) => {
    const { tariffs } = context;
    const priced = priceSession({ session, typed: {}, tariffs, settings, placesById });
    return 'cost' in priced ? priced.cost : undefined;
  };
}
