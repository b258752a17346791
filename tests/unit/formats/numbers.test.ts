import { describe, expect, it } from 'vitest';
import { markEvidence, readNumber } from '#lib/formats/csv/numbers.ts';
import { readMoney } from '#lib/formats/csv/money.ts';
import { readQuantity } from '#lib/formats/csv/quantities.ts';
import { readDuration } from '#lib/formats/csv/durations.ts';

/** Value of a written number, or undefined if it is none. */
function value(text: string, mark: '.' | ','): number | undefined {
  const number = readNumber(text, mark);
  return number && number.mantissa / 10 ** number.decimals;
}

describe('numbers', () => {
  it.each([
    ['0', 0, 0],
    ['7', 7, 7],
    ['12345', 12345, 12345],
    ['-5', -5, -5],
    ['+5', 5, 5],
    ['1,5', undefined, 1.5],
    ['1.5', 1.5, undefined],
    ['1.234', 1.234, 1234],
    ['1,234', 1234, 1.234],
    ['1.234,56', undefined, 1234.56],
    ['1,234.56', 1234.56, undefined],
    ['1.234.567', undefined, 1234567],
    ['1,234,567', 1234567, undefined],
    ['12.345.678,9', undefined, 12345678.9],
    ["1'234.5", 1234.5, undefined],
    ['1’234,5', undefined, 1234.5],
    ['1 234,5', undefined, 1234.5],
    ['1\u00a0234.5', 1234.5, undefined],
    ['1\u202f234\u202f567', 1234567, 1234567],
    ['٣٫٥', 3.5, 3.5],
    ['١٢٣', 123, 123],
    ['१२.५', 12.5, undefined],
    ['−2.5', -2.5, undefined],
    ['.5', 0.5, undefined],
    ['0.136666667', 0.136666667, undefined],
    ['007', 7, 7],
    ['5.', undefined, undefined],
    ['1.2.3', undefined, undefined],
    ['1,2,3', undefined, undefined],
    ['12.34.567', undefined, undefined],
    ['1,23,456', undefined, undefined],
    ["1'23", undefined, undefined],
    ['1 2', undefined, undefined],
    ['1e3', undefined, undefined],
    ['1E-3', undefined, undefined],
    ['0x1F', undefined, undefined],
    ['Infinity', undefined, undefined],
    ['-Infinity', undefined, undefined],
    ['NaN', undefined, undefined],
    ['--5', undefined, undefined],
    ['+-5', undefined, undefined],
    ['5-', undefined, undefined],
    ['(5.0)', undefined, undefined],
    ['', undefined, undefined],
    ['.', undefined, undefined],
    ['abc', undefined, undefined],
    ['1/2', 1, 1],
    ['½', undefined, undefined],
    ['1_000', undefined, undefined],
    ['#5', 5, 5],
  ])('IE05 number %j is %s with a point and %s with a comma', (text, point, comma) => {
    const bare = (mark: '.' | ',') => {
      const number = readNumber(text, mark);
      // What stands around a number is judged by the quantity, not here.
      return number && (number.prefix !== '' || number.suffix !== '')
        ? undefined
        : value(text, mark);
    };
    const around = /[/#]/.test(text);
    expect(bare('.')).toBe(around ? undefined : point);
    expect(bare(',')).toBe(around ? undefined : comma);
  });

  it.each([
    ['45.22 kWh', 45220],
    ['45.22kWh', 45220],
    ['32284 Wh', 32284],
    ['1.2 MWh', 1_200_000],
    ['0.0005', 1],
    ['0.00049', 0],
    ['2.0005', 2001],
    ['12.3456', 12346],
    ['5 km', undefined],
    ['5 €', undefined],
    ['~5', undefined],
  ])('IE05 energy %j is %s Wh', (text, energyWh) => {
    expect(readQuantity(text, 'energy', 'kwh', '.')).toBe(energyWh);
  });

  it.each([
    ['9,69 €', 9_690_000, ''],
    ['€ 9,69', 9_690_000, ''],
    ['EUR 9,69', 9_690_000, ''],
    ['9,69 EUR', 9_690_000, ''],
    ['-1,50 €', -1_500_000, ''],
    ['0,42/kWh', 420_000, 'kwh'],
    ['0,42 €/kWh', 420_000, 'kwh'],
    ['30,5 ct/kWh', 305_000, 'kwh'],
    ['kr 1 234,50', 1_234_500_000, ''],
    ['9,69 kWh', undefined, undefined],
    ['XYZ 9,69', undefined, undefined],
    ['€9,69€', undefined, undefined],
  ])('IE05 money %j is %s micros', (text, micros, per) => {
    const money = readMoney(text, ',');
    expect([money?.micros, money?.per]).toEqual([micros, per]);
  });

  it.each([
    ['41230 km', 41_230_000],
    ['12040 mi', 19_376_502],
    ['12040', 12_040_000],
  ])('IE05 distance %j is %s m', (text, metres) => {
    expect(readQuantity(text, 'distance', 'km', '.')).toBe(metres);
  });

  it.each([
    ['7.50 °C', 7.5],
    ['-3', -3],
    ['50 °F', 10],
    ['5 kWh', undefined],
  ])('IE05 temperature %j is %s °C', (text, celsius) => {
    expect(readQuantity(text, 'temperature', 'c', '.')).toBe(celsius);
  });

  it.each([
    ['7h31m51s', 27111],
    ['30m30s', 1830],
    ['0s', 0],
    ['03:02:01', 10921],
    ['7:31', 27060],
    ['90', 5400],
    ['14.00 min', 840],
    ['1.5 h', 5400],
    ['soon', undefined],
    ['1:75', undefined],
  ])('IE05 duration %j is %s s', (text, seconds) => {
    expect(readDuration(text, 'min', '.')).toBe(seconds);
  });

  it('IE05 reads m:ss only where the header says so', () => {
    expect(readDuration('7:31', 'm:ss', '.')).toBe(451);
  });

  it.each([
    ['5', 'none'],
    ['1.234', 'both'],
    ['1,234', 'both'],
    ['1.5', '.'],
    ['1,5', ','],
    ['1.234,5', ','],
    ['1.234.567', ','],
    ['12.5.1', 'none'],
    ["1'234.5", '.'],
    ['1.2345', '.'],
  ])('IE05 cell %j proves %s', (text, evidence) => {
    expect(markEvidence(text)).toBe(evidence);
  });
});
