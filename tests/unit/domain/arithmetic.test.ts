import { describe, expect, test } from 'vitest';
import { currencyDecimals, isCurrency } from '#lib/domain/currency.ts';
import { energyCostMicros, mulRoundDiv, roundDiv } from '#lib/domain/money.ts';
import { isSoc, socDelta } from '#lib/domain/soc.ts';
import { median, quantile } from '#lib/domain/stats.ts';
import {
  costPerDistance,
  distanceIn,
  efficiencyIn,
  metresOf,
  metresPerWhOf,
} from '#lib/domain/units.ts';

describe('money', () => {
  test.each([
    [1, 2, 1],
    [-1, 2, -1],
    [1, 3, 0],
    [-1, 3, 0],
    [5, 3, 2],
    [0, 7, 0],
    [9_007_199_254_740_993n, 2n, 4_503_599_627_370_497],
  ])('%s / %s is %s', (n, d, expected) => {
    expect(roundDiv(n, d)).toBe(expected);
  });

  test('products beyond 2^53 stay exact', () => {
    // 999 999 × (10^12 − 1) / 1000 = 999 998 999 999 000.001
    expect(mulRoundDiv([999_999, 999_999_999_999], 1000)).toBe(999_998_999_999_000);
    expect(mulRoundDiv([40_000, 28_800_000, 250_000], 28_800_000_000)).toBe(10_000_000);
    expect(energyCostMicros(10_200, 201_900)).toBe(2_059_380);
  });

  test('currencies', () => {
    expect(['GBP', 'EUR', 'JPY', 'HRK'].map(isCurrency)).toEqual([true, true, true, true]);
    expect(['gbp', 'XXX', 'GB', ''].map(isCurrency)).toEqual([false, false, false, false]);
    expect(['GBP', 'JPY', 'KWD', 'UYW'].map(currencyDecimals)).toEqual([2, 0, 3, 4]);
  });
});

describe('units', () => {
  test('distances', () => {
    expect(distanceIn('mi', 1609.344)).toBe(1);
    expect(distanceIn('km', 1609)).toBe(1.609);
    expect(metresOf(100, 'mi')).toBeCloseTo(160_934.4, 9);
  });

  test.each([
    ['mi/kWh', 6.437376, 4],
    ['km/kWh', 6, 6],
    ['Wh/mi', 6.437376, 250],
    ['kWh/100km', 5, 20],
  ] as const)('efficiency in %s', (unit, metresPerWh, expected) => {
    expect(efficiencyIn(unit, metresPerWh)).toBeCloseTo(expected, 12);
    expect(metresPerWhOf(expected, unit)).toBeCloseTo(metresPerWh, 12);
  });

  test('cost per distance', () => {
    expect(costPerDistance(160_934.4, 'km')).toBeCloseTo(100_000, 9);
    expect(costPerDistance(30_000, 'mi')).toBe(30_000);
  });

  test('states of charge in tenths', () => {
    expect(socDelta(12.2, 32.2)).toBe(20);
    expect(socDelta(12.2, 32.3)).toBe(20.1);
    expect(socDelta(80, 79.9)).toBe(-0.1);
    expect([0, 100, 32.2, 99.9].map(isSoc)).toEqual([true, true, true, true]);
    expect([-0.1, 100.1, 32.25, NaN].map(isSoc)).toEqual([false, false, false, false]);
  });
});

describe('statistics', () => {
  test('the median is the middle, or the mean of the two middle ones', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([10, 9, 1, 2])).toBe(5.5);
    expect(median([-1, -3])).toBe(-2);
    expect(median([])).toBeUndefined();
  });

  test('quantiles lie between', () => {
    expect(quantile([1, 2, 3, 4, 5], 0.25)).toBe(2);
    expect(quantile([10, 20], 0.1)).toBe(11);
    expect(quantile([7], 0.9)).toBe(7);
  });
});
