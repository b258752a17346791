import {
  costPerDistance,
  type DistanceUnit,
  distanceIn,
  efficiencyIn,
  type EfficiencyUnit,
} from '#lib/domain/units.ts';
import {
  formatDate,
  formatDateLong,
  formatDateTime,
  formatDayMonth,
  formatMonth,
  formatMonthShort,
  formatRelativeDay,
  formatTime,
  formatWeekday,
  formatWeekdayDate,
} from './date-format.ts';
import { listFormat, pluralRules } from './intl-cache.ts';
import { currencySymbol, formatMoney, formatPrice, type MoneySign } from './money-format.ts';
import { formatDecimal, NBSP, UNKNOWN, type DecimalOptions } from './number-format.ts';

/** The settings that decide how values look. Nothing here changes what is stored. */
export interface DisplaySettings {
  readonly locale: string;
  readonly currency: string;
  readonly distanceUnit: DistanceUnit;
  readonly efficiencyUnit: EfficiencyUnit;
}

export const DEFAULT_DISPLAY: DisplaySettings = {
  locale: 'en-GB',
  currency: 'GBP',
  distanceUnit: 'mi',
  efficiencyUnit: 'mi/kWh',
};

type Maybe<T> = T | undefined;

const S_PER_MINUTE = 60;

/** `one`, `other` and whatever else the language of the words tells apart. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & {
  readonly other: string;
};

/** Half away from zero, like everything that is shown. */
const roundWhole = (value: number): number => Math.sign(value) * Math.round(Math.abs(value));

/**
 * Everything that turns a stored value into words and digits. Pure: the same settings give
 * the same text. Every function shows `undefined` as an en dash, never as 0.
 *
 * @param display the person's settings
 * @param language the language of the messages, for words that come from Intl
 */
export function createFormatters(display: DisplaySettings, language = 'en-GB') {
  const { locale, currency, distanceUnit, efficiencyUnit } = display;

  const known = <T>(value: Maybe<T>, format: (value: T) => string): string =>
    value === undefined ? UNKNOWN : format(value);

  const number = (value: Maybe<number>, options?: DecimalOptions) =>
    known(value, (v) => formatDecimal(locale, v, options));

  const withUnit = (value: Maybe<number>, unit: string, options?: DecimalOptions) =>
    known(value, (v) => `${formatDecimal(locale, v, options)}${NBSP}${unit}`);

  const inDistanceUnit = (m: number): number => distanceIn(distanceUnit, m);
  const perDistance = (perMileMicros: number): number =>
    costPerDistance(perMileMicros, distanceUnit);

  const money = (micros: Maybe<number>, sign?: MoneySign, of = currency) =>
    known(micros, (v) =>
      formatMoney(locale, of, v, {
        narrow: of === currency,
        ...(sign && { sign }),
      }),
    );

  const duration = (s: number): string => {
    if (s < S_PER_MINUTE) return `${formatDecimal(locale, s, { max: 0 })}${NBSP}s`;
    const minutes = roundWhole(s / S_PER_MINUTE);
    const h = Math.floor(minutes / 60);
    const min = minutes % 60;
    if (h === 0) return `${String(min)}${NBSP}min`;
    return min === 0
      ? `${formatDecimal(locale, h, { max: 0 })}${NBSP}h`
      : `${formatDecimal(locale, h, { max: 0 })}${NBSP}h${NBSP}${String(min)}${NBSP}min`;
  };

  return {
    ...display,
    language,
    unknown: UNKNOWN,
    currencySymbol: currencySymbol(locale, currency),

    /** A plain number, at most one decimal unless told otherwise. */
    number,
    /** A whole number with grouping: 12,345. */
    count: (value: Maybe<number>) => number(value, { max: 0 }),
    /** A number as a person would type it into a field: no grouping, the locale's mark. */
    typed: (value: Maybe<number>, maxDecimals = 3) =>
      value === undefined
        ? ''
        : formatDecimal(locale, value, { max: maxDecimals, grouping: false }),

    /** 9.3 kWh, 12.35 kWh */
    energy: (wh: Maybe<number>) =>
      withUnit(wh === undefined ? wh : wh / 1000, 'kWh', { min: 1, max: 2 }),
    /** Sums: one decimal, none from 1,000 kWh on. */
    energyTotal: (wh: Maybe<number>) =>
      withUnit(
        wh === undefined ? wh : wh / 1000,
        'kWh',
        wh !== undefined && Math.abs(wh) >= 999_950 ? { max: 0 } : { min: 1, max: 1 },
      ),
    /** 7.4 kW, 50 kW */
    power: (w: Maybe<number>) => withUnit(w === undefined ? w : w / 1000, 'kW'),
    /** 20 %, written as the locale does; no trailing .0 */
    soc: (soc: Maybe<number>) => known(soc, (v) => percentOf(locale, v)),
    /** 20 → 80% */
    socRange: (from: Maybe<number>, to: Maybe<number>) =>
      from === undefined && to === undefined
        ? UNKNOWN
        : `${number(from)}${NBSP}→${NBSP}${known(to, (v) => percentOf(locale, v))}`,
    /** A share of 0..1 as whole percent. */
    share: (share: Maybe<number>) => known(share, (v) => percentOf(locale, v * 100, { max: 0 })),
    /** A percentage that is one already. */
    percent: (pct: Maybe<number>, options?: DecimalOptions) =>
      known(pct, (v) => percentOf(locale, v, options)),

    /** £12.40; in another currency than the person's, with its full sign. */
    money: (micros: Maybe<number>, inCurrency?: string) => money(micros, undefined, inCurrency),
    /** +£1.20, −£0.35 */
    moneyDelta: (micros: Maybe<number>, inCurrency?: string) =>
      money(micros, 'exceptZero', inCurrency),
    /** 34.5p/kWh */
    pricePerKwh: (micros: Maybe<number>, inCurrency = currency) =>
      known(micros, (v) => `${formatPrice(locale, inCurrency, v)}/kWh`),
    /** 5.1p/mi or p/km; the value is always per mile. */
    pricePerDistance: (perMileMicros: Maybe<number>) =>
      known(
        perMileMicros,
        (v) => `${formatPrice(locale, currency, perDistance(v))}/${distanceUnit}`,
      ),
    /** +1.4p/mi */
    pricePerDistanceDelta: (perMileMicros: Maybe<number>) =>
      known(
        perMileMicros,
        (v) => `${formatPrice(locale, currency, perDistance(v), 'exceptZero')}/${distanceUnit}`,
      ),
    /** 34.5p alone, for prices per minute or per session. */
    price: (micros: Maybe<number>) => known(micros, (v) => formatPrice(locale, currency, v)),

    /** 148 mi; one decimal below ten. */
    distance: (m: Maybe<number>) =>
      known(m, (v) => {
        const value = inDistanceUnit(v);
        return withUnit(value, distanceUnit, {
          max: Math.abs(value) < 9.95 ? 1 : 0,
        });
      }),
    /** 41,230 mi */
    odometer: (m: Maybe<number>) =>
      withUnit(m === undefined ? m : inDistanceUnit(m), distanceUnit, {
        max: 0,
      }),
    /** 25 mi/h, how fast charging adds distance. */
    distancePerHour: (mPerHour: Maybe<number>) =>
      withUnit(mPerHour === undefined ? mPerHour : inDistanceUnit(mPerHour), `${distanceUnit}/h`, {
        max: 0,
      }),
    /** 3.8 mi/kWh in the chosen unit; whole numbers for Wh/mi. */
    efficiency: (mPerWh: Maybe<number>) =>
      withUnit(
        mPerWh === undefined ? mPerWh : efficiencyIn(efficiencyUnit, mPerWh),
        efficiencyUnit,
        efficiencyUnit === 'Wh/mi' ? { max: 0 } : { min: 1, max: 1 },
      ),
    temperature: (c: Maybe<number>) => withUnit(c, '°C'),

    /** 8 h 31 min */
    duration: (s: Maybe<number>) => known(s, duration),
    date: (localDate: Maybe<string>) => known(localDate, (v) => formatDate(locale, v)),
    dateLong: (localDate: Maybe<string>) => known(localDate, (v) => formatDateLong(locale, v)),
    dayMonth: (localDate: Maybe<string>) => known(localDate, (v) => formatDayMonth(locale, v)),
    weekdayDate: (localDate: Maybe<string>) =>
      known(localDate, (v) => formatWeekdayDate(locale, v)),
    month: (monthKey: Maybe<string>) => known(monthKey, (v) => formatMonth(locale, v)),
    monthShort: (monthKey: Maybe<string>) => known(monthKey, (v) => formatMonthShort(locale, v)),
    weekday: (day: number, style?: 'long' | 'short') => formatWeekday(locale, day, style),
    time: (instant: Maybe<number>, zone: string) =>
      known(instant, (v) => formatTime(locale, v, zone)),
    dateTime: (instant: Maybe<number>, zone: string) =>
      known(instant, (v) => formatDateTime(locale, v, zone)),
    relativeDay: (localDate: Maybe<string>, today: string) =>
      known(localDate, (v) => formatRelativeDay(language, v, today)),

    /** The form of the language's words that goes with this count. */
    plural: (n: number, forms: PluralForms): string =>
      forms[pluralRules(language).select(n)] ?? forms.other,
    /** a, b and c */
    list: (items: readonly string[]): string => listFormat(language).format(items),
  };
}

function percentOf(locale: string, value: number, options?: DecimalOptions): string {
  return `${formatDecimal(locale, value, options)}%`;
}

export type Formatters = ReturnType<typeof createFormatters>;
