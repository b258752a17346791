import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import { distanceIn } from '#lib/domain/units.ts';
import { type Charger, type Charging, energyCost, integrate } from './integrate.ts';
import { type Night, nightsOf } from './nights.ts';
import type { BlendRequest, StopRequest } from './plan-request.ts';
import type { PlannableCar } from './planner-car.ts';
import { homePowerOf, homePriceOf } from './scenarios.ts';

/** One part of a plan. Nothing charged: 0 of everything and no tier. */
export interface Phase extends Charging {
  readonly fromSoc: number;
  readonly toSoc: number;
  /** Micros, unrounded; absent without a price. */
  readonly costMicros?: number;
}

export interface HomePhase extends Phase {
  readonly nights: readonly Night[];
}

export interface PlanTotals {
  readonly timeS: number;
  readonly plugWh: number;
  readonly batteryWh: number;
  /** Absent unless every part with energy has a price. */
  readonly costMicros?: number;
  readonly costPerMileMicros?: number;
}

export const CHOICES = ['blend', 'dc_only', 'home_only'] as const;
export type Choice = (typeof CHOICES)[number];

/** A DC charge on the way, the rest at home, and what either alone would take. */
export interface Blend {
  readonly dc: Phase;
  readonly home: HomePhase;
  readonly total: PlanTotals;
  readonly dcOnly: PlanTotals;
  readonly homeOnly: PlanTotals;
  /** Only when all three have a cost. */
  readonly cheapest?: Choice;
}

/** Both parts of a plan with one stop, without their nights. */
export interface Phases {
  readonly dc: Phase;
  readonly home: Phase;
}

function phaseOf(
  car: PlannableCar,
  charger: Charger,
  [fromSoc, toSoc]: readonly [number, number],
  costOf: (plugWh: number) => number | undefined,
): Phase {
  const charging = integrate(car, charger, fromSoc, toSoc);
  const costMicros = costOf(charging.plugWh);
  return knownMembers<Phase>({ fromSoc, toSoc, ...charging, costMicros });
}

/** DC from the start to the stop, then home to the target. */
export function phasesAt(car: PlannableCar, request: StopRequest, stopSoc: number): Phases {
  const { startSoc, targetSoc, dcChargerW, dcPricePerKwhMicros, dcSessionFeeMicros } = request;
  const dc = phaseOf(car, { current: 'DC', powerW: dcChargerW }, [startSoc, stopSoc], (plugWh) =>
    energyCost(plugWh, dcPricePerKwhMicros, dcSessionFeeMicros),
  );
  const home = phaseOf(
    car,
    { current: 'AC', powerW: homePowerOf(car, request).powerW },
    [stopSoc, targetSoc],
    (plugWh) => energyCost(plugWh, homePriceOf(car, request)),
  );
  return { dc, home };
}

/** The sums of both parts. */
export function totalsOf({ drivingMPerWh }: PlannableCar, { dc, home }: Phases): PlanTotals {
  const batteryWh = dc.batteryWh + home.batteryWh;
  const costMicros = (dc.costMicros ?? NaN) + (home.costMicros ?? NaN);
  const miles = distanceIn('mi', batteryWh * (drivingMPerWh ?? NaN));
  return knownMembers<PlanTotals>({
    timeS: dc.timeS + home.timeS,
    plugWh: dc.plugWh + home.plugWh,
    batteryWh,
    costMicros,
    costPerMileMicros: costMicros / miles,
  });
}

/** A home part with the nights it is laid into. */
export function withNights(car: PlannableCar, home: Phase): HomePhase {
  return { ...home, nights: nightsOf(car, home.timeS, home.fromSoc, home.toSoc) };
}

function cheapestOf(totals: Readonly<Record<Choice, PlanTotals>>): Choice | undefined {
  let cheapest: Choice | undefined;
  for (const choice of CHOICES) {
    const cost = totals[choice].costMicros;
    if (cost === undefined) return undefined;
    const lowest = cheapest && totals[cheapest].costMicros;
    if (lowest === undefined || cost < lowest) cheapest = choice;
  }
  return cheapest;
}

/** The plan of a request; without a stop all of it is charged on DC. */
export function blend(car: PlannableCar, request: BlendRequest): Blend {
  const { startSoc, targetSoc, stopSoc = targetSoc } = request;
  const phases = phasesAt(car, request, stopSoc);
  const total = totalsOf(car, phases);
  const dcOnly = totalsOf(car, phasesAt(car, request, targetSoc));
  const homeOnly = totalsOf(car, phasesAt(car, request, startSoc));
  const cheapest = cheapestOf({ blend: total, dc_only: dcOnly, home_only: homeOnly });
  return {
    dc: phases.dc,
    home: withNights(car, phases.home),
    ...{ total, dcOnly, homeOnly },
    ...(cheapest && { cheapest }),
  };
}
