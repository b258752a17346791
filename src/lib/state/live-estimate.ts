import type { Car } from '#lib/domain/car.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import { bandIndexOf } from '#lib/domain/planner/dc-power.ts';
import { etaOf, integrate, pointsWh } from '#lib/domain/planner/integrate.ts';
import { liveEstimate } from '#lib/domain/planner/live-estimate.ts';
import {
  chargerPowerW,
  type PlannableCar,
  type PlannerCar,
  type PowerTier,
} from '#lib/domain/planner/planner-car.ts';
import type { Place } from '#lib/domain/place.ts';
import { priceSession } from '#lib/domain/pricing.ts';
import type { CostBasis, Current, LiveReading, Session } from '#lib/domain/session.ts';
import type { Settings } from '#lib/domain/settings.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { whereOf } from './session-labels.ts';

/** What a running charge is estimated from: its row and the rows it depends on. */
export interface LiveSources {
  readonly session: Session;
  /** Absent when it is in the trash. */
  readonly car?: Car;
  readonly places: ReadonlyMap<string, Place>;
  readonly tariffs: readonly Tariff[];
  readonly settings: Settings;
}

/** Why there is no estimate: what is missing, or the answer that is on its way. */
export type LiveGap = 'waiting' | 'battery' | 'power' | 'soc';

/** What the speed of the charge is taken from. */
export type SpeedSource = 'rated' | 'car_limit' | 'home_history' | 'home_setting' | PowerTier;

export interface LiveMoney {
  readonly micros: number;
  readonly currency: string;
  readonly basis: CostBasis;
}

/** Where a running charge stands. Absent is unknown; all of it but the times is an estimate. */
export interface LiveFigures {
  readonly elapsedS?: number;
  readonly isPaused: boolean;
  readonly gap?: LiveGap;
  readonly soc?: number;
  /** At the plug, since the start. */
  readonly energyWh?: number;
  readonly cost?: LiveMoney;
  readonly targetSoc?: number;
  readonly targetAt?: number;
  readonly done: boolean;
  readonly reading?: LiveReading;
  readonly speed?: SpeedSource;
  readonly powerW?: number;
}

/** Chargers above this power give direct current. */
const MOST_AC_W = 43_000;

export function currentOf(powerW: number): Current {
  return powerW > MOST_AC_W ? 'DC' : 'AC';
}

/** The last state of charge that is known: read since, or that of the start. */
function lastReading({ startedAt, socFrom, live }: Session): LiveReading | undefined {
  const read = live?.readings?.at(-1);
  if (read) return read;
  return startedAt === undefined || socFrom === undefined
    ? undefined
    : { at: startedAt, soc: socFrom };
}

/** What a session would cost that ends at an instant with so much energy. */
function costAt(
  { session, places, tariffs, settings }: LiveSources,
  energyWh: number,
  endedAt: number,
): LiveMoney | undefined {
  const price = session.live?.pricePerKwhMicros;
  const result = priceSession({
    session: { ...session, energyWh: Math.round(energyWh), endedAt },
    typed: price === undefined ? {} : { pricePerKwhMicros: price },
    placesById: places,
    ...{ tariffs, settings },
  });
  if (!('cost' in result) || result.cost.totalMicros === undefined) return undefined;
  const { totalMicros, currency, basis } = result.cost;
  return { micros: totalMicros, currency, basis };
}

/** The price of a kWh at an instant, without what was typed; absent without a single one. */
export function priceAt(
  { session, places, tariffs, settings }: LiveSources,
  at: number,
): { readonly pricePerKwhMicros: number; readonly basis: CostBasis } | undefined {
  const result = priceSession({
    session: { ...session, energyWh: 1000, startedAt: at, endedAt: at + 1000 },
    typed: {},
    placesById: places,
    ...{ tariffs, settings },
  });
  if (!('cost' in result) || result.cost.currency !== settings.currency) return undefined;
  const { basis, pricePerKwhMicros } = result.cost;
  if (basis === 'place_free') return { pricePerKwhMicros: 0, basis };
  return pricePerKwhMicros === undefined ? undefined : { pricePerKwhMicros, basis };
}

interface Charger {
  readonly current: Current;
  readonly powerW: number;
}

function chargerOf(sources: LiveSources, planner: PlannerCar): Charger | undefined {
  const { session, places, settings } = sources;
  const { ratedPowerW } = session;
  const current =
    session.current ?? (ratedPowerW === undefined ? undefined : currentOf(ratedPowerW));
  const isHome = whereOf(session, places, settings).homeClass === 'home';
  const powerW = chargerPowerW(planner, {
    isHome,
    ...(current && { current }),
    ...(ratedPowerW !== undefined && { ratedPowerW }),
  });
  return current && powerW !== undefined ? { current, powerW } : undefined;
}

function speedOf(
  car: PlannableCar,
  charger: Charger,
  isRated: boolean,
  [from, to]: readonly [number, number],
): SpeedSource {
  const { current, powerW } = charger;
  if (current === 'AC') {
    if (powerW > (car.maxAcW ?? Infinity)) return 'car_limit';
    return isRated ? 'rated' : `home_${car.homePower.source}`;
  }
  const bands = car.bands.slice(bandIndexOf(from), bandIndexOf(to) + 1);
  if (isRated && bands.every((band) => band.powerW >= powerW)) return 'rated';
  return integrate(car, charger, from, Math.max(to, from)).tier ?? 'modelled';
}

/** What keeps the charge from being estimated. */
function gapOf(
  planner: PlannerCar | undefined,
  charger: Charger | undefined,
  reading: LiveReading | undefined,
): LiveGap | undefined {
  if (!planner) return 'waiting';
  if (planner.usableBatteryWh === undefined) return 'battery';
  if (!reading) return 'soc';
  return charger ? undefined : 'power';
}

/** Where a charge stands at `now`. `planner` is absent until the worker has answered. */
export function liveFigures(
  sources: LiveSources,
  planner: PlannerCar | undefined,
  now: number,
): LiveFigures {
  const { startedAt, socFrom, ratedPowerW, live } = sources.session;
  const { targetSoc, pauses = [] } = live ?? {};
  const known = {
    elapsedS: startedAt === undefined ? undefined : Math.max(0, (now - startedAt) / 1000),
    isPaused: pauses.length > 0 && pauses.at(-1)?.to === undefined,
    targetSoc,
    reading: lastReading(sources.session),
  };
  const { reading } = known;
  const charger = planner && chargerOf(sources, planner);
  const gap = gapOf(planner, charger, reading);
  const usableBatteryWh = planner?.usableBatteryWh;
  if (gap || !reading || !charger || usableBatteryWh === undefined) {
    return knownMembers<LiveFigures>({ ...known, done: false, gap: gap ?? 'waiting' });
  }
  const car: PlannableCar = { ...planner, usableBatteryWh };
  const { soc, plugWh, targetAt, done } = liveEstimate(car, {
    ...{ current: charger.current, chargerW: charger.powerW, pauses, now },
    ...{ readingAt: reading.at, readingSoc: reading.soc, targetSoc: targetSoc ?? 100 },
  });
  const before = socFrom === undefined ? undefined : Math.max(0, reading.soc - socFrom);
  const energyWh =
    before === undefined ? undefined : plugWh + pointsWh(car, before) / etaOf(car, charger.current);
  return knownMembers<LiveFigures>({
    ...known,
    ...{ soc, energyWh, targetAt, done: done && targetSoc !== undefined, powerW: charger.powerW },
    cost: energyWh === undefined ? undefined : costAt(sources, energyWh, now),
    speed: speedOf(car, charger, ratedPowerW !== undefined, [reading.soc, targetSoc ?? 100]),
  });
}

/** What a charge that is about to start will take; absent without an estimate or a way to go. */
export interface StartEstimate {
  readonly timeS: number;
  readonly targetAt: number;
  readonly energyWh?: number;
  readonly cost?: LiveMoney;
  readonly speed?: SpeedSource;
  readonly powerW?: number;
}

/** The estimate of a charge that starts now, or why there is none. */
export function startEstimate(
  sources: LiveSources,
  planner: PlannerCar | undefined,
  now: number,
): StartEstimate | LiveGap | 'reached' {
  const first = liveFigures(sources, planner, now);
  if (first.gap) return first.gap;
  const { targetAt, speed, powerW } = first;
  if (targetAt === undefined) return 'reached';
  const { energyWh, cost } = liveFigures(sources, planner, targetAt);
  const timeS = (targetAt - now) / 1000;
  return knownMembers<StartEstimate>({
    ...{ timeS, targetAt, energyWh, cost, speed, powerW },
  });
}
