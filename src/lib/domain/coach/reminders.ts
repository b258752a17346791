import { daysBetween, epochDayOf } from '#lib/domain/civil-date.ts';
import { dateAt } from '#lib/domain/metrics/car-log.ts';
import type { CarBook, Diary } from '#lib/domain/metrics/diary.ts';
import { socToAt } from '#lib/domain/metrics/row-figures.ts';
import { firstRowOn } from '#lib/domain/metrics/row-search.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { dueDateAfter } from './due-date.ts';
import type { Reminder, ReminderStatus } from './findings.ts';

type Base = Pick<Reminder, 'basis' | 'basisDate' | 'lastFullSessionId'>;

/** From what the next full charge is counted: the last one, else the first charge, else the car. */
function baseOf({ log }: CarBook, { today, settings }: Diary): Base {
  // What is dated after today has not happened yet.
  const end = firstRowOn(log.day, epochDayOf(today) + 1);
  for (let i = end - 1; i >= 0; i -= 1) {
    if (!(socToAt(log, i) >= settings.fullChargeSoc)) continue;
    return { basis: 'last_full', basisDate: dateAt(log, i), lastFullSessionId: log.id(i) };
  }
  return end > 0
    ? { basis: 'first_session', basisDate: dateAt(log, 0) }
    : { basis: 'car_created', basisDate: log.car.createdDate };
}

function statusOf(daysLate: number, settings: Settings): ReminderStatus {
  const { reminderUpcomingDays, reminderDueDays, reminderOverdueDays } = settings;
  if (daysLate < -reminderUpcomingDays) return 'ok';
  if (daysLate < 0) return 'upcoming';
  if (daysLate <= reminderDueDays) return 'due';
  return daysLate <= reminderOverdueDays ? 'overdue' : 'critical';
}

/** When a car is to be charged to the full; absent where that is not wanted, and for archived cars. */
export function reminderOf(diary: Diary, book: CarBook): Reminder | undefined {
  const { car } = book.log;
  if (car.archived || !car.fullCharge) return undefined;
  const { basis, basisDate, ...last } = baseOf(book, diary);
  const dueDate = dueDateAfter(basisDate, car.fullCharge);
  const daysLate = daysBetween(dueDate, diary.today);
  const status = statusOf(daysLate, diary.settings);
  return { carId: car.id, status, dueDate, daysLate, basis, basisDate, ...last };
}

/** The reminders of all cars, the latest first. */
export function remindersOf(diary: Diary): Reminder[] {
  const reminders = [...diary.books.values()].flatMap((book) => reminderOf(diary, book) ?? []);
  return reminders.sort((a, b) => b.daysLate - a.daysLate || (a.carId < b.carId ? -1 : 1));
}
