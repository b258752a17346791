import type { Car, FullChargeUnit } from '#lib/domain/car.ts';
import { addDays, addMonths } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';

/** The date so many days, weeks or months later; a month too short is cut to its last day. */
export function addInterval(date: LocalDate, every: number, unit: FullChargeUnit): LocalDate {
  switch (unit) {
    case 'days':
      return addDays(date, every);
    case 'weeks':
      return addDays(date, every * 7);
    case 'months':
      return addMonths(date, every);
  }
}

/** When a full charge is due again after one on a date. */
export function dueDateAfter(
  date: LocalDate,
  { every, unit }: NonNullable<Car['fullCharge']>,
): LocalDate {
  return addInterval(date, every, unit);
}
