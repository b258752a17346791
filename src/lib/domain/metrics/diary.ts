import type { LocalDate } from '#lib/domain/entity.ts';
import type { Place } from '#lib/domain/place.ts';
import type { Settings } from '#lib/domain/settings.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import type { CarFigures } from './car-figures.ts';
import type { CarLog } from './car-log.ts';

/** The sessions of one car with the figures that depend on their history. */
export interface CarBook {
  readonly log: CarLog;
  readonly figures: CarFigures;
}

/** All that figures are made of: the books of all cars, also of those without sessions. */
export interface Diary {
  /** The local date on which questions are asked; no rule reads a clock. */
  readonly today: LocalDate;
  readonly settings: Settings;
  readonly tariffs: readonly Tariff[];
  readonly places: ReadonlyMap<string, Place>;
  /** By car id. */
  readonly books: ReadonlyMap<string, CarBook>;
}
