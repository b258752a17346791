import type { FactReader } from '#lib/app/facts.ts';
import type { PlaceFigures } from '#lib/domain/analytics/place-figures.ts';
import { tariffsOfPlace } from '#lib/domain/place-merge.ts';
import type { Place } from '#lib/domain/place.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import type { RecentCharge } from './home.svelte.ts';
import { useApp } from './app-context.ts';
import { live } from './live.svelte.ts';
import { askEngine } from './place-asked.svelte.ts';
import { shownTotal } from './session-labels.ts';

const LAST_SESSIONS = 5;

/** A place with the rows around it. */
export interface PlacePage {
  readonly place: Place;
  readonly places: readonly Place[];
  /** All there are; those of the place are `own`, the newest first. */
  readonly tariffs: readonly Tariff[];
  readonly own: readonly Tariff[];
}

interface Charged {
  readonly figures?: PlaceFigures;
  readonly last: readonly Session[];
}

async function readPage(read: FactReader, id: string): Promise<PlacePage | null> {
  const [places, tariffs] = await Promise.all([read.all('places'), read.all('tariffs')]);
  const place = places.find((one) => one.id === id);
  if (!place) return null;
  const own = tariffsOfPlace(tariffs, id).sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  return { place, places, tariffs, own };
}

/** A place by its id, following the facts for the life of the component. */
export function usePlacePage(id: () => string) {
  const app = useApp();
  const page = live(() => {
    const wanted = id();
    return (read) => readPage(read, wanted);
  });
  const names = live(() => async (read) => {
    const [cars, rows] = await Promise.all([read.all('cars'), read.all('settings')]);
    return { cars, settings: readSettings(rows).settings };
  });
  const charged = askEngine(async (): Promise<Result<Charged>> => {
    const placeId = id();
    const [places, window] = await Promise.all([
      app.engine.places(),
      app.engine.window({ placeId, sort: 'date', descending: true }, 0, LAST_SESSIONS),
    ]);
    if (!places.ok) return places;
    if (!window.ok) return window;
    const figures = places.value.figures.get(placeId);
    return ok({ ...(figures && { figures }), last: window.value.rows });
  });
  const last = $derived.by((): readonly RecentCharge[] => {
    const { current } = page;
    if (!current || !names.current || !charged.answer) return [];
    const { cars, settings } = names.current;
    const nameOf = new Map(cars.map((car) => [car.id, car.name]));
    return charged.answer.last.map((session) => {
      const total = shownTotal(session.cost, settings.currency);
      const carName = cars.length > 1 ? nameOf.get(session.carId) : undefined;
      return {
        session,
        homeClass: current.place.isHome ? 'home' : 'public',
        ...(total && { total }),
        ...(carName !== undefined && { carName }),
      };
    });
  });
  return {
    /** `null` once it is known that there is no such place. */
    get page(): PlacePage | null | undefined {
      // Between two places the former one would still be there under the new address.
      return page.current && page.current.place.id !== id() ? undefined : page.current;
    },
    /** Absent until the engine has answered. */
    get charged(): Charged | undefined {
      return charged.answer;
    },
    get failure() {
      return charged.failure;
    },
    get last() {
      return last;
    },
  };
}
