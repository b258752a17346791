import type { LocalDate } from '#lib/domain/entity.ts';
import type { Diary } from '#lib/domain/metrics/diary.ts';
import type { Dataset } from '#lib/formats/dataset.ts';
import { Books } from '#lib/worker/engine/books.ts';
import { SessionIndex } from '#lib/worker/engine/session-index.ts';

/** The figures of a data set that is not in a database, as of `today`. */
export function diaryOf(dataset: Dataset, today: LocalDate = dataset.today): Diary {
  const settings = Object.entries(dataset.settings).map(([id, value]) => ({
    id,
    value,
    createdAt: 0,
    updatedAt: 0,
  }));
  const { cars, places, tariffs } = dataset;
  const context = { seq: 1, cars, places, tariffs, settings };
  const index = new SessionIndex(context);
  index.apply(dataset.sessions.map((session) => ({ ...session, seq: 1 })));
  return new Books(index, context).diary(today);
}
