import type { Entity, LocalDate } from './entity.ts';

export const FULL_CHARGE_UNITS = ['days', 'weeks', 'months'] as const;
export type FullChargeUnit = (typeof FULL_CHARGE_UNITS)[number];

/** One electric car with its own odometer and battery. */
export interface Car extends Entity {
  readonly name: string;
  readonly make?: string;
  readonly model?: string;
  /** Usable capacity as new. */
  readonly usableBatteryWh?: number;
  /** Driving efficiency as the trip computer shows it, metres per Wh. */
  readonly profileEfficiencyMPerWh?: number;
  /** Limits at the plug, in watts. */
  readonly maxAcW?: number;
  readonly maxDcW?: number;
  readonly createdDate: LocalDate;
  readonly archived: boolean;
  /** How often a full charge is recommended; absent = off. */
  readonly fullCharge?: {
    readonly every: number;
    readonly unit: FullChargeUnit;
  };
  /** Mileage allowance tracking; absent = off. */
  readonly mileage?: {
    readonly startDate: LocalDate;
    readonly openingOdometerM: number;
    readonly annualAllowanceM?: number;
  };
}
