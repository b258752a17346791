import { describe, expect, it } from 'vitest';
import { breakEvenPrice, worthIt, type Yardsticks } from '#lib/domain/worth-it.ts';

/** 4.1 miles to the kWh from the plug; petrol at £1.289 a litre and 60 miles per UK gallon. */
const DRIVE = { plugMPerWh: 6.5983104, petrolPerMileMicros: 97_665.168 };

const verdict = (pence: number, yardsticks: Yardsticks) =>
  worthIt({ pricePerKwhMicros: pence * 10_000 }, yardsticks).verdict;

describe('break-even with petrol', () => {
  it('is what a mile on petrol costs, times the miles of a kWh', () => {
    expect(breakEvenPrice(DRIVE)).toBeCloseTo(400_427.19, 1);
  });

  it('is not known without petrol figures or an efficiency', () => {
    expect(breakEvenPrice({ plugMPerWh: 6 })).toBeUndefined();
    expect(breakEvenPrice({ petrolPerMileMicros: 97_665.168 })).toBeUndefined();
  });

  it('divides cheaper from dearer driving', () => {
    expect(verdict(40, DRIVE)).toBe('below_petrol');
    expect(verdict(41, DRIVE)).toBe('dearer_than_petrol');
  });
});

describe('the verdict', () => {
  const known = {
    ...DRIVE,
    homePricePerKwhMicros: 75_000,
    averagePricePerKwhMicros: 300_000,
  };

  it('says free before anything else', () => {
    expect(verdict(0, known)).toBe('free');
    expect(verdict(0, {})).toBe('free');
  });

  it('goes from home over the own average to petrol', () => {
    expect(verdict(7.5, known)).toBe('as_cheap_as_home');
    expect(verdict(28, known)).toBe('below_average');
    expect(verdict(31, known)).toBe('about_average');
    expect(verdict(32, known)).toBe('above_average');
    expect(verdict(45, known)).toBe('dearer_than_petrol');
  });

  it('says so when there is only home, or nothing, to compare with', () => {
    expect(verdict(30, { homePricePerKwhMicros: 75_000 })).toBe('dearer_than_home');
    expect(verdict(30, {})).toBe('no_yardstick');
  });
});

describe('a session fee', () => {
  it('is shared out over the expected energy', () => {
    const stall = { pricePerKwhMicros: 500_000, sessionFeeMicros: 1_000_000, energyWh: 20_000 };
    const worth = worthIt(stall, DRIVE);
    expect(worth.pricePerKwhMicros).toBeCloseTo(550_000, 6);
    expect(worth.costPerMileMicros).toBeCloseTo(550_000 / 4.1, 3);
  });

  it('leaves the price open without one', () => {
    const worth = worthIt({ pricePerKwhMicros: 500_000, sessionFeeMicros: 1_000_000 }, DRIVE);
    expect(worth).toEqual({
      breakEvenPricePerKwhMicros: expect.closeTo(400_427.19, 1) as number,
      comparisons: [],
      verdict: 'fee_unclear',
    });
  });
});

it('compares with all that is known, and with nothing else', () => {
  const { comparisons } = worthIt(
    { pricePerKwhMicros: 300_000 },
    {
      homePricePerKwhMicros: 75_000,
      homeNowPricePerKwhMicros: 300_100,
      cheapestPricePerKwhMicros: 450_000,
    },
  );
  expect(comparisons).toEqual([
    { against: 'home', pricePerKwhMicros: 75_000, deltaMicros: 225_000, verdict: 'dearer' },
    { against: 'home_now', pricePerKwhMicros: 300_100, deltaMicros: -100, verdict: 'same' },
    { against: 'cheapest', pricePerKwhMicros: 450_000, deltaMicros: -150_000, verdict: 'cheaper' },
  ]);
});
