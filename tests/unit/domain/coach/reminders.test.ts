import { describe, expect, it } from 'vitest';
import { reminderOf, remindersOf } from '#lib/domain/coach/reminders.ts';
import type { Car } from '#lib/domain/car.ts';
import { type SmallData, smallDiary } from '../../../support/diaries.ts';

const weekly: Pick<Car, 'fullCharge'> = { fullCharge: { every: 1, unit: 'weeks' } };

const reminderOfCar = (data: SmallData) => remindersOf(smallDiary(data))[0];

describe('reminders', () => {
  it('count from the newest full charge, which is one of 95 % or more', () => {
    const sessions = [
      { id: 'a', localDate: '2026-06-01', socTo: 95 },
      { id: 'b', localDate: '2026-06-10', socTo: 94.9 },
      { id: 'd', localDate: '2026-06-11' },
    ];
    expect(reminderOfCar({ car: weekly, sessions, today: '2026-06-12' })).toEqual({
      carId: 'c',
      status: 'overdue',
      dueDate: '2026-06-08',
      daysLate: 4,
      basis: 'last_full',
      basisDate: '2026-06-01',
      lastFullSessionId: 'a',
    });
    const settings = { fullChargeSoc: 94.9 };
    expect(reminderOfCar({ car: weekly, sessions, settings, today: '2026-06-12' })).toMatchObject({
      status: 'upcoming',
      lastFullSessionId: 'b',
    });
  });

  it('take their steps from the settings', () => {
    const sessions = [{ id: 'a', localDate: '2026-06-01', socTo: 100 }];
    const settings = { reminderUpcomingDays: 2, reminderDueDays: 0, reminderOverdueDays: 1 };
    const statusOn = (today: string) =>
      reminderOfCar({ car: weekly, sessions, settings, today })?.status;
    const days = [
      '2026-06-05',
      '2026-06-06',
      '2026-06-07',
      '2026-06-08',
      '2026-06-09',
      '2026-06-10',
    ];
    expect(days.map(statusOn)).toEqual([
      'ok',
      'upcoming',
      'upcoming',
      'due',
      'overdue',
      'critical',
    ]);
  });

  it('know only completed sessions up to today', () => {
    const sessions = [
      { id: 'plan', localDate: '2026-06-01', status: 'planned' as const, socTo: 100 },
      { id: 'later', localDate: '2026-07-01', socTo: 100 },
    ];
    expect(reminderOfCar({ car: weekly, sessions })).toMatchObject({
      basis: 'car_created',
      basisDate: '2026-01-01',
    });
  });

  it('are listed latest first, then by car', () => {
    const cars = [
      { id: 'd', ...weekly },
      { id: 'off' },
      { id: 'old', ...weekly, archived: true },
      { id: 'late', ...weekly, createdDate: '2025-12-01' },
      { id: 'b', ...weekly },
    ];
    const diary = smallDiary({ cars, sessions: [] });
    expect(remindersOf(diary).map(({ carId }) => carId)).toEqual(['late', 'b', 'd']);
    const books = ['off', 'old'].flatMap((id) => diary.books.get(id) ?? []);
    expect(books.map((book) => reminderOf(diary, book))).toEqual([undefined, undefined]);
  });
});
