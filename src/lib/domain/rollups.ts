/**
 * Sums over a set of completed sessions. Counts are always present; a sum over no known
 * value is absent. Costs count only in the currency of the settings.
 */
export interface SessionSums {
  readonly sessions: number;
  readonly energyWh?: number;
  readonly costMicros?: number;
  readonly costedSessions: number;
  readonly freeSessions: number;
  /** Sessions with a total in another currency. */
  readonly foreignSessions: number;
  /** Energy of the sessions that have a cost, free ones included. */
  readonly costedEnergyWh?: number;
  /** Cost of the sessions that have both cost and energy: over `costedEnergyWh` it is the price. */
  readonly pricedCostMicros?: number;
}

/** One car in one calendar month. */
export interface MonthRollup {
  readonly carId: string;
  /** `YYYY-MM` */
  readonly month: string;
  readonly all: SessionSums;
  readonly home: SessionSums;
  readonly public: SessionSums;
  readonly acWh: number;
  readonly dcWh: number;
}

/** All months that have sessions, and what they are true for. */
export interface MonthRollups {
  /** The change number of the facts these sums were computed from. */
  readonly seq: number;
  readonly months: readonly MonthRollup[];
  /** Completed sessions that lack energy, cost or end SoC, per car. */
  readonly toComplete: readonly {
    readonly carId: string;
    readonly sessions: number;
  }[];
}

/** The derived value that holds them: written by the engine, read by Home. */
export const MONTHS_KEY = 'months';
