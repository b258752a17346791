import { describe, expect, test } from 'vitest';
import { numberMarks, parseDecimal, scaleDecimal } from '#lib/domain/number-text.ts';
import {
  readDistanceM,
  readDurationS,
  readEnergyWh,
  readMoneyMicros,
  readPowerW,
  readPricePerKwhMicros,
  readSoc,
  readTemperatureC,
} from '#lib/domain/quantity-text.ts';
import type { Result } from '#lib/domain/result.ts';

const en = numberMarks('en-GB');
const de = numberMarks('de-DE');
const fr = numberMarks('fr-FR');

function outcome<T>(result: Result<T>): T | string {
  return result.ok ? result.value : result.error.code;
}

describe('numbers as typed, in thousandths', () => {
  test.each([
    ['en-GB', '10.2', 10_200],
    ['en-GB', '1,234', 1_234_000],
    ['en-GB', '1,234.5', 1_234_500],
    ['en-GB', '1 234.5', 1_234_500],
    ['en-GB', "1'234.5", 1_234_500],
    ['en-GB', '.5', 500],
    ['en-GB', '-0.5', -500],
    ['en-GB', '−3', -3000],
    ['en-GB', '+3', 3000],
    ['en-GB', '1,5', 'number/unreadable'],
    ['en-GB', '1,23,456', 'number/unreadable'],
    ['en-GB', '0,123', 'number/unreadable'],
    ['en-IN', '12,34,567.5', 1_234_567_500],
    ['de-DE', '10,2', 10_200],
    ['de-DE', '10.2', 10_200],
    ['de-DE', '1.234', 1_234_000],
    ['de-DE', '0.123', 123],
    ['de-DE', '1.23', 1230],
    ['de-DE', '1.2345', 1235],
    ['de-DE', '1.234,5', 1_234_500],
    ['de-DE', '1,234.5', 'number/unreadable'],
    ['fr-FR', '1.234', 1234],
    ['fr-FR', '1.234.567', 1_234_567_000],
    ['fr-FR', '1\u202f234,5', 1_234_500],
    ['de-CH', '1’234.5', 1_234_500],
    ['ar-EG', '١٬٢٣٤٫٥', 1_234_500],
    ['ar-EG', '\u061c-٥', -5000],
    ['fa-IR', '۱۲٫۵', 12_500],
    ['en-GB', '1e5', 'number/unreadable'],
    ['en-GB', '0x1F', 'number/unreadable'],
    ['en-GB', '--5', 'number/unreadable'],
    ['en-GB', '+-5', 'number/unreadable'],
    ['en-GB', '5-', 'number/unreadable'],
    ['en-GB', '(5)', 'number/unreadable'],
    ['en-GB', '1.2.3', 'number/unreadable'],
    ['en-GB', '5 6', 'number/unreadable'],
    ['en-GB', '5.', 'number/unreadable'],
    ['en-GB', '', 'number/unreadable'],
    ['en-GB', 'NaN', 'number/not_finite'],
    ['en-GB', '-Infinity', 'number/not_finite'],
    ['en-GB', '9'.repeat(31), 'number/unreadable'],
  ])('%s %j is %s', (locale, text, expected) => {
    const result = parseDecimal(text, numberMarks(locale));
    const value = result.ok
      ? scaleDecimal(result.value.digits, result.value.exponent, 1000n)
      : result.error.code;
    expect(value).toBe(expected);
  });

  test('a column with a fixed mark does not take the other', () => {
    const marks = { decimal: ',', group: '.' };
    expect(outcome(parseDecimal('1.5', marks))).toBe('number/unreadable');
    expect(parseDecimal('1,5', marks).ok).toBe(true);
  });

  test('a dot behind letters belongs to the word', () => {
    const result = parseDecimal('Rs.500', numberMarks('en-IN'));
    expect(result).toMatchObject({ ok: true, value: { digits: 500n, exponent: 0, prefix: 'Rs.' } });
  });

  test.each([
    [5n, -1, 1n, 1],
    [-5n, -1, 1n, -1],
    [49n, -2, 1n, 0],
    [102n, -1, 1000n, 10_200],
    [2019n, -4, 1_000_000n, 201_900],
    [7n, 3, 1n, 7000],
  ])('%s × 10^%i × %s is %i', (digits, exponent, factor, expected) => {
    expect(scaleDecimal(digits, exponent, factor)).toBe(expected);
  });
});

describe('quantities', () => {
  test.each([
    [readEnergyWh('10.2', en), 10_200],
    [readEnergyWh('9.3kWh', en), 9300],
    [readEnergyWh('450 Wh', en), 450],
    [readEnergyWh('0', en), 0],
    [readEnergyWh('5 km', en), 'number/unit'],
    [readEnergyWh('£5', en), 'number/unit'],
    [readPowerW('7,4', de), 7400],
    [readPowerW('350 W', en), 350],
    [readDistanceM('41230', en, 'mi'), 66_353_253],
    [readDistanceM('41230 mi', en, 'km'), 66_353_253],
    [readDistanceM('100', fr, 'km'), 100_000],
    [readSoc('80 %', en), 80],
    [readSoc('32.2', en), 32.2],
    [readSoc('32,20', de), 32.2],
    [readSoc('32.25', en), 'number/decimals'],
    [readTemperatureC('-2.7 °C', en), -2.7],
    [readDurationS('8h31m', en), 30_660],
    [readDurationS('8:31', en), 30_660],
    [readDurationS('90', en), 5400],
    [readDurationS('1.5 h', en), 5400],
    [readDurationS('45 min', en), 2700],
    [readDurationS('8 parsecs', en), 'number/unit'],
  ])('%j is %s', (result, expected) => {
    expect(outcome<number>(result)).toBe(expected);
  });

  const gbp = { marks: en, currency: 'GBP', locale: 'en-GB' };
  const eur = { marks: de, currency: 'EUR', locale: 'de-DE' };
  test.each([
    [readMoneyMicros('12.40', gbp), 12_400_000],
    [readMoneyMicros('£12.40', gbp), 12_400_000],
    [readMoneyMicros('12.40 GBP', gbp), 12_400_000],
    [readMoneyMicros('-£0.50', gbp), -500_000],
    [readMoneyMicros('€12.40', gbp), 'number/unit'],
    [readMoneyMicros('1.234,50 €', eur), 1_234_500_000],
    [readPricePerKwhMicros('34p/kWh', gbp), 340_000],
    [readPricePerKwhMicros('20.19p', gbp), 201_900],
    [readPricePerKwhMicros('£0.34 per kWh', gbp), 340_000],
    [readPricePerKwhMicros('0,34', eur), 340_000],
    [readPricePerKwhMicros('34 ct/kWh', eur), 340_000],
    [readPricePerKwhMicros('0.0000005', gbp), 1],
  ])('%j is %s', (result, expected) => {
    expect(outcome<number>(result)).toBe(expected);
  });
});
