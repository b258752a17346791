/*
 * Building an Intl object costs about a hundred times what using it does, and a list shows
 * thousands of values: each one is built once per locale and options.
 */
const cache = new Map<string, unknown>();

function cached<T>(kind: string, locale: string, options: object, build: () => T): T {
  const key = `${kind}|${locale}|${JSON.stringify(options)}`;
  const found = cache.get(key);
  if (found !== undefined) return found as T;
  const built = build();
  cache.set(key, built);
  return built;
}

export const numberFormat = (locale: string, options: Intl.NumberFormatOptions = {}) =>
  cached('number', locale, options, () => new Intl.NumberFormat(locale, options));

export const dateFormat = (locale: string, options: Intl.DateTimeFormatOptions) =>
  cached('date', locale, options, () => new Intl.DateTimeFormat(locale, options));

export const relativeFormat = (locale: string) =>
  cached(
    'relative',
    locale,
    {},
    () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' }),
  );

export const pluralRules = (locale: string) =>
  cached('plural', locale, {}, () => new Intl.PluralRules(locale));

export const listFormat = (locale: string) =>
  cached('list', locale, {}, () => new Intl.ListFormat(locale, { type: 'conjunction' }));
