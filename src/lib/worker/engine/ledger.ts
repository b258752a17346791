import type { EngineContext, StoredSession } from '#lib/app/engine-source.ts';
import { type PlaceFigures, placeFiguresOf } from '#lib/domain/analytics/place-figures.ts';
import { scopeOf } from '#lib/domain/analytics/scope.ts';
import { coachOf } from '#lib/domain/coach/coach-of.ts';
import type { Coach } from '#lib/domain/coach/coach.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import { sessionMetrics, shownChips } from '#lib/domain/metrics/metrics-of.ts';
import type { SessionMetrics, ShownChip } from '#lib/domain/metrics/session-metrics.ts';
import type { Curves } from '#lib/domain/planner/dc-power.ts';
import { plannerCarOf, plannerCurveIds } from '#lib/domain/planner/planner-car-of.ts';
import type { PlannerCar } from '#lib/domain/planner/planner-car.ts';
import type { MonthRollups } from '#lib/domain/rollups.ts';
import type { CarAnswer, SessionInsight } from '#lib/worker/api.ts';
import { Books } from './books.ts';
import { carAnswerOf } from './car-answer.ts';
import { insightOf } from './insight.ts';
import { MonthTable } from './month-table.ts';
import { SessionIndex } from './session-index.ts';
import type { LoadedSnapshot } from './snapshot.ts';

/** What plans need of a car, once the curves of some sessions were read. */
interface PlannerQuestion {
  readonly curveIds: readonly string[];
  answer(curves: Curves): PlannerCar;
}

/**
 * The sessions with all that follows from them. Changes are taken in at once; what follows is
 * computed when somebody asks, so that a burst of changes is computed once. `seq` is what the
 * caller knows the rows to be true for.
 */
export class Ledger {
  readonly index: SessionIndex;
  readonly #books: Books;
  readonly #months = new MonthTable();

  constructor(context: EngineContext, snapshot?: LoadedSnapshot) {
    this.index = new SessionIndex(context, snapshot);
    this.#books = new Books(this.index, context);
  }

  /** Takes in rows as they are now: added, edited, trashed, restored or purged. */
  apply(rows: readonly StoredSession[]): void {
    const changes = this.index.apply(rows);
    this.#books.noteRows(changes);
    this.#months.note(changes.months);
  }

  /** Takes in cars, places, tariffs and settings as they are now. */
  setContext(context: EngineContext): void {
    const changesRows = this.index.setContext(context);
    this.#books.noteContext(context, changesRows);
    if (changesRows) this.#months.note();
  }

  monthRollups(seq: number): MonthRollups {
    return this.#months.value(this.index, this.#books, seq);
  }

  coach(seq: number, today: LocalDate): Coach {
    return coachOf(this.#books.diary(today), seq);
  }

  /** The figures of a session; absent when it is not listed. */
  insight(id: string, seq: number, today: LocalDate): SessionInsight | undefined {
    const diary = this.#books.diary(today);
    const place = this.#find(id);
    return place && insightOf(diary, place.book, place.row, seq);
  }

  /** Looks up the figures of sessions; absent for one that is not listed. */
  metricsLookup(today: LocalDate): (id: string) => SessionMetrics | undefined {
    const diary = this.#books.diary(today);
    return (id) => {
      const place = this.#find(id);
      return place && sessionMetrics(diary, place.book, place.row);
    };
  }

  /** The figures of a car over all its time; absent when there is no such car. */
  car(carId: string, seq: number, today: LocalDate): CarAnswer | undefined {
    const diary = this.#books.diary(today);
    const book = diary.books.get(carId);
    return book && carAnswerOf(diary, book, seq);
  }

  placeFigures(today: LocalDate): ReadonlyMap<string, PlaceFigures> {
    return placeFiguresOf(scopeOf(this.#books.diary(today)));
  }

  /** What plans need of a car; absent when there is no such car. */
  plannerCar(carId: string, today: LocalDate): PlannerQuestion | undefined {
    const diary = this.#books.diary(today);
    const book = diary.books.get(carId);
    return (
      book && {
        curveIds: plannerCurveIds(book, today),
        answer: (curves) => plannerCarOf(diary, book, curves),
      }
    );
  }

  /** The chips of sessions, for each id; empty for one that is not listed. */
  chips(ids: readonly string[], today: LocalDate): ReadonlyMap<string, readonly ShownChip[]> {
    const diary = this.#books.diary(today);
    return new Map(
      ids.map((id) => {
        const place = this.#find(id);
        return [id, place ? shownChips(diary, place.book, place.row) : []];
      }),
    );
  }

  snapshot(seq: number): unknown {
    return this.index.snapshot(seq);
  }

  #find(id: string) {
    const { table } = this.index;
    const slot = table.slotOf(id);
    if (slot === undefined || !table.isListed(slot)) return undefined;
    const book = this.#books.all().get(table.texts.cars.text(table.columns.car[slot] ?? 0));
    return book && { book, row: book.log.indexOf(id) };
  }
}
