import type { Clock } from '#lib/app/ports.ts';
import { localDateOf } from '#lib/domain/time.ts';

export interface SettableClock extends Clock {
  advance(ms: number): void;
}

/** A clock that stands at noon of 1 July 2026 in London until it is moved. */
export function fixedClock(
  start = Date.UTC(2026, 6, 1, 11),
  zone = 'Europe/London',
): SettableClock {
  let at = start;
  return {
    now: () => at,
    timeZone: () => zone,
    today: () => localDateOf(at, zone),
    advance: (ms) => {
      at += ms;
    },
  };
}
