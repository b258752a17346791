// The rules read no locale of the machine they run on. These few questions are about a locale that
// was passed in, and only Intl knows the answers for all of them.
// eslint-disable-next-line no-restricted-globals -- the locale is an argument, nothing ambient is read
const intl = Intl;

const signsByCurrency = new Map<string, readonly string[]>();

/** Whether a text is a well-formed BCP 47 tag. */
export function isLocale(tag: string): boolean {
  try {
    return intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** How a locale writes 10 000 000.0, part by part. */
export function numberParts(locale: string): readonly Intl.NumberFormatPart[] {
  return new intl.NumberFormat(locale, { minimumFractionDigits: 1 }).formatToParts(1e7);
}

/** Whether a locale writes the month before the day. */
export function isMonthFirst(locale: string): boolean {
  const parts = new intl.DateTimeFormat(locale, { timeZone: 'UTC' }).formatToParts(0);
  const types = parts.map((part) => part.type);
  return types.indexOf('month') < types.indexOf('day');
}

/** The signs of a currency in lower case: its code, and what the locale shows for it. */
export function currencySigns(currency: string, locale: string): readonly string[] {
  const key = `${currency} ${locale}`;
  const known = signsByCurrency.get(key);
  if (known) return known;
  const shown = (['symbol', 'narrowSymbol'] as const).map((currencyDisplay) => {
    const format = new intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay });
    const sign = format.formatToParts(1).find((part) => part.type === 'currency')?.value ?? '';
    return sign.replace(/[\u061c\u200e\u200f]/g, '').toLowerCase();
  });
  const signs = [currency.toLowerCase(), ...shown];
  signsByCurrency.set(key, signs);
  return signs;
}
