import type { FactReader } from '#lib/app/facts.ts';
import type { Car } from '#lib/domain/car.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { Session } from '#lib/domain/session.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { useApp } from './app-context.ts';
import { live } from './live.svelte.ts';
import type { PlannerHistory } from './planner-defaults.ts';
import { plannerHistory } from './planner-history.ts';

/** Sessions looked at for the last SoC, power and price. */
const LOOKED_AT = 60;

/** The car a plan is for, and what its charges say. */
export interface PlannerFacts {
  /** Cars in use, and the one asked for. */
  readonly cars: readonly Car[];
  /** Absent when there is none. */
  readonly car?: Car;
  readonly settings: Settings;
  readonly history: PlannerHistory;
  /** The session the plan came from. */
  readonly from?: Session;
}

interface Asked {
  readonly carId: string | undefined;
  readonly fromId?: string | undefined;
}

/** The car asked for, else that of the newest charge, else the first in use. */
export async function chosenCar(
  read: FactReader,
  wanted: string | undefined,
  today: LocalDate,
): Promise<{ readonly cars: readonly Car[]; readonly car?: Car }> {
  const [all, [newest]] = await Promise.all([
    read.all('cars'),
    read.newestSessions({ until: today, limit: 1 }),
  ]);
  const cars = all.filter((car) => !car.archived || car.id === wanted);
  const by = (id: string | undefined) => cars.find((car) => car.id === id);
  const car = by(wanted) ?? by(newest?.carId) ?? cars[0];
  return { cars, ...(car ? { car } : {}) };
}

/** The places that sessions are at, by id. */
export async function placesOfSessions(read: FactReader, sessions: readonly Session[]) {
  const ids = new Set(sessions.flatMap(({ placeId }) => placeId ?? []));
  const places = await read.getMany('places', [...ids]);
  return new Map(places.flatMap((place) => (place ? [[place.id, place] as const] : [])));
}

function plannerFacts({ carId, fromId }: Asked, today: LocalDate) {
  return async (read: FactReader): Promise<PlannerFacts> => {
    const [settingRows, from] = await Promise.all([
      read.all('settings'),
      fromId === undefined ? undefined : read.get('sessions', fromId),
    ]);
    const { settings } = readSettings(settingRows);
    const { cars, car } = await chosenCar(read, carId ?? from?.carId, today);
    const source = car && from?.carId === car.id ? from : undefined;
    const sessions = car
      ? await read.newestSessions({ carId: car.id, until: today, limit: LOOKED_AT })
      : [];
    const places = await placesOfSessions(read, sessions);
    return {
      cars,
      ...(car ? { car } : {}),
      settings,
      history: plannerHistory(sessions, source, { places, settings }),
      ...(source ? { from: source } : {}),
    };
  };
}

/** The facts a plan starts with; absent until they are read. */
export function usePlannerFacts(asked: () => Asked) {
  const app = useApp();
  return live(() => plannerFacts(asked(), app.clock.today()));
}
