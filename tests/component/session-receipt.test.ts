import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { Case } from './session-cases.ts';
import { showSession, words } from './session-cases.ts';

/** The rows of the receipt as they are read. */
function receiptRows(): string[] {
  const table = page.getByRole('table', { name: 'Receipt' }).element();
  return [...table.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map(words).join(' '),
  );
}

const TYPED: Case = {
  session: {
    energyWh: 16_000,
    cost: {
      basis: 'typed_total',
      currency: 'GBP',
      totalMicros: 8_500_000,
      lines: [
        {
          kind: 'energy',
          energyWh: 16_000,
          unitPriceMicros: 500_000,
          amountMicros: 8_000_000,
          typed: true,
        },
        { kind: 'idle', timeS: 900, amountMicros: 2_000_000, typed: true },
        { kind: 'discount', label: 'Weekend', amountMicros: -1_500_000, typed: true },
        { kind: 'tax', amountMicros: 1_416_667, included: true, typed: true },
        { kind: 'session_fee', amountMicros: 5_990_000, included: true, typed: true },
      ],
    },
  },
};

describe('the receipt of a charge', () => {
  it('lists what adds up to the total, and sets apart what is only told', async () => {
    await showSession(TYPED);
    expect(receiptRows()).toEqual([
      'Energy · 16.0 kWh × 50.0p/kWh £8.00',
      'Idle fee · 15 min £2.00',
      'Weekend -£1.50',
      'Total £8.50',
      'Included in it, not added',
      'Tax £1.42',
      'Share of a subscription £5.99',
    ]);
  });

  it('says what a typed total leaves open, and the total to its last digit', async () => {
    await showSession({
      session: {
        energyWh: 10_200,
        cost: {
          basis: 'typed_total',
          currency: 'GBP',
          totalMicros: 2_059_380,
          lines: [{ kind: 'parking', amountMicros: 2_000_000, typed: true }],
        },
      },
    });
    expect(receiptRows()).toEqual([
      'Parking £2.00',
      'Not itemised £0.06',
      'Total exactly 2.05938 GBP £2.06',
    ]);
  });

  it('shows the one line of a single price', async () => {
    await showSession({
      session: {
        energyWh: 10_000,
        cost: {
          basis: 'place_rate',
          currency: 'GBP',
          totalMicros: 4_400_000,
          pricePerKwhMicros: 440_000,
        },
      },
    });
    expect(receiptRows()).toEqual(['Energy · 10.0 kWh × 44.0p/kWh £4.40', 'Total £4.40']);
  });

  it('tells a foreign total, what it came to, and when it is in no sum', async () => {
    const cost = { basis: 'typed_total', currency: 'EUR', totalMicros: 12_340_000 } as const;
    const { region } = await showSession({ session: { energyWh: 20_000, cost } });
    expect(words(region('Cost'))).toContain(
      'Paid in EUR. It is not converted and not part of your sums.',
    );
  });
});
