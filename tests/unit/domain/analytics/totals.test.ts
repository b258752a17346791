import { describe, expect, test } from 'vitest';
import { bestWorstOf } from '#lib/domain/analytics/best-worst.ts';
import { type ScopeChoice, scopeOf } from '#lib/domain/analytics/scope.ts';
import { homePublicOf } from '#lib/domain/analytics/splits.ts';
import { totalsOf } from '#lib/domain/analytics/totals.ts';
import type { Session } from '#lib/domain/session.ts';
import { smallDiary, type SmallData, type Some, total } from '../../../support/diaries.ts';

function totals(data: SmallData, choice?: ScopeChoice) {
  return totalsOf(scopeOf(smallDiary(data), choice));
}

const MILE_M = 1609.344;

/** Readings 160 km apart, and charges that follow the rounds of a car with 60 kWh. */
const round = (id: string, day: string, odometerM: number, more: Some<Session> = {}) => ({
  id,
  localDate: day,
  odometerM,
  socFrom: 40,
  socTo: 90,
  energyWh: 32_000,
  ...total(8_000_000),
  ...more,
});
const first = round('a', '2026-01-01', 0);
const second = round('b', '2026-01-05', 160_000);
const third = round('c', '2026-01-09', 320_000);

describe('totals of a choice of sessions', () => {
  test('hold nothing but the number when there are none', () => {
    expect(totals({ sessions: [first] }, { from: '2026-02-01' })).toEqual({ sessions: 0 });
    expect(totals({ sessions: [first] }, { carId: 'nobody' })).toEqual({ sessions: 0 });
  });

  test('take both ends of a range', () => {
    const sessions = [first, second, third];
    expect(totals({ sessions }, { from: '2026-01-01', to: '2026-01-05' }).sessions).toBe(2);
    expect(totals({ sessions }, { from: '2026-01-02', to: '2026-01-08' }).sessions).toBe(1);
  });

  test('give a step to the session that closes it', () => {
    const sessions = [first, second, third];
    expect(totals({ sessions }, { to: '2026-01-01' })).not.toHaveProperty('distanceM');
    expect(totals({ sessions }, { from: '2026-01-05', to: '2026-01-05' }).distanceM).toBe(160_000);
  });

  test('count a total in another currency apart', () => {
    const foreign = round('b', '2026-01-05', 160_000, total(9_000_000, 'EUR'));
    expect(totals({ sessions: [first, foreign] })).toMatchObject({
      costMicros: 8_000_000,
      costedSessions: 1,
      foreignSessions: 1,
    });
  });

  test('tell what part of the paid energy a saving is known of', () => {
    const settings = {
      petrolPricePerLitreMicros: 1_000_000,
      petrolEconomy: 50,
      fallbackEnabled: false,
    };
    const sessions = [first, second];
    // Only the second has an efficiency, so only of half of the energy the saving is known.
    expect(totals({ settings, sessions }).savingCoverage).toBe(0.5);
    const none = totals({ settings, sessions: [first] });
    expect(none).not.toHaveProperty('savingMicros');
    expect(none).not.toHaveProperty('savingCoverage');
  });
});

describe('the cost of a mile driven', () => {
  const costPerMile = (sessions: readonly Some<Session>[], choice?: ScopeChoice) => {
    const { costPerMileMicros, costPerMileBasis } = totals({ sessions }, choice);
    return { costPerMileMicros, costPerMileBasis };
  };
  const byOdometer = (micros: number, metres: number) => ({
    costPerMileMicros: expect.closeTo((micros * MILE_M) / metres, 6) as number,
    costPerMileBasis: 'odometer',
  });

  test('is what refilled the battery after it', () => {
    expect(costPerMile([first, second, third])).toEqual(byOdometer(16_000_000, 320_000));
  });

  test('adds what was charged on the way without a reading', () => {
    const between = {
      id: 'x',
      localDate: '2026-01-03',
      socFrom: 60,
      socTo: 80,
      energyWh: 12_800,
      ...total(4_000_000),
    };
    expect(costPerMile([first, between, second])).toEqual(byOdometer(12_000_000, 160_000));
    const unknown = { ...between, cost: undefined };
    expect(costPerMile([first, unknown, second]).costPerMileBasis).toBe('gained');
  });

  test('leaves out driving on a charge that nobody logged', () => {
    const fuller = round('b', '2026-01-05', 160_000, { socFrom: 95, socTo: 100 });
    const other = round('c', '2026-01-09', 320_000);
    const last = round('d', '2026-01-12', 480_000);
    expect(costPerMile([first, fuller, other, last])).toEqual(byOdometer(16_000_000, 320_000));
  });

  test('leaves out steps to and from a reading that cannot be right', () => {
    const typo = round('b', '2026-01-05', 1_600_000_000);
    const last = round('d', '2026-01-12', 480_000);
    const more = [17, 20, 23].map((day, i) =>
      round(`m${String(i)}`, `2026-01-${String(day)}`, 640_000 + 160_000 * i),
    );
    expect(costPerMile([first, typo, third, last, ...more])).toEqual(
      byOdometer(32_000_000, 640_000),
    );
  });

  test('is taken from what was charged when driving covers less than half of it', () => {
    expect(costPerMile([first, second])).toEqual(byOdometer(8_000_000, 160_000));
    const less = { ...second, energyWh: 31_999 };
    expect(costPerMile([first, less]).costPerMileBasis).toBe('gained');
  });

  test('counts energy only in steps that close in the range', () => {
    const before = { id: 'x', localDate: '2026-01-04', socFrom: 60, socTo: 61, energyWh: 640 };
    const sessions = [first, { ...before, ...total(100_000) }, second];
    // The charge of 4 January lies in a step that closes on the 5th, outside of this range.
    expect(costPerMile(sessions, { from: '2026-01-02', to: '2026-01-04' })).toMatchObject({
      costPerMileBasis: 'gained',
    });
  });
});

describe('extremes', () => {
  test('go to the earlier of equal sessions, also of another car', () => {
    const equal = { localDate: '2026-01-05', energyWh: 10_000 };
    const data = {
      cars: [{ id: 'c' }, { id: 'd' }],
      sessions: [
        { ...equal, id: 'z', carId: 'c', startedAt: Date.UTC(2026, 0, 5, 12) },
        { ...equal, id: 'y', carId: 'd', startedAt: Date.UTC(2026, 0, 5, 9) },
        { ...equal, id: 'x', carId: 'd' },
      ],
    };
    const { largest, smallest } = bestWorstOf(scopeOf(smallDiary(data)));
    expect(largest).toEqual({ sessionId: 'y', value: 10_000 });
    expect(smallest).toEqual({ sessionId: 'y', value: 10_000 });
  });
});

describe('shares of a split', () => {
  test('are absent where the whole is 0 or unknown, and never −0', () => {
    const data = {
      sessions: [
        { id: 'a', localDate: '2026-01-01', socTo: 50, placeLabel: 'home', ...total(0) },
        { id: 'b', localDate: '2026-01-02', socTo: 50, placeLabel: 'Hub' },
      ],
    };
    expect(homePublicOf(scopeOf(smallDiary(data)))).toEqual({
      home: { sessions: 1, costMicros: 0, shareSessions: 0.5 },
      public: { sessions: 1, shareSessions: 0.5 },
    });
    const owed = {
      ...data,
      sessions: [{ ...data.sessions[0], ...total(-5) }, data.sessions[1] ?? {}],
    };
    expect(homePublicOf(scopeOf(smallDiary(owed))).public?.shareCost).toBe(0);
  });
});
