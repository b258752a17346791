import { epochDayOf } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import { TRUSTED } from '#lib/domain/metrics/car-figures.ts';
import { at } from '#lib/domain/metrics/car-log.ts';
import type { CarBook } from '#lib/domain/metrics/diary.ts';
import { firstRowOn } from '#lib/domain/metrics/row-search.ts';

/** What the odometer showed on any day since tracking began: points, and straight lines between. */
export class OdometerLine {
  readonly #days: number[];
  readonly #metres: number[];

  /** The opening reading of the car's tracking, and its trusted readings after it up to today. */
  constructor(
    { log, figures }: CarBook,
    opening: { day: number; odometerM: number },
    today: LocalDate,
  ) {
    this.#days = [opening.day];
    this.#metres = [opening.odometerM];
    const end = firstRowOn(log.day, epochDayOf(today) + 1);
    for (let i = firstRowOn(log.day, opening.day + 1); i < end; i += 1) {
      const reading = at(log.odometerM, i);
      if (figures.trust[i] !== TRUSTED || reading < opening.odometerM) continue;
      const day = log.day[i] ?? 0;
      // The last reading of a day stands for it.
      if (this.lastDay === day) this.#metres.pop();
      else this.#days.push(day);
      this.#metres.push(reading);
    }
  }

  /** The day of the newest point. */
  get lastDay(): number {
    return this.#days[this.#days.length - 1] ?? 0;
  }

  /** Metres on a day; before the first and after the last point those of that point. */
  at(day: number): number {
    const next = this.#days.findIndex((known) => known > day);
    if (next === -1) return this.#metres[this.#metres.length - 1] ?? 0;
    const toM = this.#metres[next] ?? 0;
    const fromDay = this.#days[next - 1];
    const fromM = this.#metres[next - 1];
    if (fromDay === undefined || fromM === undefined) return toM;
    const share = (day - fromDay) / ((this.#days[next] ?? 0) - fromDay);
    return fromM + (toM - fromM) * share;
  }
}
