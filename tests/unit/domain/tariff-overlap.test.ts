import { describe, expect, test } from 'vitest';
import type { Tariff } from '#lib/domain/tariff.ts';
import { dayToEnd, overlappedTariff, tariffsOverlap } from '#lib/domain/tariff-choice.ts';

function tariffOf(change: Partial<Tariff>): Tariff {
  return {
    createdAt: 0,
    updatedAt: 0,
    id: 't',
    name: 'Flat',
    kind: 'home',
    currency: 'GBP',
    timeZone: 'Europe/London',
    validFrom: '2020-01-01',
    pricePerKwhMicros: 250_000,
    ...change,
  };
}

describe('overlapping tariffs', () => {
  const base = tariffOf({ validFrom: '2026-01-01', validTo: '2026-01-31' });

  test.each<[Partial<Tariff>, boolean]>([
    [{ validFrom: '2026-01-31' }, true],
    [{ validFrom: '2026-02-01' }, false],
    [{ validFrom: '2025-01-01', validTo: '2025-12-31' }, false],
    [{ validFrom: '2025-01-01', validTo: '2026-01-01' }, true],
    [{ validFrom: '2026-01-10', placeId: 'h' }, false],
    [{ validFrom: '2026-01-10', kind: 'place', placeId: 'h' }, false],
    [{ validFrom: '2026-01-10', current: 'DC' }, false],
  ])('%j: %s', (change, expected) => {
    const other = tariffOf({ id: 'u', ...change });
    expect(tariffsOverlap(base, other)).toBe(expected);
    expect(tariffsOverlap(other, base)).toBe(expected);
  });

  test('a tariff never overlaps itself, and the other one is named', () => {
    const other = tariffOf({ id: 'u', name: 'Other' });
    expect(overlappedTariff(base, [base])).toBeUndefined();
    expect(overlappedTariff(base, [base, other])).toBe(other);
  });

  test('AC, DC and both do not overlap one another, each overlaps itself', () => {
    const kinds: Partial<Tariff>[] = [{ current: 'AC' }, { current: 'DC' }, {}];
    for (const [i, a] of kinds.entries()) {
      for (const [j, b] of kinds.entries()) {
        expect(tariffsOverlap(tariffOf(a), tariffOf(b))).toBe(i === j);
      }
    }
  });

  test.each([
    ['2026-03-01', '2026-02-28'],
    ['2024-03-01', '2024-02-29'],
    ['2020-01-02', '2020-01-01'],
    ['2020-01-01', undefined],
    ['2019-12-31', undefined],
  ])('to make room for one from %s the other ends on %s', (validFrom, expected) => {
    expect(dayToEnd(tariffOf({ validFrom: '2020-01-01' }), { validFrom })).toBe(expected);
  });
});
