import type { Entity, LocalDate } from './entity.ts';

export const SESSION_STATUSES = ['planned', 'active', 'completed', 'cancelled'] as const;
export type SessionStatus = (typeof SESSION_STATUSES)[number];

/** Before it there were no cars to charge. */
export const FIRST_SESSION_DATE: LocalDate = '2008-01-01';
/** Two weeks: no charge and no stay is longer. */
export const MAX_DURATION_S = 1_209_600;

export const CURRENTS = ['AC', 'DC'] as const;
export type Current = (typeof CURRENTS)[number];

export const PRECONDITIONINGS = ['yes', 'no'] as const;
export type Preconditioning = (typeof PRECONDITIONINGS)[number];

export const COST_BASES = [
  'typed_total',
  'typed_price',
  'place_free',
  'place_rate',
  'home_tariff',
  'meter',
] as const;
export type CostBasis = (typeof COST_BASES)[number];

export const LINE_KINDS = [
  'energy',
  'time',
  'session_fee',
  'idle',
  'parking',
  'discount',
  'tax',
] as const;
export type LineKind = (typeof LINE_KINDS)[number];

export const PROVENANCES = ['measured', 'typed', 'computed', 'assumed'] as const;
export type Provenance = (typeof PROVENANCES)[number];

/** One line of a receipt. Discounts are ≤ 0. `included` lines inform and are not added. */
export interface ReceiptLine {
  readonly kind: LineKind;
  readonly amountMicros: number;
  readonly label?: string;
  readonly energyWh?: number;
  readonly timeS?: number;
  readonly unitPriceMicros?: number;
  readonly tariffId?: string;
  readonly included?: boolean;
  readonly typed?: boolean;
  /** The energy is what the charge curve says came in at this price; absent: spread by time. */
  readonly split?: 'curve';
}

/** A frozen cost with how it came about. A session whose cost is unknown has none at all. */
export interface Cost {
  readonly basis: CostBasis;
  readonly currency: string;
  /** Absent when only a price is known and the energy is not. 0 is free. */
  readonly totalMicros?: number;
  /** The flat price used, when there was exactly one. */
  readonly pricePerKwhMicros?: number;
  readonly tariffId?: string;
  readonly placeId?: string;
  readonly lines?: readonly ReceiptLine[];
  readonly inHomeCurrency?: {
    readonly currency: string;
    readonly totalMicros: number;
  };
}

/** [seconds since the start, state of charge, watts] */
export type CurvePoint = readonly [number, number, number];
export const MAX_CURVE_POINTS = 5000;

/** A state of charge read off the display while charging. */
export interface LiveReading {
  /** UTC milliseconds. */
  readonly at: number;
  readonly soc: number;
}

/** Time without power; without `to` it goes on. UTC milliseconds. */
export interface LivePause {
  readonly from: number;
  readonly to?: number;
}

/** What is known of a charge only while it runs. Gone once it is completed or cancelled. */
export interface LiveCharge {
  /** UTC milliseconds: when it was started here. */
  readonly since: number;
  readonly targetSoc?: number;
  /** The price at the stall, as typed; in the currency of the settings. */
  readonly pricePerKwhMicros?: number;
  /** Rising by time. */
  readonly readings?: readonly LiveReading[];
  /** Rising by time; only the last may go on. */
  readonly pauses?: readonly LivePause[];
}

/**
 * One charge of one car, from plugging in to unplugging. Absent = unknown; 0 is a real zero.
 * Energies: `energyWh` was metered at the charger, `batteryEnergyWh` arrived in the battery.
 */
export interface Session extends Entity {
  readonly carId: string;
  readonly status: SessionStatus;
  /** Civil date of the start in `timeZone`. */
  readonly localDate: LocalDate;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly timeZone: string;
  /** Time really drawing power. */
  readonly chargingS?: number;
  readonly pluggedS?: number;
  readonly odometerM?: number;
  readonly current?: Current;
  readonly ratedPowerW?: number;
  readonly peakPowerW?: number;
  readonly placeId?: string;
  readonly placeLabel?: string;
  readonly network?: string;
  readonly energyWh?: number;
  readonly batteryEnergyWh?: number;
  /** Percent, at most one decimal. */
  readonly socFrom?: number;
  readonly socTo?: number;
  readonly cost?: Cost;
  readonly ambientC?: number;
  readonly preconditioning?: Preconditioning;
  readonly preconditioningEvents?: number;
  readonly curve?: readonly CurvePoint[];
  readonly notes?: string;
  readonly dismissedHints?: readonly string[];
  readonly source?: string;
  readonly importKey?: string;
  readonly provenance?: Readonly<Record<string, Provenance>>;
  /** While the charge is active. */
  readonly live?: LiveCharge;
}
