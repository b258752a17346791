import { sumLines, typedOf, typedTotalOf, type TypedCost } from '#lib/domain/cost.ts';
import { isCurrency } from '#lib/domain/currency.ts';
import { convertMicros } from '#lib/domain/exchange.ts';
import { numberMarks, parseDecimal } from '#lib/domain/number-text.ts';
import { type MoneyForm, readMoneyMicros } from '#lib/domain/quantity-text.ts';
import { type FieldIssue, type Result, fail, ok } from '#lib/domain/result.ts';
import type { Cost, ReceiptLine } from '#lib/domain/session.ts';
import { type LinesReading, readLines } from './receipt-lines.ts';
import type { FormSettings, FormTexts, Stored, TextForm } from './session-texts.ts';

/** The currency of what is typed about the cost: the one that was chosen, else the settings'. */
export function formCurrency(
  { currency }: Pick<FormTexts, 'currency'>,
  settings: FormSettings,
): string {
  return isCurrency(currency) ? currency : settings.currency;
}

const moneyForm = (form: TextForm, currency: string): MoneyForm => ({
  marks: numberMarks(form.locale),
  locale: form.locale,
  currency,
});

/** The receipt lines of the form, read in the currency of its cost. */
export function readFormLines(texts: FormTexts, form: TextForm): LinesReading {
  const currency = formCurrency(texts, form.settings);
  return readLines(texts.lines, { ...moneyForm(form, currency), typed: form.typed });
}

/** What is wrong with the choice of a currency. */
export function currencyIssues({ currency }: FormTexts): readonly FieldIssue[] {
  return currency === '' || isCurrency(currency)
    ? []
    : [{ field: 'currency', code: 'cost/currency', value: currency }];
}

/**
 * What was typed about the cost as a whole: total and price with the lines, the currency and what
 * the total comes to in the own one. Fails with an issue of `homeTotal` or `rate`.
 */
export function withReceipt(
  base: Pick<TypedCost, 'totalMicros' | 'pricePerKwhMicros'>,
  lines: readonly ReceiptLine[],
  context: {
    readonly texts: FormTexts;
    readonly form: TextForm;
    readonly stored: Stored | undefined;
    readonly energyWh: number | undefined;
  },
): Result<TypedCost> {
  const { texts, form, stored, energyWh } = context;
  const { settings } = form;
  const before = typedOf(stored?.session.cost);
  const currency = formCurrency(texts, settings);
  const isForeign = currency !== settings.currency;
  const isNamed = isForeign || before.currency !== undefined;
  const typed: TypedCost = {
    ...base,
    ...(lines.length > 0 || before.lines ? { lines } : {}),
    ...(isNamed ? { currency } : {}),
    ...(isForeign ? totalOfForeignLines(base, lines) : {}),
  };
  const total = typedTotalOf(typed, energyWh);
  const isKept = stored && AS_CONVERTED.every((field) => texts[field] === stored.texts[field]);
  const converted = isKept
    ? ok(before.inHomeCurrency)
    : isForeign
      ? readConversion(texts, form, total)
      : ok(undefined);
  if (!converted.ok) return converted;
  const { value: inHomeCurrency } = converted;
  // A conversion that was taken out of the form goes.
  const isGone = inHomeCurrency === undefined && before.inHomeCurrency !== undefined;
  return ok({ ...typed, ...(inHomeCurrency || isGone ? { inHomeCurrency } : {}) });
}

/** While these texts stay, so does the stored conversion, whatever the own currency is by now. */
const AS_CONVERTED = ['currency', 'homeTotal', 'rate', 'total', 'pricePerKwh', 'lines'] as const;

/** Lines of another currency are never added to what a place or a tariff charges. */
function totalOfForeignLines(
  base: Pick<TypedCost, 'totalMicros' | 'pricePerKwhMicros'>,
  lines: readonly ReceiptLine[],
): Pick<TypedCost, 'totalMicros'> {
  const hasTotal = base.totalMicros !== undefined || base.pricePerKwhMicros !== undefined;
  const isSum = lines.some((line) => line.kind === 'energy');
  return hasTotal || isSum || lines.length === 0 ? {} : { totalMicros: sumLines(lines) };
}

/** The total in the own currency: as typed, else by the rate; absent without either. */
function readConversion(
  texts: FormTexts,
  form: TextForm,
  totalMicros: number | undefined,
): Result<Cost['inHomeCurrency']> {
  const { currency } = form.settings;
  const refuse = (field: 'homeTotal' | 'rate', code: string) =>
    fail('session/invalid', { fields: [{ field, code, value: texts[field] }] });
  if (texts.homeTotal.trim() !== '') {
    const home = readMoneyMicros(texts.homeTotal, moneyForm(form, currency));
    if (!home.ok) return refuse('homeTotal', home.error.code);
    return ok({ currency, totalMicros: home.value });
  }
  if (texts.rate.trim() === '') return ok(undefined);
  const rate = parseDecimal(texts.rate, numberMarks(form.locale));
  if (!rate.ok) return refuse('rate', rate.error.code);
  const { digits, prefix, suffix } = rate.value;
  if (prefix !== '' || suffix !== '') return refuse('rate', 'number/unit');
  if (digits <= 0n) return refuse('rate', 'cost/rate');
  if (totalMicros === undefined) return ok(undefined);
  const converted = convertMicros(totalMicros, rate.value, texts.rateIn);
  return ok({ currency, totalMicros: converted });
}
