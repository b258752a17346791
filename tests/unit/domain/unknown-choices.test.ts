import { describe, expect, test } from 'vitest';
import { brokenRule } from '#lib/domain/merge/row-rules.ts';
import type { StateRow } from '#lib/domain/merge/state.ts';
import { readableRow } from '#lib/domain/unknown-choices.ts';

const COST = { basis: 'typed_total', currency: 'GBP', totalMicros: 5_000_000 };
const SESSION = {
  id: 's1',
  carId: 'c1',
  status: 'completed',
  localDate: '2026-06-30',
  timeZone: 'Europe/London',
};
const CAR = { id: 'c1', name: 'Leaf', createdDate: '2024-01-01', archived: false };
const TARIFF = {
  id: 't1',
  name: 'Flat',
  kind: 'home',
  currency: 'GBP',
  timeZone: 'Europe/London',
  validFrom: '2026-01-01',
  pricePerKwhMicros: 200_000,
};

describe('a choice of a newer version', () => {
  test.each<[string, StateRow, object, object]>([
    ['sessions', SESSION, { current: 'MCS' }, {}],
    ['sessions', SESSION, { preconditioning: 'partly' }, {}],
    ['sessions', SESSION, { status: 'metered' }, { status: 'completed' }],
    [
      'sessions',
      SESSION,
      { provenance: { energyWh: 'sensed', socTo: 'typed' } },
      { provenance: { socTo: 'typed' } },
    ],
    ['sessions', SESSION, { cost: { ...COST, basis: 'roaming' } }, { cost: COST }],
    ['sessions', SESSION, { cost: { basis: 'roaming', currency: 'GBP' } }, {}],
    [
      'sessions',
      SESSION,
      {
        cost: {
          ...COST,
          lines: [
            { kind: 'grid_levy', amountMicros: 1 },
            { kind: 'tax', amountMicros: 2 },
          ],
        },
      },
      { cost: { ...COST, lines: [{ kind: 'tax', amountMicros: 2 }] } },
    ],
    ['cars', CAR, { fullCharge: { every: 3, unit: 'charges' } }, {}],
  ])('in %s, %#: is read as absent and breaks no rule', (table, row, choice, read) => {
    const stored = { ...row, ...choice };
    expect(readableRow(table, stored)).toEqual({ ...row, ...read });
    expect(brokenRule(table, stored)).toBeUndefined();
    expect(stored).toEqual({ ...row, ...choice });
  });

  test.each([{ kind: 'roaming' }, { current: 'MCS' }])(
    'makes a tariff one that holds for nobody: %j',
    (choice) => {
      const stored = { ...TARIFF, ...choice };
      expect(readableRow('tariffs', stored)).toEqual({ ...TARIFF, kind: undefined });
      expect(brokenRule('tariffs', stored)).toBeUndefined();
      const issue = { field: 'pricePerKwhMicros', code: 'tariff/price_range' };
      const broken = { ...stored, pricePerKwhMicros: 0.5 };
      expect(brokenRule('tariffs', broken)).toMatchObject(issue);
    },
  );
});

test('what is no text at all is wrong, not new', () => {
  const row = { ...SESSION, current: 7 };
  expect(readableRow('sessions', row)).toBe(row);
  expect(brokenRule('sessions', row)).toMatchObject({ field: 'current' });
});

test('a row of known choices is itself', () => {
  const row = { ...SESSION, current: 'AC', cost: COST, provenance: { energyWh: 'typed' } };
  expect(readableRow('sessions', row)).toBe(row);
  expect(readableRow('hologramPlans', row)).toBe(row);
});
