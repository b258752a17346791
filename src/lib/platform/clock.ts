import type { Clock } from '#lib/app/ports.ts';
import { localDateOf } from '#lib/domain/time.ts';

/** The device's own clock and zone. */
export const deviceClock: Clock = {
  now: () => Date.now(),
  timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  today: () => localDateOf(Date.now(), deviceClock.timeZone()),
};
