import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import { type Charger, energyCost, integrate, limitedPowerW } from './integrate.ts';
import { type Night, nightsOf } from './nights.ts';
import type { ScenarioRequest } from './plan-request.ts';
import type { PlannableCar, PlannerCar, PowerTier } from './planner-car.ts';

export const SCENARIO_ROWS = ['home', 'ac7', 'ac11', 'dc50', 'dc150', 'dcmax', 'custom'] as const;
export type ScenarioRow = (typeof SCENARIO_ROWS)[number];

/** The same charge at one kind of charger. */
export interface Scenario extends Charger {
  readonly row: ScenarioRow;
  /** The car takes less than the charger has; `powerW` is what it takes. */
  readonly limited?: true;
  readonly timeS: number;
  readonly plugWh: number;
  readonly batteryWh: number;
  readonly costMicros?: number;
  /** Only on DC. */
  readonly tier?: PowerTier;
  /** Only at home. */
  readonly nights?: readonly Night[];
}

/** The power a plan counts with at home, and where it is from. */
export function homePowerOf(
  car: PlannerCar,
  { homePowerW }: { readonly homePowerW?: number },
): { readonly powerW: number; readonly source: 'request' | 'history' | 'setting' } {
  if (homePowerW !== undefined) return { powerW: homePowerW, source: 'request' };
  const { powerW, source } = car.homePower;
  return { powerW, source };
}

/** The price a plan counts with at home, per kWh; absent when none is known. */
export function homePriceOf(
  car: PlannerCar,
  { homePricePerKwhMicros }: { readonly homePricePerKwhMicros?: number },
): number | undefined {
  return homePricePerKwhMicros ?? car.homePrice?.pricePerKwhMicros;
}

function chargersOf(
  car: PlannerCar,
  request: ScenarioRequest,
): readonly (readonly [ScenarioRow, Charger])[] {
  const { customW, customCurrent = 'DC' } = request;
  const { powerW } = homePowerOf(car, request);
  return [
    ['home', { current: 'AC', powerW }],
    ['ac7', { current: 'AC', powerW: 7_000 }],
    ['ac11', { current: 'AC', powerW: 11_000 }],
    ['dc50', { current: 'DC', powerW: 50_000 }],
    ['dc150', { current: 'DC', powerW: 150_000 }],
    ['dcmax', { current: 'DC', powerW: car.ceilingW }],
    ...(customW === undefined
      ? []
      : [['custom', { current: customCurrent, powerW: customW }] as const]),
  ];
}

function costOf(
  car: PlannerCar,
  request: ScenarioRequest,
  row: ScenarioRow,
  { current }: Charger,
  plugWh: number,
): number | undefined {
  const { acPricePerKwhMicros, dcPricePerKwhMicros, dcSessionFeeMicros } = request;
  if (current === 'DC') return energyCost(plugWh, dcPricePerKwhMicros, dcSessionFeeMicros);
  return energyCost(plugWh, row === 'home' ? homePriceOf(car, request) : acPricePerKwhMicros);
}

/** The charge of a request at each kind of charger, from home to the fastest and the custom one. */
export function scenariosOf(car: PlannableCar, request: ScenarioRequest): Scenario[] {
  const { startSoc, targetSoc } = request;
  return chargersOf(car, request).map(([row, charger]) => {
    const charging = integrate(car, charger, startSoc, targetSoc);
    const powerW = limitedPowerW(car, charger);
    return knownMembers<Scenario>({
      row,
      current: charger.current,
      powerW,
      limited: powerW < charger.powerW ? true : undefined,
      ...charging,
      costMicros: costOf(car, request, row, charger, charging.plugWh),
      nights: row === 'home' ? nightsOf(car, charging.timeS, startSoc, targetSoc) : undefined,
    });
  });
}
