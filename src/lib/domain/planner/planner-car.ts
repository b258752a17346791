import { type Result, fail, ok } from '#lib/domain/result.ts';
import type { Current } from '#lib/domain/session.ts';

/** How well a power is known, the most certain first. */
export const POWER_TIERS = ['curve', 'average', 'modelled'] as const;
export type PowerTier = (typeof POWER_TIERS)[number];

/** The power a car takes on DC from `fromSoc` on, over ten points. */
export interface PowerBand {
  readonly fromSoc: number;
  readonly powerW: number;
  readonly tier: PowerTier;
  /** Points of curves or sessions it was taken from; 0 when it is modelled. */
  readonly samples: number;
}

export interface HomePower {
  readonly powerW: number;
  readonly source: 'history' | 'setting';
  /** Sessions it is the median of; only for `history`. */
  readonly samples?: number;
}

/** What a kWh costs at home at the cheapest time of day. */
export interface PlannerHomePrice {
  readonly pricePerKwhMicros: number;
  /** The tariff's, which may be another than that of the settings. */
  readonly currency: string;
  readonly tariffId: string;
  readonly tariffName: string;
  /** The band with this price; absent when it is the price outside of bands. */
  readonly label?: string;
}

/** All that plans and estimates need of a car, as of one day. Powers are those at the plug. */
export interface PlannerCar {
  readonly carId: string;
  readonly usableBatteryWh?: number;
  readonly maxAcW?: number;
  readonly maxDcW?: number;
  /** Share of the delivered energy that arrives in the battery. */
  readonly etaAc: number;
  readonly etaDc: number;
  /** Absent: no cost per mile. */
  readonly drivingMPerWh?: number;
  /** Ten, for 0, 10 … 90 %; the last holds 100 % too. */
  readonly bands: readonly PowerBand[];
  /** The most the car takes on DC. */
  readonly ceilingW: number;
  readonly ceilingSource: 'car' | 'history' | 'setting';
  readonly homePower: HomePower;
  readonly homePrice?: PlannerHomePrice;
  /** The nightly charging window in minutes since midnight; equal ends are a whole day. */
  readonly homeWindow: { readonly startMinutes: number; readonly endMinutes: number };
}

/** A car whose battery is known, so that there is something to plan. */
export type PlannableCar = PlannerCar & { readonly usableBatteryWh: number };

/** The car if its battery is known, else `plan/battery_unknown`. */
export function plannable(car: PlannerCar): Result<PlannableCar> {
  const { usableBatteryWh } = car;
  return usableBatteryWh === undefined
    ? fail('plan/battery_unknown')
    : ok({ ...car, usableBatteryWh });
}

/** What is known of the charger of a running session. */
export interface KnownCharger {
  readonly current?: Current;
  readonly ratedPowerW?: number;
  readonly isHome: boolean;
}

/**
 * The power to expect of a charger, in W: as rated, else the home power for AC at home, else the
 * car's ceiling for DC. Absent when nothing is known.
 */
export function chargerPowerW(
  car: Pick<PlannerCar, 'homePower' | 'ceilingW'>,
  { current, ratedPowerW, isHome }: KnownCharger,
): number | undefined {
  if (ratedPowerW !== undefined) return ratedPowerW;
  if (current === 'AC') return isHome ? car.homePower.powerW : undefined;
  return current === 'DC' ? car.ceilingW : undefined;
}
