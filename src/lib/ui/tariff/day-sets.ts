/** Days that are often priced alike; 1 = Monday. */
export const DAY_SETS = [
  { name: 'everyDay', days: [1, 2, 3, 4, 5, 6, 7] },
  { name: 'weekdays', days: [1, 2, 3, 4, 5] },
  { name: 'weekend', days: [6, 7] },
] as const;

export type DaySet = (typeof DAY_SETS)[number]['name'];

/** The name of exactly these days; absent when they have none. */
export function daySetOf(days: readonly number[]): DaySet | undefined {
  const found = DAY_SETS.find(
    (set) => set.days.length === days.length && set.days.every((day) => days.includes(day)),
  );
  return found?.name;
}
