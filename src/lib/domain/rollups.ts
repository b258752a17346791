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
  /** Driven between trusted odometer readings; absent when none closes a step in this month. */
  readonly distanceM?: number;
  readonly perMile: PerMileSums;
}

/**
 * What the cost per mile of a month is made of, so that cars can be added. Only in months of their
 * own: driving is paid for by charges that may lie in the month before.
 */
export interface PerMileSums {
  /** Paid-up steps between odometer readings: what was charged, and how far it was driven. */
  readonly paidUpMicros: number;
  readonly paidUpM: number;
  /** Energy of this month's costed sessions in these steps, and of all its costed ones. */
  readonly paidUpWh: number;
  readonly costedWh: number;
  /** Sessions with both a cost and a gained distance. */
  readonly gainedMicros: number;
  readonly gainedM: number;
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
