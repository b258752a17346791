import { type CarLog, dateAt } from '#lib/domain/metrics/car-log.ts';
import type { CarBook, Diary } from '#lib/domain/metrics/diary.ts';
import { ACCOUNT_RULES } from './account-rules.ts';
import { ACCOUNT_CODES, type AchievementCode, CAR_CODES } from './achievement-codes.ts';
import { CAR_RULES } from './car-rules.ts';
import type { Earned } from './earned.ts';
import type { Achievement, Achievements } from './findings.ts';

function entryOf(code: AchievementCode, log: CarLog, { row, value }: Earned): Achievement {
  const earned = { code, sessionId: log.id(row), date: dateAt(log, row) };
  // The 0 keeps a −0 out of results.
  return value === undefined ? earned : { ...earned, value: value + 0 };
}

/** What one car has earned, in the order of the list. */
function ofCar(book: CarBook): Achievement[] {
  return CAR_CODES.flatMap((code) => {
    const earned = CAR_RULES[code](book);
    return earned ? [entryOf(code, book.log, earned)] : [];
  });
}

/** What has been earned by now, by all cars together and by each. Nothing of it is stored. */
export function achievementsOf({ books }: Diary): Achievements {
  const logs = [...books.values()].map(({ log }) => log);
  return {
    account: ACCOUNT_CODES.flatMap((code) => {
      const earned = ACCOUNT_RULES[code](logs);
      return earned ? [entryOf(code, earned.log, earned)] : [];
    }),
    cars: Object.fromEntries([...books].map(([carId, book]) => [carId, ofCar(book)])),
  };
}
