import type { FactReader } from '#lib/app/facts.ts';
import type { Clock } from '#lib/app/ports.ts';
import type { Session } from '#lib/domain/session.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import { useApp } from './app-context.ts';
import { live } from './live.svelte.ts';
import { liveFigures, type LiveFigures, type LiveSources } from './live-estimate.ts';
import { usePlannerCar } from './planner-car.svelte.ts';

export type { NotifyPermission } from '#lib/app/ports.ts';

const TICK_MS = 1000;

/** The present instant, each second while the page is looked at; no timer runs while it is not. */
export function ticking(clock: Pick<Clock, 'now'>): { readonly now: number } {
  let now = $state(clock.now());
  $effect(() => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const tick = (): void => {
      now = clock.now();
    };
    const look = (): void => {
      clearInterval(timer);
      if (document.visibilityState !== 'visible') return;
      tick();
      timer = setInterval(tick, TICK_MS);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  });
  return {
    get now() {
      return now;
    },
  };
}

/** The rows an estimate of a session depends on. */
async function readSources(read: FactReader, session: Session): Promise<LiveSources> {
  const { carId, placeId } = session;
  const [car, place, tariffs, settingRows] = await Promise.all([
    read.get('cars', carId),
    placeId === undefined ? undefined : read.get('places', placeId),
    read.all('tariffs'),
    read.all('settings'),
  ]);
  return {
    session,
    places: new Map(place ? [[place.id, place]] : []),
    tariffs,
    settings: readSettings(settingRows).settings,
    ...(car && { car }),
  };
}

/** A running charge as it stands each second; absent until its rows have been read. */
export function useLiveCharge(session: () => Session): {
  readonly sources: LiveSources | undefined;
  readonly figures: LiveFigures | undefined;
  readonly now: number;
} {
  const app = useApp();
  const time = ticking(app.clock);
  const rows = live(() => {
    const present = session();
    return (read) => readSources(read, present);
  });
  const planner = usePlannerCar(() => session().carId);
  const figures = $derived(
    rows.current && liveFigures(rows.current, planner.answer?.car, time.now),
  );
  return {
    get sources() {
      return rows.current;
    },
    get figures() {
      return figures;
    },
    get now() {
      return time.now;
    },
  };
}
