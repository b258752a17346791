import type { PlannerCar } from './planner-car.ts';

/** One night of charging at home. `finishAt` is the wall time `HH:MM` at which it is through. */
export interface Night {
  /** 1 is the first. */
  readonly night: number;
  readonly chargeS: number;
  readonly endSoc: number;
  readonly finishAt: string;
}

const MINUTES_PER_DAY = 24 * 60;
/** A charge that fills its windows but for rounding needs no further one. */
const WINDOW_SLACK = 1e-9;
const MINUTE_SLACK_S = 1e-6;

/** Length of the nightly window in s; a window that ends when it starts is a whole day. */
function windowS({ homeWindow: { startMinutes, endMinutes } }: PlannerCar): number {
  const minutes = (endMinutes - startMinutes + MINUTES_PER_DAY) % MINUTES_PER_DAY;
  return (minutes === 0 ? MINUTES_PER_DAY : minutes) * 60;
}

/** How many nights a charging time takes; 0 for none. */
export function nightCount(car: PlannerCar, timeS: number): number {
  return timeS > 0 ? Math.max(1, Math.ceil(timeS / windowS(car) - WINDOW_SLACK)) : 0;
}

function wallTimeAfter(startMinutes: number, seconds: number): string {
  const minutes = startMinutes + Math.ceil((seconds - MINUTE_SLACK_S) / 60);
  const ofDay = minutes % MINUTES_PER_DAY;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
}

/** A charging time laid into nightly windows, from one state of charge to another. */
export function nightsOf(car: PlannerCar, timeS: number, from: number, to: number): Night[] {
  const count = nightCount(car, timeS);
  const lengthS = windowS(car);
  return Array.from({ length: count }, (_, index) => {
    const isLast = index === count - 1;
    const chargeS = isLast ? timeS - lengthS * index : lengthS;
    return {
      night: index + 1,
      chargeS,
      endSoc: isLast ? to : from + ((to - from) * lengthS * (index + 1)) / timeS,
      finishAt: wallTimeAfter(car.homeWindow.startMinutes, chargeS),
    };
  });
}
