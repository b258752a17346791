import { describe, expect, it } from 'vitest';
import { type RepricingRow, sumsOf, sumsWithout } from '#lib/domain/repricing-preview.ts';
import { isTouchedBy } from '#lib/domain/repricing.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Tariff } from '#lib/domain/tariff.ts';

const tariff: Tariff = {
  id: 'go',
  createdAt: 0,
  updatedAt: 0,
  name: 'Go',
  kind: 'home',
  currency: 'GBP',
  timeZone: 'Europe/London',
  validFrom: '2026-03-01',
  validTo: '2026-03-31',
  pricePerKwhMicros: 100_000,
};
const session: Session = {
  id: 's',
  createdAt: 0,
  updatedAt: 0,
  carId: 'c',
  status: 'completed',
  localDate: '2026-03-10',
  timeZone: 'Europe/London',
};
const touches = (more: Partial<Session>, of: Partial<Tariff> = {}): boolean =>
  isTouchedBy({ ...tariff, ...of }, { ...session, ...more });

describe('a tariff touches', () => {
  it('charges dated from its first to its last day', () => {
    const dates = ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'];
    const touched = dates.map((localDate) => touches({ localDate }));
    expect(touched).toEqual([false, true, true, false]);
    expect(touches({ localDate: '2099-01-01' }, { validTo: undefined as never })).toBe(true);
  });

  it('a charge that only ends in it, by the clock of the tariff', () => {
    const night = { localDate: '2026-02-28', startedAt: Date.parse('2026-02-28T23:00Z') };
    const until = (time: string) => touches({ ...night, endedAt: Date.parse(time) });
    expect(until('2026-03-01T00:00Z')).toBe(false);
    expect(until('2026-03-01T00:01Z')).toBe(true);
    // Two hours ahead of London it is March already.
    expect(touches({ ...night, chargingS: 60 }, { timeZone: 'Europe/Helsinki' })).toBe(true);
    const spring = { localDate: '2026-04-01', startedAt: Date.parse('2026-03-31T22:59Z') };
    expect(touches({ ...spring, chargingS: 3600 })).toBe(true);
  });

  it('what it priced before, wherever its dates are now', () => {
    const cost = { basis: 'home_tariff' as const, currency: 'GBP', totalMicros: 1 };
    const line = { kind: 'energy' as const, amountMicros: 1, tariffId: 'go' };
    const localDate = '2025-01-01';
    expect(touches({ localDate, cost })).toBe(false);
    expect(touches({ localDate, cost: { ...cost, tariffId: 'go' } })).toBe(true);
    expect(touches({ localDate, cost: { ...cost, tariffId: 'x', lines: [line] } })).toBe(true);
  });

  it('only charges of its current', () => {
    const of = { current: 'DC' as const };
    expect([
      touches({ current: 'DC' }, of),
      touches({ current: 'AC' }, of),
      touches({}, of),
    ]).toEqual([true, false, false]);
  });
});

describe('sums of a preview', () => {
  const gbp = (n: number) => ({ currency: 'GBP', totalMicros: n });
  const rows: Pick<RepricingRow, 'before' | 'after'>[] = [
    { before: gbp(5), after: gbp(7) },
    { after: gbp(1) },
    { before: gbp(2) },
    { before: { currency: 'EUR', totalMicros: 3 }, after: gbp(4) },
  ];

  it('keep currencies apart and count nothing for what is unknown', () => {
    expect(sumsOf(rows)).toEqual([
      { currency: 'GBP', beforeMicros: 7, afterMicros: 12 },
      { currency: 'EUR', beforeMicros: 3, afterMicros: 0 },
    ]);
  });

  it('are those of the rest when some are taken away', () => {
    expect(sumsWithout(sumsOf(rows), sumsOf(rows.slice(0, 2)))).toEqual(sumsOf(rows.slice(2)));
  });
});
