import { numberFormat } from './intl-cache.ts';
import { formatDecimal, NBSP } from './number-format.ts';

/** The hundredth of a currency as drivers read it on a price board. */
const MINOR_UNITS: Readonly<Record<string, string>> = {
  GBP: 'p',
  EUR: 'c',
  USD: '¢',
  CAD: '¢',
  AUD: 'c',
  NZD: 'c',
  ZAR: 'c',
  CHF: `${NBSP}Rp`,
  NOK: `${NBSP}øre`,
  DKK: `${NBSP}øre`,
  SEK: `${NBSP}öre`,
  PLN: `${NBSP}gr`,
};

const MICROS_PER_MAJOR = 1_000_000;
const MICROS_PER_MINOR = 10_000;

export type MoneySign = 'negative' | 'exceptZero';

/** A total in the currency's own decimals, for instance £12.40. */
export function formatMoney(
  locale: string,
  currency: string,
  micros: number,
  display: { readonly sign?: MoneySign; readonly narrow?: boolean } = {},
): string {
  return numberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: display.narrow ? 'narrowSymbol' : 'symbol',
    signDisplay: display.sign ?? 'negative',
    roundingMode: 'halfExpand',
  }).format(String(micros / MICROS_PER_MAJOR) as `${number}`);
}

/**
 * A price per something: in the minor unit with one decimal where the currency has one
 * (34.5p), else in the major unit with two (¥34.52).
 */
export function formatPrice(
  locale: string,
  currency: string,
  micros: number,
  sign: MoneySign = 'negative',
): string {
  const minor = MINOR_UNITS[currency];
  if (minor !== undefined) {
    const digits = formatDecimal(locale, micros / MICROS_PER_MINOR, {
      min: 1,
      max: 1,
      sign,
    });
    return `${digits}${minor}`;
  }
  return numberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: sign,
    roundingMode: 'halfExpand',
  }).format(String(micros / MICROS_PER_MAJOR) as `${number}`);
}

/** The sign of a currency alone, for the label inside a field (£, €, kr). */
export function currencySymbol(locale: string, currency: string): string {
  const part = numberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  })
    .formatToParts(1)
    .find(({ type }) => type === 'currency');
  return part?.value ?? currency;
}
