import type { PlaceFigures } from '#lib/domain/analytics/place-figures.ts';
import type { I18n } from '#lib/i18n/i18n.svelte.ts';
import type { ShownFigure } from '#lib/ui/session/shown-figure.ts';

/** What was charged at a place, each figure with where it comes from. */
export function placeFigures(i18n: I18n, figures: PlaceFigures): ShownFigure[] {
  const { f } = i18n;
  const { figure: label, source } = i18n.t.places;
  const { sessions, energyWh, medianPricePerKwhMicros, averagePowerW, costMicros } = figures;
  return [
    { label: label.sessions, value: f.count(sessions), source: source.sessions },
    { label: label.energy, value: f.energyTotal(energyWh), source: source.energy },
    {
      label: label.price,
      value: f.pricePerKwh(medianPricePerKwhMicros),
      source: medianPricePerKwhMicros === undefined ? source.noPrice : source.price,
    },
    {
      label: label.power,
      value: f.power(averagePowerW),
      source: averagePowerW === undefined ? source.noPower : source.power,
    },
    {
      label: label.spend,
      value: f.money(costMicros),
      source: costMicros === undefined ? source.noSpend : source.spend,
    },
    { label: label.last, value: f.date(figures.lastDate), source: source.last },
  ];
}
