import type { Formatters } from '#lib/i18n/formatters.ts';
import type { QuantityKind } from '#lib/state/quantity.ts';

/** A stored number in words with its unit, as it is shown outside of its field. */
export function quantityText(kind: QuantityKind, value: number, f: Formatters): string {
  switch (kind) {
    case 'energy':
      return f.energy(value);
    case 'power':
      return f.power(value);
    case 'distance':
      return f.distance(value);
    case 'efficiency':
      return f.efficiency(value);
    case 'money':
      return f.money(value);
    case 'pricePerKwh':
      return f.pricePerKwh(value);
    case 'share':
      return f.percent(value * 100);
    case 'percent':
      return f.percent(value);
    case 'number':
    case 'metres':
    case 'degrees':
      return f.number(value, { max: 2 });
  }
}
