import { type Result, ok } from '#lib/domain/result.ts';
import { bestStop } from './best-stop.ts';
import { blend } from './blend.ts';
import { liveEstimate } from './live-estimate.ts';
import type { LiveRequest, PlanRequest, ScenarioRequest } from './plan-request.ts';
import { type PlannableCar, plannable, type PlannerCar } from './planner-car.ts';
import { homePowerOf, scenariosOf } from './scenarios.ts';

function scenarioPart(car: PlannableCar, request: ScenarioRequest): object {
  return {
    bands: car.bands.map(({ fromSoc, powerW, tier }) => ({ fromSoc, powerW, tier })),
    ceilingW: car.ceilingW,
    homePower: homePowerOf(car, request),
    rows: scenariosOf(car, request),
  };
}

function livePart(car: PlannableCar, { pricePerKwhMicros, ...request }: LiveRequest): object {
  const price = pricePerKwhMicros === undefined ? {} : { price: { pricePerKwhMicros } };
  return liveEstimate(car, { ...request, ...price });
}

function partOf(car: PlannableCar, request: PlanRequest): Result<object> {
  switch (request.kind) {
    case 'scenarios':
      return ok(scenarioPart(car, request));
    case 'blend':
      return ok(blend(car, request));
    case 'best_stop':
      return bestStop(car, request);
    case 'live':
      return ok(livePart(car, request));
  }
}

/**
 * The answer to a request as the JSON document `plugtrack-plan`. Fails with
 * `plan/battery_unknown`, and for a best stop with `plan/price_unknown`.
 */
export function planDocument(car: PlannerCar, request: PlanRequest): Result<object> {
  const known = plannable(car);
  if (!known.ok) return known;
  const part = partOf(known.value, request);
  if (!part.ok) return part;
  const { etaAc, etaDc } = car;
  return ok({
    ...{ format: 'plugtrack-plan', version: 1, kind: request.kind, etaAc, etaDc },
    ...part.value,
  });
}
