import type { ReceiptLine } from '#lib/domain/session.ts';
import type { I18n } from '#lib/i18n/i18n.svelte.ts';

/** Four digits that count, as rates are printed; more of one that is small. */
const decimalsOf = (rate: number): number =>
  Math.min(10, Math.max(4, 3 - Math.floor(Math.log10(Math.abs(rate)))));

/** "1 EUR = 0.8571 GBP" */
export function rateText(i18n: I18n, foreign: string, rate: number, home: string): string {
  return i18n.t.receipt.rateOf(foreign, i18n.f.number(rate, { max: decimalsOf(rate) }), home);
}

/** What a line is called: its own label, else its kind. */
export function lineName({ t }: I18n, { kind, label, included }: ReceiptLine): string {
  if (label === 'base') return t.session.base;
  if (label !== undefined) return label;
  return kind === 'session_fee' && included
    ? t.receipt.kinds.subscription
    : t.session.lineKind[kind];
}

/** "12.3 kWh × 7.5p/kWh", "15 min × 50.0p/min"; empty where the line says neither. */
export function lineQuantity(i18n: I18n, line: ReceiptLine, currency: string): string {
  const { energyWh, timeS, unitPriceMicros } = line;
  const { f, t } = i18n;
  const quantity =
    energyWh === undefined ? (timeS === undefined ? '' : f.duration(timeS)) : f.energy(energyWh);
  const price =
    unitPriceMicros === undefined
      ? ''
      : line.kind === 'energy'
        ? f.pricePerKwh(unitPriceMicros, currency)
        : t.receipt.pricePerMinute(
            currency === f.currency ? f.price(unitPriceMicros) : f.money(unitPriceMicros, currency),
          );
  const product =
    quantity === '' || price === '' ? quantity + price : t.receipt.times(quantity, price);
  return [product, line.split === 'curve' ? t.session.lineByCurve : '']
    .filter((part) => part !== '')
    .join(' · ');
}
