import type { CarCoach, Coach } from '#lib/domain/coach/coach.ts';
import type { HintFinding, Recommendation, Reminder } from '#lib/domain/coach/findings.ts';

/** One thing to say about a car: when to charge it full, what its last charge tells, or a suggestion. */
export type AdviceItem = { readonly carId: string } & (
  | { readonly kind: 'reminder'; readonly reminder: Reminder }
  | { readonly kind: 'hint'; readonly sessionId: string; readonly hint: HintFinding }
  | { readonly kind: 'suggestion'; readonly given: Recommendation }
);

/** Whether the full charge is to be made now. */
function isPressing({ status }: Reminder): boolean {
  return status !== 'ok' && status !== 'upcoming';
}

/** Without what a due reminder and an empty log say already. */
export function suggestionsOf({ recommendations }: CarCoach): readonly Recommendation[] {
  return recommendations.filter(
    (given) =>
      given.code !== 'full_charge' && !(given.code === 'getting_started' && given.sessions === 0),
  );
}

function remindersOf(cars: readonly CarCoach[]): AdviceItem[] {
  return cars
    .flatMap(({ carId, reminder }) =>
      reminder && isPressing(reminder) ? [{ kind: 'reminder' as const, carId, reminder }] : [],
    )
    .toSorted((a, b) => b.reminder.daysLate - a.reminder.daysLate);
}

/**
 * What to say of these cars, the most useful first: full charges that are due, the latest one
 * first, then what the newest charges tell, then suggestions; cars in the order given.
 */
export function adviceFor(coach: Coach, carIds: readonly string[]): readonly AdviceItem[] {
  const cars = carIds.flatMap((id) => coach.cars.find(({ carId }) => carId === id) ?? []);
  const hints = cars.flatMap(({ carId, newest }) =>
    (newest?.hints ?? [])
      .filter(({ dismissed }) => !dismissed)
      .map((hint) => ({ kind: 'hint' as const, carId, sessionId: newest?.sessionId ?? '', hint })),
  );
  const suggestions = cars.flatMap((car) =>
    suggestionsOf(car).map((given) => ({ kind: 'suggestion' as const, carId: car.carId, given })),
  );
  return [...remindersOf(cars), ...hints, ...suggestions];
}
