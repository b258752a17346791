import type { FactReader } from '#lib/app/facts.ts';
import type { Car } from '#lib/domain/car.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import type { Place } from '#lib/domain/place.ts';
import type { MonthRollups } from '#lib/domain/rollups.ts';
import type { Session } from '#lib/domain/session.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import type { HomeClass } from '#lib/domain/home.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { useApp } from './app-context.ts';
import { live } from './live.svelte.ts';
import { type ShownMoney, shownTotal, whereOf } from './session-labels.ts';

const RECENT = 5;
/** Sessions may be dated a day ahead; a few more are read so that five of the past remain. */
const AHEAD = 3;

/** A car and what its last charge left behind. */
export interface CarNow {
  readonly car: Car;
  readonly newest?: Session;
  readonly placeName?: string;
  /** The newest known odometer, from the newest session or one before it. */
  readonly odometerM?: number;
  /** How far the last known charge carries it, by the car's own efficiency. */
  readonly rangeM?: number;
}

/** One of the newest charges, with what its row says. */
export interface RecentCharge {
  readonly session: Session;
  readonly placeName?: string;
  readonly homeClass: HomeClass;
  readonly total?: ShownMoney;
  /** Only where several cars are shown together. */
  readonly carName?: string;
}

export interface HomeFacts {
  /** Cars in use, most recently charged first; archived ones only if there are no others. */
  readonly cars: readonly CarNow[];
  /** The one chosen; absent = all. */
  readonly chosenId?: string;
  readonly recent: readonly RecentCharge[];
}

async function newestUntil(
  read: FactReader,
  today: LocalDate,
  limit: number,
  carId?: string,
): Promise<Session[]> {
  const found = await read.newestSessions({
    ...(carId === undefined ? {} : { carId }),
    limit: limit + AHEAD,
  });
  return found.filter((session) => session.localDate <= today).slice(0, limit);
}

function rangeOf(car: Car, soc: number | undefined): number | undefined {
  const { usableBatteryWh, profileEfficiencyMPerWh } = car;
  if (soc === undefined || !usableBatteryWh || !profileEfficiencyMPerWh) return undefined;
  return (soc / 100) * usableBatteryWh * profileEfficiencyMPerWh;
}

async function carNow(
  read: FactReader,
  car: Car,
  places: ReadonlyMap<string, Place>,
  today: LocalDate,
): Promise<CarNow> {
  const [newest] = await newestUntil(read, today, 1, car.id);
  if (!newest) return { car };
  const around = newest.odometerM === undefined ? await read.readingsAround(newest) : {};
  const odometerM = newest.odometerM ?? around.previous?.odometerM;
  const placeName = places.get(newest.placeId ?? '')?.name ?? newest.placeLabel;
  const rangeM = rangeOf(car, newest.socTo);
  return {
    car,
    newest,
    ...(placeName === undefined ? {} : { placeName }),
    ...(odometerM === undefined ? {} : { odometerM }),
    ...(rangeM === undefined ? {} : { rangeM }),
  };
}

function recentCharge(
  session: Session,
  places: ReadonlyMap<string, Place>,
  settings: Settings,
  carName: string | undefined,
): RecentCharge {
  const where = whereOf(session, places, settings);
  const total = shownTotal(session.cost, settings.currency);
  return {
    session,
    homeClass: where.homeClass,
    ...(where.name === undefined ? {} : { placeName: where.name }),
    ...(total ? { total } : {}),
    ...(carName === undefined ? {} : { carName }),
  };
}

/** Everything Home shows but the sums: a few rows per car, never a scan. */
function homeFacts(today: LocalDate, carId: string | undefined) {
  return async (read: FactReader): Promise<HomeFacts> => {
    const [allCars, placeRows, settingRows] = await Promise.all([
      read.all('cars'),
      read.all('places'),
      read.all('settings'),
    ]);
    const inUse = allCars.filter((car) => !car.archived);
    const chosen = allCars.find((car) => car.id === carId);
    const places = new Map(placeRows.map((place) => [place.id, place]));
    const shown = inUse.length > 0 ? inUse : allCars;
    const [recent, cars] = await Promise.all([
      newestUntil(read, today, RECENT, chosen?.id),
      Promise.all(shown.map((car) => carNow(read, car, places, today))),
    ]);
    const { settings } = readSettings(settingRows);
    const isMixed = !chosen && allCars.length > 1;
    const lastDate = (entry: CarNow) => entry.newest?.localDate ?? '';
    cars.sort((a, b) => (lastDate(a) < lastDate(b) ? 1 : lastDate(a) > lastDate(b) ? -1 : 0));
    return {
      cars,
      ...(chosen ? { chosenId: chosen.id } : {}),
      recent: recent.map((session) => {
        const name = allCars.find((car) => car.id === session.carId)?.name;
        return recentCharge(session, places, settings, isMixed ? name : undefined);
      }),
    };
  };
}

/** What Home shows; follows the facts, the engine's sums and the change of day. */
export function useHome(carId: () => string | undefined) {
  const app = useApp();
  let today = $state(app.clock.today());
  const facts = live(() => homeFacts(today, carId()));
  let months = $state.raw<{ rollups?: MonthRollups; stale: boolean }>({ stale: false });
  $effect(() =>
    app.watchMonths((value) => {
      months = value;
    }),
  );
  $effect(() => {
    // An installed app stays open for days: it looks at the calendar when it is looked at.
    const look = () => {
      if (document.visibilityState === 'visible') today = app.clock.today();
    };
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
    };
  });
  return {
    get today() {
      return today;
    },
    get facts() {
      return facts.current;
    },
    get failed() {
      return facts.failed;
    },
    get rollups() {
      return months.rollups;
    },
    get stale() {
      return months.stale;
    },
  };
}
