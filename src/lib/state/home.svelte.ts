import type { FactReader } from '#lib/app/facts.ts';
import type { Car } from '#lib/domain/car.ts';
import type { Coach } from '#lib/domain/coach/coach.ts';
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

/** A car and what its last charge left behind. */
export interface CarNow {
  readonly car: Car;
  readonly newest?: Session;
  readonly placeName?: string;
  /** The newest known odometer, from the newest session or one before it. */
  readonly odometerM?: number;
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
  /** The setting: the share of the paid energy that readings must cover to cost a mile by them. */
  readonly odometerCoverageMin: number;
}

/** A car before the place of its newest charge is known by name. */
type CarRead = Omit<CarNow, 'placeName'>;

async function readCar(read: FactReader, car: Car, today: LocalDate): Promise<CarRead> {
  const [newest] = await read.newestSessions({ carId: car.id, until: today, limit: 1 });
  if (!newest) return { car };
  const around = newest.odometerM === undefined ? await read.readingsAround(newest) : {};
  const odometerM = newest.odometerM ?? around.previous?.odometerM;
  return { car, newest, ...(odometerM === undefined ? {} : { odometerM }) };
}

/** Only the places that are named on the screen: there may be hundreds. */
async function placesOf(
  read: FactReader,
  sessions: readonly Session[],
): Promise<ReadonlyMap<string, Place>> {
  const ids = new Set(sessions.flatMap(({ placeId }) => placeId ?? []));
  const places = await read.getMany('places', [...ids]);
  return new Map(places.flatMap((place) => (place ? [[place.id, place]] : [])));
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
    const [allCars, settingRows] = await Promise.all([read.all('cars'), read.all('settings')]);
    const inUse = allCars.filter((car) => !car.archived);
    const shown = inUse.length > 0 ? inUse : allCars;
    const chosen = shown.find((car) => car.id === carId);
    const [recent, cars] = await Promise.all([
      read.newestSessions({ ...(chosen && { carId: chosen.id }), until: today, limit: RECENT }),
      Promise.all(shown.map((car) => readCar(read, car, today))),
    ]);
    const newest = cars.flatMap((entry) => entry.newest ?? []);
    const places = await placesOf(read, [...recent, ...newest]);
    const { settings } = readSettings(settingRows);
    const isMixed = !chosen && allCars.length > 1;
    const lastDate = (entry: CarRead) => entry.newest?.localDate ?? '';
    cars.sort((a, b) => (lastDate(a) < lastDate(b) ? 1 : lastDate(a) > lastDate(b) ? -1 : 0));
    return {
      cars: cars.map((entry) => {
        const { name } = entry.newest ? whereOf(entry.newest, places, settings) : {};
        return { ...entry, ...(name === undefined ? {} : { placeName: name }) };
      }),
      ...(chosen ? { chosenId: chosen.id } : {}),
      recent: recent.map((session) => {
        const name = allCars.find((car) => car.id === session.carId)?.name;
        return recentCharge(session, places, settings, isMixed ? name : undefined);
      }),
      odometerCoverageMin: settings.odometerCoverageMin,
    };
  };
}

/** What Home shows; follows the facts, the engine's sums and the change of day. */
export function useHome(carId: () => string | undefined) {
  const app = useApp();
  let today = $state(app.clock.today());
  const facts = live(() => homeFacts(today, carId()));
  let months = $state.raw<{ rollups?: MonthRollups; stale: boolean }>({ stale: false });
  let said = $state.raw<{ coach?: Coach }>();
  $effect(() =>
    app.watchMonths((value) => {
      months = value;
    }),
  );
  $effect(() =>
    app.watchCoach((value) => {
      said = value;
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
    /** Absent until it is also known what there is to say, so that nothing has to make room for it. */
    get facts() {
      return said && facts.current;
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
    /** What there is to say today; absent until the engine has said it once. */
    get coach() {
      return said?.coach;
    },
  };
}
