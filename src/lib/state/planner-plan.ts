import {
  type BestStop,
  bestStop,
  costCurve,
  type StopCost,
} from '#lib/domain/planner/best-stop.ts';
import { type Blend, blend } from '#lib/domain/planner/blend.ts';
import {
  type BlendRequest,
  parsePlanRequest,
  type PlanRequest,
  type ScenarioRequest,
} from '#lib/domain/planner/plan-request.ts';
import { type PlannableCar, plannable, type PlannerCar } from '#lib/domain/planner/planner-car.ts';
import { homePriceOf, type Scenario, scenariosOf } from '#lib/domain/planner/scenarios.ts';
import type { FieldIssue, Result } from '#lib/domain/result.ts';
import { ok } from '#lib/domain/result.ts';
import type { Current } from '#lib/domain/session.ts';
import type { PlannerField } from './planner-address.ts';
import { inCurrency } from './planner-defaults.ts';

/** The numbers of a plan with what is usual filled in. */
export type PlannerValues = Readonly<Partial<Record<PlannerField, number>>>;

/** A part of a plan: DC up to a stop, then home. */
export interface StopPlan {
  readonly request: BlendRequest & { readonly stopSoc: number };
  readonly blend: Blend;
  /** What each stop would take and cost. */
  readonly curve: readonly StopCost[];
  /** Absent while a price is missing. */
  readonly best?: BestStop;
}

/** All that the screen shows. What cannot be worked out is absent, and an issue says why. */
export interface Plan {
  readonly car: PlannableCar;
  readonly request?: ScenarioRequest;
  readonly scenarios: readonly Scenario[];
  readonly stop?: StopPlan;
  readonly issues: readonly FieldIssue[];
  readonly homePricePerKwhMicros?: number;
}

type Picked<K extends PlannerField> = Readonly<Partial<Record<K, number>>>;

function pick<K extends PlannerField>(values: PlannerValues, fields: readonly K[]): Picked<K> {
  const known = fields.filter((field) => values[field] !== undefined);
  return Object.fromEntries(known.map((field) => [field, values[field]])) as Picked<K>;
}

const CHARGE = ['startSoc', 'targetSoc', 'homePowerW', 'homePricePerKwhMicros'] as const;
const DC_PRICE = ['dcPricePerKwhMicros', 'dcSessionFeeMicros'] as const;
const LIMITS = ['maxDcS', 'maxTotalS', 'maxNights'] as const;

type Issues = readonly FieldIssue[];

const issuesOf = (parsed: Result<PlanRequest>): Issues =>
  parsed.ok ? [] : (parsed.error.fields ?? []);

function stopPlanOf(car: PlannableCar, values: PlannerValues): StopPlan | Issues {
  const { carId } = car;
  const shared = { carId, ...pick(values, [...CHARGE, ...DC_PRICE, 'dcChargerW']) };
  const asked = parsePlanRequest({ kind: 'blend', ...shared, ...pick(values, ['stopSoc']) });
  if (!asked.ok || asked.value.kind !== 'blend') return issuesOf(asked);
  const wanted = parsePlanRequest({ kind: 'best_stop', ...shared, ...pick(values, LIMITS) });
  if (!wanted.ok || wanted.value.kind !== 'best_stop') return issuesOf(wanted);
  const request = { ...asked.value, stopSoc: asked.value.stopSoc ?? asked.value.targetSoc };
  const best = bestStop(car, wanted.value);
  return {
    request,
    blend: blend(car, request),
    curve: costCurve(car, request),
    ...(best.ok ? { best: best.value } : {}),
  };
}

function scenariosFor(
  car: PlannableCar,
  values: PlannerValues,
  customCurrent: Current | undefined,
): Pick<Plan, 'request' | 'scenarios' | 'issues'> {
  const asked = parsePlanRequest({
    kind: 'scenarios',
    carId: car.carId,
    ...pick(values, [...CHARGE, ...DC_PRICE, 'acPricePerKwhMicros', 'customW']),
    ...(customCurrent === undefined ? {} : { customCurrent }),
  });
  if (!asked.ok || asked.value.kind !== 'scenarios') {
    return { scenarios: [], issues: issuesOf(asked) };
  }
  return { request: asked.value, scenarios: scenariosOf(car, asked.value), issues: [] };
}

/** One issue for each field: both requests may complain of the same. */
function byField(issues: Issues): FieldIssue[] {
  return [...new Map(issues.map((issue) => [issue.field, issue])).values()];
}

/**
 * The plans for a car and what is set, in one currency. Fails with `plan/battery_unknown`; all
 * else that is missing or wrong are issues.
 */
export function planOf(
  planned: PlannerCar,
  values: PlannerValues,
  { currency, customCurrent }: { currency: string; customCurrent?: Current | undefined },
): Result<Plan> {
  const known = plannable(inCurrency(planned, currency));
  if (!known.ok) return known;
  const car = known.value;
  const { issues, ...scenarios } = scenariosFor(car, values, customCurrent);
  const stop = stopPlanOf(car, values);
  const homePrice = homePriceOf(car, pick(values, ['homePricePerKwhMicros']));
  return ok({
    car,
    ...scenarios,
    ...('blend' in stop ? { stop, issues } : { issues: byField([...issues, ...stop]) }),
    ...(homePrice === undefined ? {} : { homePricePerKwhMicros: homePrice }),
  });
}
