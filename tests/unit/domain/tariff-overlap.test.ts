import { describe, expect, test } from 'vitest';
import type { Tariff } from '#lib/domain/tariff.ts';
import { tariffOverlapIssue, tariffsOverlap } from '#lib/domain/tariff-choice.ts';

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
  ])('%j: %s', (change, expected) => {
    const other = tariffOf({ id: 'u', ...change });
    expect(tariffsOverlap(base, other)).toBe(expected);
    expect(tariffsOverlap(other, base)).toBe(expected);
  });

  test('a tariff never overlaps itself, and the other one is named', () => {
    const other = tariffOf({ id: 'u', name: 'Other' });
    expect(tariffOverlapIssue(base, [base])).toBeUndefined();
    expect(tariffOverlapIssue(base, [base, other])).toEqual({
      field: 'validFrom',
      code: 'tariff/overlap',
      value: 'Other',
    });
  });
});
