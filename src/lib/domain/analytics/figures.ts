import type { LocalDate } from '#lib/domain/entity.ts';

/** Sums over a scope. Counts are always there when it has sessions; a sum over no known value is absent. */
export interface Totals {
  readonly sessions: number;
  readonly energyWh?: number;
  readonly costMicros?: number;
  readonly costedSessions?: number;
  readonly freeSessions?: number;
  readonly foreignSessions?: number;
  readonly costedEnergyWh?: number;
  readonly paidEnergyWh?: number;
  readonly pricePerKwhMicros?: number;
  readonly paidPricePerKwhMicros?: number;
  /** From measured efficiencies only. */
  readonly gainedM?: number;
  /** Estimates included. */
  readonly gainedAllM?: number;
  /** Driven, between trusted odometer readings. */
  readonly distanceM?: number;
  readonly cycles?: number;
  readonly drivingMPerWh?: number;
  readonly measuredShare?: number;
  readonly costPerMileMicros?: number;
  readonly costPerMileBasis?: 'odometer' | 'gained';
  readonly petrolEquivalentMicros?: number;
  readonly savingMicros?: number;
  readonly savingCoverage?: number;
}

/** One class of a split, with its shares of the scope. */
export interface SplitPart {
  readonly sessions: number;
  readonly energyWh?: number;
  readonly costMicros?: number;
  readonly pricePerKwhMicros?: number;
  readonly shareSessions?: number;
  readonly shareEnergy?: number;
  readonly shareCost?: number;
}

export interface Extreme {
  readonly sessionId: string;
  readonly value: number;
}

export const EXTREME_KINDS = [
  'cheapestPerMile',
  'dearestPerMile',
  'mostEfficient',
  'leastEfficient',
  'fastest',
  'slowest',
  'largest',
  'smallest',
] as const;
export type ExtremeKind = (typeof EXTREME_KINDS)[number];
export type BestWorst = Readonly<Partial<Record<ExtremeKind, Extreme>>>;

/** The mileage year that contains today. */
export interface MileageYear {
  readonly yearStart: LocalDate;
  readonly yearEnd: LocalDate;
  readonly openingM: number;
  readonly usedM: number;
  readonly lastReadingDate: LocalDate;
  readonly elapsedDays: number;
  readonly totalDays: number;
  readonly projectedM?: number;
  readonly allowanceM?: number;
  /** Negative when more was driven than allowed. */
  readonly remainingM?: number;
  readonly expectedM?: number;
  readonly pace?: 'under' | 'on' | 'over';
  readonly lowConfidence?: true;
}

/** The road tax of the mileage year, in micros: an estimate. */
export interface RoadTax {
  /** For what was driven so far. */
  readonly runningMicros: number;
  /** For the whole year at the pace so far; absent before a day has passed. */
  readonly projectedMicros?: number;
  readonly annualMicros: number;
  readonly totalMicros?: number;
}

/** What a week or a month was like, against the one before. */
export interface Digest {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly totals: Totals;
  /** Percent; a member without a base is absent. */
  readonly change: {
    readonly energyWh?: number;
    readonly costMicros?: number;
    readonly distanceM?: number;
  };
  readonly homeShareEnergy?: number;
  readonly homeShareCost?: number;
  readonly bestWorst: Pick<BestWorst, 'cheapestPerMile' | 'dearestPerMile'>;
}

export interface Digests {
  readonly week?: Digest;
  readonly month?: Digest;
}
