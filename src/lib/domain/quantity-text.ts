import { currencySigns } from './locale-forms.ts';
import { type NumberMarks, parseDecimal, scaleDecimal } from './number-text.ts';
import { type Result, fail, ok } from './result.ts';
import type { DistanceUnit } from './units.ts';

/** How many stored units one written unit is: numerator / denominator, exact. */
type Factor = readonly [bigint, bigint];
type UnitTable = ReadonlyMap<string, Factor>;

function units(table: Readonly<Record<string, Factor>>): UnitTable {
  return new Map(Object.entries(table));
}

const MILE: Factor = [1_609_344n, 1000n];
const KILOMETRE: Factor = [1000n, 1n];
const ONE: Factor = [1n, 1n];

const ENERGY = units({ '': [1000n, 1n], kwh: [1000n, 1n], wh: ONE, mwh: [1_000_000n, 1n] });
const POWER = units({ '': [1000n, 1n], kw: [1000n, 1n], w: ONE });
const DISTANCE = { mi: MILE, mile: MILE, miles: MILE, km: KILOMETRE, m: ONE };
const MILES = units({ ...DISTANCE, '': MILE });
const KILOMETRES = units({ ...DISTANCE, '': KILOMETRE });
const PERCENT_TENTHS = units({ '': [10n, 1n], '%': [10n, 1n], '٪': [10n, 1n] });
const CELSIUS_TENTHS = units({ '': [10n, 1n], '°c': [10n, 1n], '°': [10n, 1n], c: [10n, 1n] });
const MINUTES = units({
  '': [60n, 1n],
  min: [60n, 1n],
  mins: [60n, 1n],
  minute: [60n, 1n],
  minutes: [60n, 1n],
  m: [60n, 1n],
  h: [3600n, 1n],
  hr: [3600n, 1n],
  hrs: [3600n, 1n],
  hour: [3600n, 1n],
  hours: [3600n, 1n],
  s: ONE,
  sec: ONE,
});

/** Written minor units, hundredths of the currency. */
const MINOR_UNITS: Readonly<Record<string, readonly string[]>> = {
  GBP: ['p', 'pence'],
  EUR: ['c', 'ct', 'cent', 'cents'],
  USD: ['c', 'ct', '¢', 'cent', 'cents'],
  CAD: ['c', '¢'],
  AUD: ['c', '¢'],
  NZD: ['c', '¢'],
  CHF: ['rp', 'rp.'],
  SEK: ['öre'],
  NOK: ['øre'],
  DKK: ['øre'],
  PLN: ['gr'],
};
const MICROS: Factor = [1_000_000n, 1n];
const MINOR_MICROS: Factor = [10_000n, 1n];

const COMPOUND_DURATION = /^(\d+)\s*h(?:(?:r|rs|ours?)?\s*(\d{1,2})\s*(?:m|min|mins|minutes)?)$/i;
const CLOCK_DURATION = /^(\d+):([0-5]\d)(?::([0-5]\d))?$/;

/** Reads a quantity in whole stored units; a wrong unit is `number/unit`. */
function readQuantity(text: string, marks: NumberMarks, table: UnitTable): Result<number> {
  const number = parseDecimal(text, marks);
  if (!number.ok) return number;
  const { digits, exponent, prefix, suffix } = number.value;
  const factor = table.get(suffix.toLowerCase());
  if (prefix !== '' || !factor) return fail('number/unit');
  return ok(scaleDecimal(digits, exponent, ...factor));
}

/** Energy in Wh; kWh if no unit is written. */
export function readEnergyWh(text: string, marks: NumberMarks): Result<number> {
  return readQuantity(text, marks, ENERGY);
}

/** Power in W; kW if no unit is written. */
export function readPowerW(text: string, marks: NumberMarks): Result<number> {
  return readQuantity(text, marks, POWER);
}

/** Distance in metres; the given unit if none is written. */
export function readDistanceM(
  text: string,
  marks: NumberMarks,
  unit: DistanceUnit,
): Result<number> {
  return readQuantity(text, marks, unit === 'mi' ? MILES : KILOMETRES);
}

/** A number with at most one decimal; more is `number/decimals`, never rounded away. */
function readTenths(text: string, marks: NumberMarks, table: UnitTable): Result<number> {
  const number = parseDecimal(text, marks);
  if (number.ok && number.value.digits % 10n ** BigInt(Math.max(0, -number.value.exponent - 1))) {
    return fail('number/decimals');
  }
  const tenths = readQuantity(text, marks, table);
  return tenths.ok ? ok(tenths.value / 10) : tenths;
}

/** A state of charge in percent. */
export function readSoc(text: string, marks: NumberMarks): Result<number> {
  return readTenths(text, marks, PERCENT_TENTHS);
}

/** A temperature in °C. */
export function readTemperatureC(text: string, marks: NumberMarks): Result<number> {
  return readTenths(text, marks, CELSIUS_TENTHS);
}

/** A duration in whole seconds: `8h31m`, `8:31`, `45 min`; minutes if no unit is written. */
export function readDurationS(text: string, marks: NumberMarks): Result<number> {
  const trimmed = text.trim();
  const clock = CLOCK_DURATION.exec(trimmed);
  if (clock) {
    const [, hours, minutes, seconds] = clock;
    return ok(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0));
  }
  const compound = COMPOUND_DURATION.exec(trimmed);
  if (compound) return ok(Number(compound[1]) * 3600 + Number(compound[2]) * 60);
  return readQuantity(trimmed, marks, MINUTES);
}

export interface MoneyForm {
  readonly marks: NumberMarks;
  readonly currency: string;
  readonly locale: string;
}

/**
 * Money in micros; the major unit if no sign is written. Another currency's sign is
 * `number/unit`, because nothing is converted.
 */
export function readMoneyMicros(text: string, form: MoneyForm): Result<number> {
  const number = parseDecimal(text, form.marks);
  if (!number.ok) return number;
  const { digits, exponent, prefix, suffix } = number.value;
  const sign = (prefix === '' ? suffix : prefix).toLowerCase();
  const signs = currencySigns(form.currency, form.locale);
  if (prefix !== '' && suffix !== '') return fail('number/unit');
  if (sign === '' || signs.includes(sign)) return ok(scaleDecimal(digits, exponent, ...MICROS));
  if (prefix === '' && MINOR_UNITS[form.currency]?.includes(sign)) {
    return ok(scaleDecimal(digits, exponent, ...MINOR_MICROS));
  }
  return fail('number/unit');
}

/** A price per kWh in micros: money, with `/kWh` behind it or not. */
export function readPricePerKwhMicros(text: string, form: MoneyForm): Result<number> {
  return readMoneyMicros(text.replace(/\s*(\/|per)\s*kwh\s*$/i, ''), form);
}
