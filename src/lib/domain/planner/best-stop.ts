import { type Result, fail, ok } from '#lib/domain/result.ts';
import {
  type HomePhase,
  type Phase,
  type Phases,
  phasesAt,
  type PlanTotals,
  totalsOf,
  withNights,
} from './blend.ts';
import { nightCount } from './nights.ts';
import type { BestStopRequest, StopRequest } from './plan-request.ts';
import type { PlannableCar } from './planner-car.ts';
import { homePriceOf } from './scenarios.ts';

export type Suggestion = 'infeasible' | 'no_dc_needed' | 'dc_only' | 'stop_at';

/** Where to stop charging on DC; without a plan within the limits only that. */
export type BestStop =
  | { readonly feasible: false; readonly suggestion: 'infeasible' }
  | {
      readonly feasible: true;
      readonly suggestion: Exclude<Suggestion, 'infeasible'>;
      readonly stopSoc: number;
      readonly total: PlanTotals;
      readonly dc: Phase;
      readonly home: HomePhase;
    };

/** What one stop would take and cost: a point of the picture of all stops. */
export interface StopCost {
  readonly stopSoc: number;
  readonly dcTimeS: number;
  readonly homeTimeS: number;
  readonly timeS: number;
  readonly nights: number;
  /** Absent unless every part with energy has a price. */
  readonly costMicros?: number;
}

interface StopPlan extends Phases {
  readonly stopSoc: number;
  readonly total: PlanTotals;
  readonly nights: number;
}

const TIE = 1e-12;

/** The plan of every whole percent from the start to the target. */
function sweep(car: PlannableCar, request: StopRequest): StopPlan[] {
  const { startSoc, targetSoc } = request;
  return Array.from({ length: targetSoc - startSoc + 1 }, (_, points) => {
    const stopSoc = startSoc + points;
    const phases = phasesAt(car, request, stopSoc);
    const nights = nightCount(car, phases.home.timeS);
    return { ...phases, stopSoc, nights, total: totalsOf(car, phases) };
  });
}

/** The cost and times of every stop from the start to the target, ascending. */
export function costCurve(car: PlannableCar, request: StopRequest): StopCost[] {
  return sweep(car, request).map(({ stopSoc, dc, home, total, nights }) => ({
    stopSoc,
    dcTimeS: dc.timeS,
    homeTimeS: home.timeS,
    timeS: total.timeS,
    nights,
    ...(total.costMicros !== undefined && { costMicros: total.costMicros }),
  }));
}

function isWithin({ dc, total, nights }: StopPlan, request: BestStopRequest): boolean {
  const { maxDcS = Infinity, maxTotalS = Infinity, maxNights = Infinity } = request;
  return dc.timeS <= maxDcS && total.timeS <= maxTotalS && nights <= maxNights;
}

/** The cheapest plan; of equal ones that with the shorter time on DC, then the lower stop. */
function cheapestOf(plans: readonly StopPlan[]): StopPlan | undefined {
  const costOf = ({ total }: StopPlan) => total.costMicros ?? Infinity;
  const lowest = Math.min(...plans.map(costOf));
  let best: StopPlan | undefined;
  for (const plan of plans) {
    const cost = costOf(plan);
    const isTied = cost - lowest <= TIE * Math.max(Math.abs(cost), Math.abs(lowest));
    if (isTied && (!best || plan.dc.timeS < best.dc.timeS)) best = plan;
  }
  return best;
}

/** The cheapest stop within the limits of a request; `plan/price_unknown` without both prices. */
export function bestStop(car: PlannableCar, request: BestStopRequest): Result<BestStop> {
  if (request.dcPricePerKwhMicros === undefined || homePriceOf(car, request) === undefined) {
    return fail('plan/price_unknown');
  }
  const best = cheapestOf(sweep(car, request).filter((plan) => isWithin(plan, request)));
  if (!best) return ok({ feasible: false, suggestion: 'infeasible' });
  const { stopSoc, total, dc, home } = best;
  return ok({
    feasible: true,
    suggestion: suggestionOf(request, stopSoc),
    ...{ stopSoc, total, dc },
    home: withNights(car, home),
  });
}

function suggestionOf(
  { startSoc, targetSoc }: BestStopRequest,
  stopSoc: number,
): Exclude<Suggestion, 'infeasible'> {
  if (stopSoc === startSoc) return 'no_dc_needed';
  return stopSoc === targetSoc ? 'dc_only' : 'stop_at';
}
