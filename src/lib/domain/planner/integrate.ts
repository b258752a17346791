import type { Current } from '#lib/domain/session.ts';
import { SECONDS_PER_HOUR } from '#lib/domain/units.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import { bandIndexOf } from './dc-power.ts';
import { type PlannableCar, type PlannerCar, POWER_TIERS, type PowerTier } from './planner-car.ts';

/** A charger as it stands there, whatever the car takes of it. */
export interface Charger {
  readonly current: Current;
  readonly powerW: number;
}

/** Charging from one state of charge to another. Times in s; energies of the battery and the plug. */
export interface Charging {
  readonly timeS: number;
  readonly batteryWh: number;
  readonly plugWh: number;
  /** On DC: how well the powers are known, by the least certain one. */
  readonly tier?: PowerTier;
}

/** The most the car takes of a current, in W; absent when nothing limits it. */
function carLimitW(car: PlannerCar, current: Current): number | undefined {
  return current === 'AC' ? car.maxAcW : car.ceilingW;
}

/** The charger's power after the car's limit, in W. */
export function limitedPowerW(car: PlannerCar, { current, powerW }: Charger): number {
  return Math.min(powerW, carLimitW(car, current) ?? Infinity);
}

export function etaOf(car: PlannerCar, current: Current): number {
  return current === 'AC' ? car.etaAc : car.etaDc;
}

/** Battery energy of so many points. */
export function pointsWh({ usableBatteryWh }: PlannableCar, points: number): number {
  return (points * usableBatteryWh) / 100;
}

/** Seconds a point takes at a state of charge. */
function secondsPerPoint(car: PlannableCar, charger: Charger, soc: number): number {
  const limitW = limitedPowerW(car, charger);
  const bandW = charger.current === 'DC' ? car.bands[bandIndexOf(soc)]?.powerW : undefined;
  const powerW = Math.min(limitW, bandW ?? Infinity);
  return (pointsWh(car, 1) * SECONDS_PER_HOUR) / (powerW * etaOf(car, charger.current));
}

/** Seconds from one state of charge to a higher one; both may lie between whole percents. */
export function chargingTimeS(
  car: PlannableCar,
  charger: Charger,
  from: number,
  to: number,
): number {
  // In one step, so that constant power gives the exact product.
  if (charger.current === 'AC') return (to - from) * secondsPerPoint(car, charger, from);
  let timeS = 0;
  for (let percent = Math.floor(from); percent < to; percent += 1) {
    const points = Math.min(percent + 1, to) - Math.max(percent, from);
    timeS += points * secondsPerPoint(car, charger, percent);
  }
  return timeS;
}

/** The state of charge after so many seconds of power; 100 is the most. */
export function socAfter(
  car: PlannableCar,
  charger: Charger,
  from: number,
  poweredS: number,
): number {
  if (charger.current === 'AC') {
    return Math.min(100, from + poweredS / secondsPerPoint(car, charger, from));
  }
  let leftS = poweredS;
  for (let percent = Math.floor(from); percent < 100; percent += 1) {
    const start = Math.max(percent, from);
    const perPointS = secondsPerPoint(car, charger, percent);
    const wholeS = (percent + 1 - start) * perPointS;
    if (leftS < wholeS) return start + leftS / perPointS;
    leftS -= wholeS;
  }
  return 100;
}

/** The least certain tier of the percents from one state of charge to another. */
function tierBetween(car: PlannerCar, from: number, to: number): PowerTier | undefined {
  if (to <= from) return undefined;
  const bands = car.bands.slice(bandIndexOf(from), bandIndexOf(Math.ceil(to) - 1) + 1);
  return POWER_TIERS.findLast((tier) => bands.some((band) => band.tier === tier));
}

/** What charging from one state of charge to a higher or equal one takes. */
export function integrate(car: PlannableCar, charger: Charger, from: number, to: number): Charging {
  const batteryWh = pointsWh(car, to - from);
  return knownMembers<Charging>({
    timeS: chargingTimeS(car, charger, from, to),
    batteryWh,
    plugWh: batteryWh / etaOf(car, charger.current),
    tier: charger.current === 'DC' ? tierBetween(car, from, to) : undefined,
  });
}

/** What energy at the plug costs, in micros, unrounded; a fee is due once anything is charged. */
export function energyCost(
  plugWh: number,
  pricePerKwhMicros: number | undefined,
  sessionFeeMicros = 0,
): number | undefined {
  // Also where no price is known: nothing costs nothing.
  if (plugWh === 0) return 0;
  if (pricePerKwhMicros === undefined) return undefined;
  return (plugWh * pricePerKwhMicros) / 1000 + sessionFeeMicros;
}
