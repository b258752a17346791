import type { Plan, StopPlan } from './planner-plan.ts';

/**
 * The parameters of the form that starts a charge: the first part of a plan that charges anything.
 * Power in W, price in micros; without a price none.
 */
export function startParameters(
  { car, request, homePricePerKwhMicros }: Plan,
  { request: asked, blend: { dc, home } }: StopPlan,
): Readonly<Record<string, string | number>> {
  const isDc = dc.timeS > 0;
  const price = isDc ? asked.dcPricePerKwhMicros : homePricePerKwhMicros;
  return {
    car: car.carId,
    soc: asked.startSoc,
    target: isDc ? dc.toSoc : home.toSoc,
    powerW: Math.round(isDc ? asked.dcChargerW : (request?.homePowerW ?? car.homePower.powerW)),
    current: isDc ? 'DC' : 'AC',
    ...(price === undefined ? {} : { price }),
  };
}
