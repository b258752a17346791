import type { CarCoach, Coach } from './coach.ts';
import type { Reminder } from './findings.ts';

/** Whether a full charge is due today or should have been before; not without a reminder. */
export function isDue(reminder: Reminder | undefined): reminder is Reminder {
  return reminder !== undefined && reminder.status !== 'ok' && reminder.status !== 'upcoming';
}

function openOf({ reminder, recommendations, newest }: CarCoach): number {
  const reminders = reminder && reminder.status !== 'ok' ? 1 : 0;
  // A due reminder already says what `full_charge` says.
  const wanted = recommendations.filter(
    ({ code }) => code !== 'full_charge' && code !== 'getting_started',
  );
  return reminders + wanted.length + (newest?.hints.length ?? 0);
}

/** How many things there are to look at: reminders not on track, suggestions, hints of the newest charges. */
export function openCount(coach: Coach): number {
  return coach.cars.reduce((sum, car) => sum + openOf(car), 0);
}

/** How many cars are to be charged to the full now or should have been. */
export function dueCount(coach: Coach): number {
  return coach.cars.filter(({ reminder }) => isDue(reminder)).length;
}
