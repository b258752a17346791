import { expect, test } from 'vitest';
import { seasonsFrom } from '#lib/state/tariff-presets.ts';

test.each([
  ['2026-04-01', 'summer', '2026-04-01', '2026-09-30', '2026-10-01', '2027-03-31'],
  ['2026-09-30', 'summer', '2026-04-01', '2026-09-30', '2026-10-01', '2027-03-31'],
  ['2026-10-01', 'winter', '2026-10-01', '2027-03-31', '2027-04-01', '2027-09-30'],
  ['2027-03-31', 'winter', '2026-10-01', '2027-03-31', '2027-04-01', '2027-09-30'],
])('on %s the %s half of the year comes first', (today, kind, from, to, nextFrom, nextTo) => {
  const [first, second] = seasonsFrom(today);
  expect(first).toEqual({ kind, validFrom: from, validTo: to });
  expect(second).toEqual({
    kind: kind === 'summer' ? 'winter' : 'summer',
    validFrom: nextFrom,
    validTo: nextTo,
  });
});
