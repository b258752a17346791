import { digestsOf } from '#lib/domain/analytics/digest.ts';
import { mileageYearOf } from '#lib/domain/analytics/mileage.ts';
import { epochDayOf } from '#lib/domain/civil-date.ts';
import { efficiencyAsOf } from '#lib/domain/metrics/as-of-today.ts';
import type { CarBook, Diary } from '#lib/domain/metrics/diary.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import { firstRowOn } from '#lib/domain/metrics/row-search.ts';
import { achievementsOf } from './achievements.ts';
import type { CarCoach, Coach } from './coach.ts';
import { findHints } from './hints.ts';
import { recommendationsOf } from './recommendations.ts';
import { reminderOf } from './reminders.ts';

/** The newest session up to today with its hints; absent when there is none, and for archived cars. */
function newestOf(diary: Diary, book: CarBook): CarCoach['newest'] {
  if (book.log.car.archived) return undefined;
  const row = firstRowOn(book.log.day, epochDayOf(diary.today) + 1) - 1;
  if (row < 0) return undefined;
  const hints = findHints(diary, book, row).filter(({ dismissed }) => !dismissed);
  return { sessionId: book.log.id(row), hints };
}

function carCoachOf(diary: Diary, book: CarBook): CarCoach {
  const { settings, today } = diary;
  return knownMembers<CarCoach>({
    carId: book.log.car.id,
    efficiency: efficiencyAsOf(book, settings, today),
    reminder: reminderOf(diary, book),
    recommendations: recommendationsOf(diary, book),
    newest: newestOf(diary, book),
    mileage: mileageYearOf(book, settings, today),
  });
}

/** What there is to say today about all cars. `seq` is the change number of the diary's facts. */
export function coachOf(diary: Diary, seq: number): Coach {
  return {
    seq,
    today: diary.today,
    cars: [...diary.books.values()].map((book) => carCoachOf(diary, book)),
    digests: digestsOf(diary),
    achievements: achievementsOf(diary),
  };
}
