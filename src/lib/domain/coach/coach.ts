import type { Digests, MileageYear } from '#lib/domain/analytics/figures.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { EfficiencySource } from '#lib/domain/metrics/car-figures.ts';
import type { Achievements, HintFinding, Recommendation, Reminder } from './findings.ts';

/** What there is to say about one car today. */
export interface CarCoach {
  readonly carId: string;
  /** The efficiency to plan with today; absent when nothing is known. */
  readonly efficiency?: {
    readonly source: EfficiencySource;
    readonly drivingMPerWh: number;
  };
  /** Absent for archived cars and where full charges are not recommended. */
  readonly reminder?: Reminder;
  /** Empty for archived cars. */
  readonly recommendations: readonly Recommendation[];
  /** Hints of the newest session up to today, dismissed ones left out. Absent for archived cars. */
  readonly newest?: { readonly sessionId: string; readonly hints: readonly HintFinding[] };
  readonly mileage?: MileageYear;
}

/** What the app has to say of itself: behind the bell, on Home and on the icon. */
export interface Coach {
  /** The change number of the facts this was computed from, and the day it is true for. */
  readonly seq: number;
  readonly today: LocalDate;
  readonly cars: readonly CarCoach[];
  readonly digests: Digests;
  readonly achievements: Achievements;
}

/** The derived value that holds it: written by the engine, read by the frame and by Home. */
export const COACH_KEY = 'coach';
