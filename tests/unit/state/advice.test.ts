import { describe, expect, it } from 'vitest';
import type { CarCoach, Coach } from '#lib/domain/coach/coach.ts';
import type { Reminder, ReminderStatus } from '#lib/domain/coach/findings.ts';
import { adviceFor, suggestionsOf } from '#lib/state/advice.ts';

const reminder = (carId: string, status: ReminderStatus, daysLate: number): Reminder => ({
  carId,
  status,
  daysLate,
  dueDate: '2026-06-30',
  basis: 'last_full',
  basisDate: '2026-06-01',
});

const coach = (cars: readonly CarCoach[]): Coach => ({
  seq: 1,
  today: '2026-07-01',
  cars,
  digests: {},
  achievements: { account: [], cars: {} },
});

const said = (cars: readonly CarCoach[], carIds: readonly string[]) =>
  adviceFor(coach(cars), carIds).map((item) =>
    item.kind === 'reminder'
      ? `${item.carId} ${item.reminder.status}`
      : item.kind === 'hint'
        ? `${item.carId} ${item.hint.code} of ${item.sessionId}`
        : `${item.carId} ${item.given.code}`,
  );

describe('what Home says of cars', () => {
  it('puts due full charges first, the latest before the others, then hints, then suggestions', () => {
    const cars: CarCoach[] = [
      {
        carId: 'a',
        reminder: reminder('a', 'due', 1),
        recommendations: [
          { code: 'full_charge', daysLate: 1 },
          { code: 'low_soc', soc: 12 },
        ],
        newest: { sessionId: 's1', hints: [{ code: 'dc_taper', dismissed: false, socTo: 90 }] },
      },
      {
        carId: 'b',
        reminder: reminder('b', 'critical', 12),
        recommendations: [{ code: 'free_charges', count: 2 }],
        newest: { sessionId: 's2', hints: [{ code: 'storage_high', dismissed: false }] },
      },
    ];
    expect(said(cars, ['a', 'b'])).toEqual([
      'b critical',
      'a due',
      'a dc_taper of s1',
      'b storage_high of s2',
      'a low_soc',
      'b free_charges',
    ]);
    expect(said(cars, ['b', 'a']).slice(2, 4)).toEqual([
      'b storage_high of s2',
      'a dc_taper of s1',
    ]);
    expect(said(cars, ['a'])).toEqual(['a due', 'a dc_taper of s1', 'a low_soc']);
  });

  it('leaves out what is put away, what is not due yet and cars nothing is known of', () => {
    const car: CarCoach = {
      carId: 'a',
      reminder: reminder('a', 'upcoming', -2),
      recommendations: [],
      newest: { sessionId: 's1', hints: [{ code: 'dc_taper', dismissed: true }] },
    };
    expect(said([car], ['a', 'gone'])).toEqual([]);
    expect(said([{ ...car, reminder: reminder('a', 'ok', -20) }], ['a'])).toEqual([]);
  });

  it('welcomes the first charges, not an empty log', () => {
    const started = (sessions: number): CarCoach => ({
      carId: 'a',
      recommendations: [{ code: 'getting_started', sessions }],
    });
    expect(suggestionsOf(started(0))).toEqual([]);
    expect(suggestionsOf(started(1))).toEqual([{ code: 'getting_started', sessions: 1 }]);
  });
});
