import type { EngineContext } from '#lib/app/engine-source.ts';
import type { Car } from '#lib/domain/car.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import { computeFigures } from '#lib/domain/metrics/compute-figures.ts';
import type { CarBook, Diary } from '#lib/domain/metrics/diary.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { carLogOf } from './car-log-of.ts';
import { firstChange, rowsByCar } from './rows-by-car.ts';
import type { RowChanges, SessionIndex } from './session-index.ts';

interface KeptBook {
  readonly rows: Uint32Array;
  readonly book: CarBook;
}

const NO_ROWS = new Uint32Array();

/**
 * The books of all cars, with the figures that depend on history. Changes are noted, and computed
 * when somebody asks: of each car from the first row on that is not what it was.
 */
export class Books {
  readonly #index: SessionIndex;
  #context: EngineContext;
  #settings: Settings;
  #kept = new Map<string, KeptBook>();
  /** Absent while something is noted that is not in it. */
  #books: ReadonlyMap<string, CarBook> | undefined;
  #touched = new Set<number>();
  #cars = new Set<number>();
  /** Every row may mean something else now. */
  #isAllNew = true;

  constructor(index: SessionIndex, context: EngineContext) {
    this.#index = index;
    this.#context = context;
    this.#settings = readSettings(context.settings).settings;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Notes rows that came in. */
  noteRows({ slots, cars }: RowChanges): void {
    if (cars.size === 0) return;
    this.#books = undefined;
    // All are computed anyway.
    if (this.#isAllNew) return;
    for (const slot of slots) this.#touched.add(slot);
    for (const car of cars) this.#cars.add(car);
  }

  /** Notes cars, places, tariffs and settings as they are now, and whether they change all rows. */
  noteContext(context: EngineContext, changesRows: boolean): void {
    const { settings } = readSettings(context.settings);
    const isSame = figuresText(settings) === figuresText(this.#settings);
    this.#isAllNew ||= changesRows || !isSame;
    this.#settings = settings;
    this.#context = context;
    this.#books = undefined;
  }

  /** The books as they are now, by car id, ascending. A book stays the same object while it is true. */
  all(): ReadonlyMap<string, CarBook> {
    this.#books ??= this.#compute();
    return this.#books;
  }

  diary(today: LocalDate): Diary {
    const { places, tariffs } = this.#context;
    const placesById = new Map(places.map((place) => [place.id, place]));
    return { today, settings: this.#settings, tariffs, places: placesById, books: this.all() };
  }

  #compute(): ReadonlyMap<string, CarBook> {
    const former = this.#isAllNew ? new Map<string, KeptBook>() : this.#kept;
    const rows = this.#rows(former);
    const cars = new Map(this.#context.cars.map((car) => [car.id, car]));
    const ids = new Set(cars.keys());
    for (const [id, { length }] of rows) if (length > 0) ids.add(id);
    this.#kept = new Map();
    for (const id of [...ids].sort()) {
      const car = cars.get(id) ?? standIn(id);
      this.#kept.set(id, this.#bookOf(car, rows.get(id) ?? NO_ROWS, former.get(id)));
    }
    this.#touched = new Set();
    this.#cars = new Set();
    this.#isAllNew = false;
    return new Map([...this.#kept].map(([id, { book }]) => [id, book]));
  }

  /** The rows of each car: looked for where something was noted, else as they were. */
  #rows(former: ReadonlyMap<string, KeptBook>): ReadonlyMap<string, Uint32Array> {
    const { texts } = this.#index.table;
    const rows = new Map([...former].map(([id, kept]) => [id, kept.rows]));
    if (!this.#isAllNew && this.#cars.size === 0) return rows;
    for (const [code, found] of rowsByCar(this.#index, this.#isAllNew ? undefined : this.#cars)) {
      rows.set(texts.cars.text(code), found);
    }
    return rows;
  }

  #bookOf(car: Car, rows: Uint32Array, former: KeptBook | undefined): KeptBook {
    const settings = this.#settings;
    if (!former || !meansTheSame(car, former.book.log.car)) {
      const log = carLogOf(this.#index.table, rows, car, settings.currency);
      return { rows, book: { log, figures: computeFigures(log, settings) } };
    }
    const { log: formerLog, figures: formerFigures } = former.book;
    const from = rows === former.rows ? rows.length : firstChange(former.rows, rows, this.#touched);
    if (from === rows.length && from === former.rows.length) {
      if (JSON.stringify(car) === JSON.stringify(formerLog.car)) return former;
      return { rows, book: { log: { ...formerLog, car }, figures: formerFigures } };
    }
    const log = carLogOf(this.#index.table, rows, car, settings.currency, { log: formerLog, from });
    const figures = computeFigures(log, settings, { figures: formerFigures, from });
    return { rows, book: { log, figures } };
  }
}

/** What figures are made of, as one text: all settings but those for display alone. */
function figuresText(settings: Settings): string {
  return JSON.stringify(settings, (key, value: unknown) =>
    key === 'locale' || key === 'distanceUnit' || key === 'efficiencyUnit' ? undefined : value,
  );
}

/** Whether figures are the same for both: they look at the battery and the car's own efficiency. */
function meansTheSame(car: Car, former: Car): boolean {
  return (
    car.usableBatteryWh === former.usableBatteryWh &&
    car.profileEfficiencyMPerWh === former.profileEfficiencyMPerWh
  );
}

/** A car for sessions whose own is not there (any more): nothing is known of it. */
function standIn(id: string): Car {
  const createdDate = '1970-01-01';
  return { id, name: '', createdDate, archived: true, createdAt: 0, updatedAt: 0 };
}
