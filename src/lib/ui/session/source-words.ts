import type { I18n } from '#lib/i18n/i18n.svelte.ts';
import type { Cost, Session } from '#lib/domain/session.ts';
import type { SessionView } from '#lib/state/session-view.ts';

type Words = I18n['t']['session'];

/** Where a stored field comes from, in words. */
export function sourceOf(words: Words, session: Session, field: keyof Session): string {
  const provenance = session.provenance?.[field];
  if (provenance) return words[provenance];
  return session.source === undefined ? words.typed : words.fromFile;
}

function typedTotalWords(words: Words, { cost, source }: Pick<Session, 'cost' | 'source'>): string {
  if (source !== undefined) return words.importedTotal;
  const isSum = cost?.lines?.some((line) => line.typed && line.kind === 'energy') ?? false;
  return isSum ? words.typedLines : words.typedTotal;
}

function typedPriceWords(words: Words, { cost, source }: Pick<Session, 'cost' | 'source'>): string {
  if (source !== undefined) return words.importedPrice;
  return cost?.totalMicros === undefined ? words.typedPriceNoEnergy : words.typedPrice;
}

/** How a cost came about, in words and without its price. */
export function basisWords(
  words: Words,
  session: Pick<Session, 'cost' | 'source'> & { readonly cost: Cost },
  names: Pick<SessionView, 'tariffName' | 'pricedPlaceName'>,
): string {
  const { cost } = session;
  const place = names.pricedPlaceName ?? words.thisPlace;
  switch (cost.basis) {
    case 'typed_total':
      return typedTotalWords(words, session);
    case 'typed_price':
      return typedPriceWords(words, session);
    case 'place_free':
      return words.placeFree(place);
    case 'place_rate':
      return cost.tariffId !== undefined && names.tariffName !== undefined
        ? words.placeTariff(names.tariffName, place)
        : words.placeRate(place);
    case 'home_tariff':
      return names.tariffName === undefined
        ? words.homeTariffGone
        : words.homeTariff(names.tariffName);
    case 'meter':
      return words.meter;
  }
}

/** How a cost came about, with the one price it used: "Home tariff “Night”, 7.5p/kWh". */
export function costSource(
  i18n: I18n,
  session: Pick<Session, 'cost' | 'source'> & { readonly cost: Cost },
  names: Pick<SessionView, 'tariffName' | 'pricedPlaceName'>,
): string {
  const words = i18n.t.session;
  const basis = basisWords(words, session, names);
  const { pricePerKwhMicros, currency } = session.cost;
  if (pricePerKwhMicros === undefined) return basis;
  return words.atPrice(basis, i18n.f.pricePerKwh(pricePerKwhMicros, currency));
}
