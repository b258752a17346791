import { CURRENTS, type Current } from '#lib/domain/session.ts';
import type { Plan, StopPlan } from './planner-plan.ts';

/** What a plan says of the charge to start. */
export interface PlannedStart {
  readonly soc?: number;
  readonly target?: number;
  readonly powerW?: number;
  readonly current?: Current;
  /** Per kWh, in micros. */
  readonly price?: number;
}

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

const WHOLE = /^\d{1,12}$/;

/** The charge that an address asks to start; what cannot be read counts as not said. */
export function readPlannedStart(params: URLSearchParams): PlannedStart {
  const names = ['soc', 'target', 'powerW', 'price'] as const;
  const numbers = names
    .map((name) => [name, params.get(name) ?? ''] as const)
    .filter(([, text]) => WHOLE.test(text))
    .map(([name, text]) => [name, Number(text)]);
  const current = CURRENTS.find((known) => known === params.get('current'));
  return {
    ...(Object.fromEntries(numbers) as Partial<Record<(typeof names)[number], number>>),
    ...(current ? { current } : {}),
  };
}
