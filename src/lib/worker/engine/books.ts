import type { EngineContext } from '#lib/app/engine-source.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import { computeFigures } from '#lib/domain/metrics/compute-figures.ts';
import type { CarBook, Diary } from '#lib/domain/metrics/diary.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import { carLogOf } from './car-log-of.ts';
import type { SessionIndex } from './session-index.ts';

/** The books of all cars, with the figures that depend on history. */
export class Books {
  readonly #index: SessionIndex;
  readonly #context: EngineContext;

  constructor(index: SessionIndex, context: EngineContext) {
    this.#index = index;
    this.#context = context;
  }

  diary(today: LocalDate): Diary {
    const { table, order } = this.#index;
    const { cars, places, tariffs } = this.#context;
    const { settings } = readSettings(this.#context.settings);
    const books = new Map<string, CarBook>();
    for (const car of cars) {
      const code = table.texts.cars.find(car.id) ?? -1;
      const rows = order.filter((slot) => table.columns.car[slot] === code);
      const log = carLogOf(table, rows, car, settings.currency);
      books.set(car.id, { log, figures: computeFigures(log, settings) });
    }
    return { today, settings, tariffs, places: new Map(places.map((p) => [p.id, p])), books };
  }
}
