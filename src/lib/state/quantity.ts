import { numberMarks, parseDecimal } from '#lib/domain/number-text.ts';
import {
  readDistanceM,
  readEnergyWh,
  readMoneyMicros,
  readPowerW,
  readPricePerKwhMicros,
} from '#lib/domain/quantity-text.ts';
import { type Result, fail, ok } from '#lib/domain/result.ts';
import {
  type DistanceUnit,
  type EfficiencyUnit,
  distanceIn,
  efficiencyIn,
  metresPerWhOf,
} from '#lib/domain/units.ts';

/** How a person reads and types numbers; the formatters of the app are one. */
export interface NumberDisplay {
  readonly locale: string;
  readonly currency: string;
  readonly distanceUnit: DistanceUnit;
  readonly efficiencyUnit: EfficiencyUnit;
  /** The number as that person would type it. */
  readonly typed: (value: number, maxDecimals: number) => string;
}

export type QuantityKind =
  | 'energy'
  | 'power'
  | 'distance'
  | 'efficiency'
  | 'money'
  | 'pricePerKwh'
  | 'share'
  | 'percent'
  | 'number'
  | 'metres'
  | 'degrees';

/** A stored number as typed text, and back. */
export interface Quantity {
  toText(stored: number): string;
  read(text: string): Result<number>;
}

const MICROS = 1_000_000;

/** How a stored value of this kind is typed with these settings. */
export function quantity(kind: QuantityKind, display: NumberDisplay): Quantity {
  const { locale, currency, distanceUnit, efficiencyUnit, typed } = display;
  const marks = numberMarks(locale);
  const money = { marks, currency, locale };
  const plain = (text: string, units: readonly string[], shift = 0): Result<number> => {
    const parsed = parseDecimal(text, marks);
    if (!parsed.ok) return parsed;
    const { digits, exponent, prefix, suffix } = parsed.value;
    if (prefix !== '' || !['', ...units].includes(suffix.toLowerCase())) {
      return fail('number/unit');
    }
    // Read from its decimal text, 6% is the 0.06 of the defaults and not a neighbour of it.
    return ok(Number(`${digits}e${exponent + shift}`));
  };

  switch (kind) {
    case 'energy':
      return { toText: (wh) => typed(wh / 1000, 3), read: (text) => readEnergyWh(text, marks) };
    case 'power':
      return { toText: (w) => typed(w / 1000, 3), read: (text) => readPowerW(text, marks) };
    case 'distance':
      return {
        toText: (m) => typed(distanceIn(distanceUnit, m), 2),
        read: (text) => readDistanceM(text, marks, distanceUnit),
      };
    case 'efficiency':
      return {
        toText: (mPerWh) =>
          typed(efficiencyIn(efficiencyUnit, mPerWh), efficiencyUnit === 'Wh/mi' ? 1 : 2),
        read: (text) => {
          const figure = plain(text, [efficiencyUnit.toLowerCase()]);
          if (!figure.ok) return figure;
          const mPerWh = metresPerWhOf(figure.value, efficiencyUnit);
          if (!Number.isFinite(mPerWh)) return fail('number/not_finite');
          // Without the last binary digit 3.5 mi/kWh is the 5.632704 that others write.
          return ok(Number(mPerWh.toPrecision(15)));
        },
      };
    case 'money':
      return {
        toText: (micros) => typed(micros / MICROS, 6),
        read: (text) => readMoneyMicros(text, money),
      };
    case 'pricePerKwh':
      return {
        toText: (micros) => typed(micros / MICROS, 6),
        read: (text) => readPricePerKwhMicros(text, money),
      };
    case 'share':
      return { toText: (share) => typed(share * 100, 2), read: (text) => plain(text, ['%'], -2) };
    case 'percent':
      return { toText: (percent) => typed(percent, 2), read: (text) => plain(text, ['%']) };
    case 'number':
      return { toText: (value) => typed(value, 3), read: (text) => plain(text, []) };
    case 'metres':
      return { toText: (metres) => typed(metres, 0), read: (text) => plain(text, ['m']) };
    case 'degrees':
      return { toText: (degrees) => typed(degrees, 5), read: (text) => plain(text, ['°']) };
  }
}
