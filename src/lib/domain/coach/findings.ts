import type { HintCode } from '#lib/domain/metrics/session-metrics.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { AchievementCode } from './achievement-codes.ts';

/** A hint that fires on a session, with the numbers its text names. */
export interface HintFinding {
  readonly code: HintCode;
  /** Put away by the person; kept so that it can be brought back. */
  readonly dismissed: boolean;
  /** `dc_taper`, `storage_low`, `storage_high`: where the charge ended. */
  readonly socTo?: number;
  /** `finish_at_home`: both prices. */
  readonly pricePerKwhMicros?: number;
  readonly homePricePerKwhMicros?: number;
  /** `storage_…`: days until the next session, or until today. */
  readonly parkedDays?: number;
  /** `full_charge_due`. */
  readonly dueDate?: LocalDate;
}

export type ReminderStatus = 'ok' | 'upcoming' | 'due' | 'overdue' | 'critical';

/** When a car is to be charged to the full. */
export interface Reminder {
  readonly carId: string;
  readonly status: ReminderStatus;
  readonly dueDate: LocalDate;
  readonly daysLate: number;
  readonly basis: 'last_full' | 'first_session' | 'car_created';
  readonly basisDate: LocalDate;
  readonly lastFullSessionId?: string;
}

export type Recommendation =
  | { readonly code: 'getting_started'; readonly sessions: number }
  | { readonly code: 'full_charge'; readonly daysLate: number }
  | { readonly code: 'low_soc'; readonly soc: number }
  | {
      readonly code: 'home_cheaper' | 'public_cheaper';
      readonly homePricePerKwhMicros: number;
      readonly publicPricePerKwhMicros: number;
    }
  | { readonly code: 'free_charges'; readonly count: number }
  | { readonly code: 'slow_charging'; readonly averagePowerW: number }
  | { readonly code: 'mostly_dc'; readonly shareEnergy: number }
  | { readonly code: 'add_odometer'; readonly missing: number }
  | { readonly code: 'check_odometer'; readonly count: number };

/** One unlocked achievement. `value` is the measured number where the rule tests one. */
export interface Achievement {
  readonly code: AchievementCode;
  readonly sessionId: string;
  readonly date: LocalDate;
  readonly value?: number;
}

export interface Achievements {
  readonly account: readonly Achievement[];
  /** By car id; every car has an entry. */
  readonly cars: Readonly<Record<string, readonly Achievement[]>>;
}
