import type { MileageYear } from '#lib/domain/analytics/figures.ts';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import { DEFAULT_SETTINGS, type RoadTaxRate, type Settings } from '#lib/domain/settings.ts';

/** The currency that the rates nobody entered are in. */
const DEFAULT_CURRENCY = DEFAULT_SETTINGS.currency;

/**
 * The rates that hold on some day of a mileage year, by date. None: there is no road tax by the
 * mile to estimate. The default rates are of one country, and no concern of those who pay in
 * another currency.
 */
export function ratesOfYear(
  { roadTaxRates, currency }: Pick<Settings, 'roadTaxRates' | 'currency'>,
  { yearStart, yearEnd }: Pick<MileageYear, 'yearStart' | 'yearEnd'>,
): readonly RoadTaxRate[] {
  const isDefault = canonicalJson(roadTaxRates) === canonicalJson(DEFAULT_SETTINGS.roadTaxRates);
  if (isDefault && currency !== DEFAULT_CURRENCY) return [];
  const first = roadTaxRates.findLastIndex(({ from }) => from <= yearStart);
  return roadTaxRates.slice(Math.max(0, first)).filter(({ from }) => from <= yearEnd);
}
