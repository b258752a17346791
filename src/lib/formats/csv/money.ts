import { isCurrency } from '#lib/domain/currency.ts';
import type { DecimalMark } from './report.ts';
import { readNumber, scaleNumber } from './numbers.ts';

/** Currencies a sign can stand for; several share one. */
const SIGNS: ReadonlyMap<string, readonly string[]> = new Map([
  ['€', ['EUR']],
  ['£', ['GBP', 'GIP', 'FKP', 'SHP', 'EGP']],
  [
    '$',
    'USD CAD AUD NZD SGD HKD MXN CLP COP ARS TWD BSD BBD BMD BND BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD'.split(
      ' ',
    ),
  ],
  ['us$', ['USD']],
  ['a$', ['AUD']],
  ['c$', ['CAD']],
  ['nz$', ['NZD']],
  ['r$', ['BRL']],
  ['kr', ['NOK', 'SEK', 'DKK', 'ISK']],
  ['kr.', ['NOK', 'SEK', 'DKK', 'ISK']],
  [',-', ['NOK', 'SEK', 'DKK', 'ISK', 'EUR', 'CHF']],
  ['kč', ['CZK']],
  ['zł', ['PLN']],
  ['ft', ['HUF']],
  ['fr', ['CHF']],
  ['fr.', ['CHF']],
  ['sfr', ['CHF']],
  ['¥', ['JPY', 'CNY']],
  ['₹', ['INR']],
  ['rs', ['INR', 'PKR', 'LKR', 'NPR', 'MUR']],
  ['₽', ['RUB']],
  ['₴', ['UAH']],
  ['₺', ['TRY']],
  ['₩', ['KRW', 'KPW']],
  ['₪', ['ILS']],
  ['฿', ['THB']],
  ['lei', ['RON', 'MDL']],
]);

/** Hundredths: which currencies the words can mean. */
const MINOR: ReadonlyMap<string, readonly string[]> = new Map([
  ['p', ['GBP', 'GIP', 'FKP', 'SHP']],
  ['pence', ['GBP']],
  ['ct', ['EUR', 'USD', 'CAD', 'AUD', 'NZD', 'CHF']],
  ['cent', ['EUR', 'USD', 'CAD', 'AUD', 'NZD']],
  ['cents', ['EUR', 'USD', 'CAD', 'AUD', 'NZD']],
  ['¢', ['USD', 'CAD', 'AUD', 'NZD']],
  ['rp', ['CHF']],
  ['øre', ['NOK', 'DKK']],
  ['öre', ['SEK']],
]);

export interface WrittenCurrency {
  /** Currencies the sign or code can mean, an ISO code exactly one. */
  readonly fits: readonly string[];
  /** An ISO code says which currency it is; a sign only which it may be. */
  readonly exact: boolean;
  readonly minor: boolean;
}

/** What a sign, code or word for money means. Absent if it means none. */
export function readCurrency(word: string): WrittenCurrency | undefined {
  const text = word.trim();
  const code = text.toUpperCase();
  if (code.length === 3 && isCurrency(code)) return { fits: [code], exact: true, minor: false };
  const lower = text.toLowerCase();
  const fits = SIGNS.get(lower);
  if (fits) return { fits, exact: false, minor: false };
  const minor = MINOR.get(lower);
  return minor && { fits: minor, exact: false, minor: true };
}

export interface WrittenMoney {
  readonly micros: number;
  readonly currency?: WrittenCurrency;
  /** What the price is per, lower case: `kwh`, `min`; empty for an amount. */
  readonly per: string;
}

/**
 * A trimmed cell as an amount or price in micros. `minor`: the column counts hundredths (pence)
 * unless the cell says otherwise. Absent if the cell is neither.
 */
export function readMoney(
  text: string,
  mark: DecimalMark,
  minor = false,
): WrittenMoney | undefined {
  const number = readNumber(text, mark);
  if (!number) return undefined;
  const [word = '', per = '', more] = number.suffix.split('/');
  if (more !== undefined) return undefined;
  const affixes = [number.prefix, word.trim()].filter((affix) => affix !== '');
  if (affixes.length > 1) return undefined;
  const currency = affixes[0] === undefined ? undefined : readCurrency(affixes[0]);
  if (affixes.length === 1 && !currency) return undefined;
  const factor = (currency ? currency.minor : minor) ? 10_000 : 1_000_000;
  return {
    micros: scaleNumber(number, factor),
    per: per.trim().toLowerCase(),
    ...(currency && { currency }),
  };
}
