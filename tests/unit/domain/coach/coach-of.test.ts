import { describe, expect, it } from 'vitest';
import type { CarCoach, Coach } from '#lib/domain/coach/coach.ts';
import { coachOf } from '#lib/domain/coach/coach-of.ts';
import type { ReminderStatus } from '#lib/domain/coach/findings.ts';
import { dueCount, openCount } from '#lib/domain/coach/open-count.ts';
import { type SmallData, smallDiary, total } from '../../../support/diaries.ts';

const coach = (data: SmallData) => coachOf(smallDiary(data), 12);

describe('what the coach says of a car', () => {
  it('names the facts and the day it is true for', () => {
    const { seq, today, cars, digests, achievements } = coach({ sessions: [] });
    expect([seq, today]).toEqual([12, '2026-06-30']);
    expect(cars).toEqual([
      {
        carId: 'c',
        efficiency: { source: 'default', drivingMPerWh: 5.632704 },
        recommendations: [{ code: 'getting_started', sessions: 0 }],
      },
    ]);
    expect(digests).toEqual({});
    expect(achievements).toEqual({ account: [], cars: { c: [] } });
  });

  it('has no efficiency where nothing is known', () => {
    const [car] = coach({ settings: { fallbackEnabled: false }, sessions: [] }).cars;
    expect(car).not.toHaveProperty('efficiency');
  });

  it('has the hints of the newest session up to today that were not put away', () => {
    const charge = { current: 'DC' as const, socTo: 85 };
    const sessions = [
      { id: 'a', localDate: '2026-06-01', ...charge },
      { id: 'b', localDate: '2026-06-20', ...charge, dismissedHints: ['storage_high'] },
      { id: 'later', localDate: '2026-07-01', socTo: 10 },
    ];
    expect(coach({ sessions }).cars[0]?.newest).toEqual({
      sessionId: 'b',
      hints: [{ code: 'dc_taper', dismissed: false, socTo: 85 }],
    });
    const dismissed = sessions.map((one) => ({
      ...one,
      dismissedHints: ['storage_high', 'dc_taper'],
    }));
    expect(coach({ sessions: dismissed }).cars[0]?.newest).toEqual({ sessionId: 'b', hints: [] });
  });

  it('has the reminder, the mileage year and the looks back', () => {
    const { cars, digests } = coach({
      car: {
        fullCharge: { every: 2, unit: 'weeks' },
        mileage: { startDate: '2026-01-01', openingOdometerM: 0, annualAllowanceM: 10_000_000 },
      },
      sessions: [
        { id: 'a', localDate: '2026-06-16', socTo: 98, energyWh: 20_000, ...total(1_000_000) },
        { id: 'b', localDate: '2026-06-24', odometerM: 4_000_000, energyWh: 30_000 },
        { id: 'd', localDate: '2026-05-31', energyWh: 5000 },
      ],
    });
    expect(cars[0]?.reminder).toMatchObject({ status: 'due', dueDate: '2026-06-30' });
    expect(cars[0]?.recommendations).toContainEqual({ code: 'full_charge', daysLate: 0 });
    expect(cars[0]?.mileage).toMatchObject({ usedM: 4_000_000, allowanceM: 10_000_000 });
    expect(digests.week).toMatchObject({
      from: '2026-06-22',
      to: '2026-06-28',
      totals: { sessions: 1, energyWh: 30_000 },
      change: { energyWh: 50 },
    });
    expect(digests.month).toMatchObject({ from: '2026-05-01', totals: { energyWh: 5000 } });
  });

  it('asks nothing of an archived car', () => {
    const [car] = coach({
      car: { archived: true, fullCharge: { every: 1, unit: 'days' } },
      sessions: [{ id: 'a', localDate: '2026-06-01', socTo: 3 }],
    }).cars;
    expect(car).not.toHaveProperty('reminder');
    expect(car).not.toHaveProperty('newest');
    expect(car?.recommendations).toEqual([]);
  });
});

describe('what the bell and the icon count', () => {
  const reminder = (status: ReminderStatus): CarCoach['reminder'] => ({
    carId: 'c',
    status,
    dueDate: '2026-06-30',
    daysLate: 0,
    basis: 'car_created',
    basisDate: '2026-01-01',
  });
  const of = (...cars: readonly Partial<CarCoach>[]): Coach => ({
    seq: 1,
    today: '2026-06-30',
    cars: cars.map((car, i) => ({ carId: String(i), recommendations: [], ...car })),
    digests: {},
    achievements: { account: [], cars: {} },
  });

  it.each<[ReminderStatus, number, number]>([
    ['ok', 0, 0],
    ['upcoming', 1, 0],
    ['due', 1, 1],
    ['overdue', 1, 1],
    ['critical', 1, 1],
  ])('a reminder that is %s: %d open, %d due', (status, open, due) => {
    const said = of({ reminder: reminder(status) } as Partial<CarCoach>);
    expect([openCount(said), dueCount(said)]).toEqual([open, due]);
  });

  it('suggestions, but not what a reminder says already, nor a beginning', () => {
    const recommendations = [
      { code: 'full_charge', daysLate: 2 },
      { code: 'low_soc', soc: 5 },
      { code: 'check_odometer', count: 4 },
    ] as const;
    const said = of(
      { recommendations },
      { recommendations: [{ code: 'getting_started', sessions: 1 }] },
    );
    expect([openCount(said), dueCount(said)]).toEqual([2, 0]);
  });

  it('hints of the newest session, over all cars', () => {
    const hint = { code: 'dc_taper', dismissed: false, socTo: 90 } as const;
    const newest = { sessionId: 'a', hints: [hint, { ...hint, code: 'storage_high' as const }] };
    const late = { reminder: reminder('overdue') } as Partial<CarCoach>;
    expect(openCount(of({ newest }, { newest, ...late }))).toBe(5);
    expect(openCount(of())).toBe(0);
  });
});
