import { epochDayOf, localDateOfEpochDay } from '#lib/domain/civil-date.ts';
import type { LocalDate, WallTime } from '#lib/domain/entity.ts';
import { nightCount } from '#lib/domain/planner/nights.ts';
import type { PlannerCar } from '#lib/domain/planner/planner-car.ts';
import { wallMinutes, zoneOffsetMs } from '#lib/domain/time.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from '#lib/domain/units.ts';

/**
 * Times of a plan are those of the wall clock, as milliseconds since 1970 as if it were that of
 * UTC: a plan is read off a clock. Clock changes between now and then are ignored.
 */
export function wallNow(instant: number, timeZone: string): number {
  return instant + zoneOffsetMs(timeZone, instant);
}

/** The date a wall time falls on. */
export function wallDate(wallMs: number): LocalDate {
  return localDateOfEpochDay(Math.floor(wallMs / MS_PER_DAY));
}

const DAY_MINUTES = MS_PER_DAY / MS_PER_MINUTE;

/** The next moment, from now on, at which the clock shows so many minutes since midnight. */
function nextAt(minutes: number, nowWall: number): number {
  const today = Math.floor(nowWall / MS_PER_DAY) * MS_PER_DAY + minutes * MS_PER_MINUTE;
  return today >= nowWall ? today : today + MS_PER_DAY;
}

/** When charging in the nightly window is done, from the next night on; `timeS` > 0. */
export function nightsDone(car: PlannerCar, timeS: number, nowWall: number): number {
  const { startMinutes, endMinutes } = car.homeWindow;
  const length = (endMinutes - startMinutes + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
  const nightsBefore = nightCount(car, timeS) - 1;
  const lastMs = timeS * 1000 - nightsBefore * length * MS_PER_MINUTE;
  return nextAt(startMinutes, nowWall) + nightsBefore * MS_PER_DAY + lastMs;
}

/** The departure as a wall time: on its date, else the next time the clock shows it. */
export function departureAt(
  date: LocalDate | undefined,
  time: WallTime | undefined,
  nowWall: number,
): number | undefined {
  const minutes = time === undefined ? undefined : wallMinutes(time);
  if (minutes === undefined) return undefined;
  return date === undefined
    ? nextAt(minutes, nowWall)
    : epochDayOf(date) * MS_PER_DAY + minutes * MS_PER_MINUTE;
}

/** Whether a charge at home is done when the car has to leave. */
export interface Readiness {
  /** The latest moment to plug in and charge without a break. */
  readonly plugInBy: number;
  readonly isReachable: boolean;
  /** The SoC at departure when plugged in now; the target when it is reached. */
  readonly socByThen: number;
  /** When charging only in the nightly window is done. */
  readonly nightsDone: number;
  readonly isReadyByNight: boolean;
}

/** A charge at home from one SoC to another against a departure; `timeS` > 0. */
export function readinessOf(
  car: PlannerCar,
  home: { readonly timeS: number; readonly fromSoc: number; readonly toSoc: number },
  { nowWall, departWall }: { readonly nowWall: number; readonly departWall: number },
): Readiness {
  const { timeS, fromSoc, toSoc } = home;
  const plugInBy = departWall - timeS * 1000;
  const leftS = Math.max(0, (departWall - nowWall) / 1000);
  const done = nightsDone(car, timeS, nowWall);
  return {
    plugInBy,
    isReachable: plugInBy >= nowWall,
    socByThen: fromSoc + (toSoc - fromSoc) * Math.min(1, leftS / timeS),
    nightsDone: done,
    isReadyByNight: done <= departWall,
  };
}
