import type { Car } from '#lib/domain/car.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { HomeClass } from '#lib/domain/home.ts';
import type { Current } from '#lib/domain/session.ts';
import { localDateOfEpochDay } from '#lib/domain/civil-date.ts';

/** What a code of the column `current` stands for; absent = unknown. */
export const CURRENT_OF: readonly (Current | undefined)[] = [undefined, 'AC', 'DC'];
export const AC_CODE = 1;
export const DC_CODE = 2;

/** What a code of the column `homeClass` stands for. */
export const HOME_CLASS_OF: readonly HomeClass[] = ['unknown', 'home', 'public'];
export const HOME_CODE = 1;
export const PUBLIC_CODE = 2;

/**
 * All completed sessions of one car in session order, as columns: row `i` of each column is one
 * session. In number columns NaN stands for absent. Columns, because the figures of a hundred
 * thousand sessions are computed in one pass without an object for each.
 */
export interface CarLog {
  readonly car: Car;
  readonly size: number;
  /** Days since 1970-01-01 of the local date. */
  readonly day: Int32Array;
  /** UTC milliseconds. */
  readonly startedAt: Float64Array;
  readonly endedAt: Float64Array;
  readonly chargingS: Float64Array;
  readonly pluggedS: Float64Array;
  readonly odometerM: Float64Array;
  /** Whole tenths of a point, where differences are exact. */
  readonly socFrom: Float64Array;
  readonly socTo: Float64Array;
  readonly energyWh: Float64Array;
  readonly batteryEnergyWh: Float64Array;
  /** The total in the settings' currency, frozen or converted. */
  readonly costMicros: Float64Array;
  /** The price in the settings' currency of a session that has a price but no total. */
  readonly flatPriceMicros: Float64Array;
  readonly ambientC: Float64Array;
  readonly ratedPowerW: Float64Array;
  /** Codes of `CURRENT_OF` and `HOME_CLASS_OF`. */
  readonly current: Uint8Array;
  readonly homeClass: Uint8Array;
  /** 1: has a total, but only in another currency than the settings'. */
  readonly foreign: Uint8Array;
  /** 1: preconditioning was `yes`. */
  readonly preconditioned: Uint8Array;
  id(i: number): string;
  /** The row of a session; −1 when it is not in this log. */
  indexOf(id: string): number;
  timeZone(i: number): string;
  network(i: number): string | undefined;
  placeId(i: number): string | undefined;
  placeLabel(i: number): string | undefined;
  /** Whether the session has a charge curve; its points are not in the log. */
  hasCurve(i: number): boolean;
  /** Codes of hints a person has put away. */
  dismissedHints(i: number): readonly string[];
}

/** A column's value as the rest of the domain writes it: absent instead of NaN. */
export function known(value: number | undefined): number | undefined {
  // NaN is the one number that differs from itself.
  return value === value ? value : undefined;
}

/** A value of a column, NaN when it is absent. */
export function at(column: ArrayLike<number>, i: number): number {
  return column[i] ?? NaN;
}

/** The local date of a session. */
export function dateAt(log: Pick<CarLog, 'day'>, i: number): LocalDate {
  return localDateOfEpochDay(log.day[i] ?? 0);
}

/** Time drawing power, for power and speed: charging, else from start to end if positive. */
export function timeSAt(log: CarLog, i: number): number {
  const charging = at(log.chargingS, i);
  if (charging === charging) return charging;
  const span = (at(log.endedAt, i) - at(log.startedAt, i)) / 1000;
  return span > 0 ? span : NaN;
}

/** The duration that is shown: from start to end, else plugged in, else charging. */
export function durationSAt(log: CarLog, i: number): number {
  const span = (at(log.endedAt, i) - at(log.startedAt, i)) / 1000;
  if (span === span) return span;
  const plugged = at(log.pluggedS, i);
  return plugged === plugged ? plugged : at(log.chargingS, i);
}
