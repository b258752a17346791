import type { FactReader } from '#lib/app/facts.ts';
import { addDays } from '#lib/domain/civil-date.ts';
import type { Car } from '#lib/domain/car.ts';
import { cheapestHomePrice, type HomePrice } from '#lib/domain/home-price.ts';
import type { Session } from '#lib/domain/session.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import type { Settings } from '#lib/domain/settings.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { splitWindow } from '#lib/domain/tariff-window.ts';
import { useApp } from './app-context.ts';
import { live } from './live.svelte.ts';
import { chosenCar, placesOfSessions } from './planner-facts.svelte.ts';
import { KNOWN_DAYS, type WorthHistory, worthHistory } from './worth-history.ts';

/** What a price at a stall is held against; absent is not known. */
export interface WorthFacts {
  readonly car?: Car;
  readonly settings: Settings;
  readonly history: WorthHistory;
  /** The cheapest price of the home tariff, in the tariff's currency. */
  readonly home?: HomePrice;
  /** Its price at this moment. */
  readonly homeNow?: { readonly pricePerKwhMicros: number; readonly label: string };
}

function priceNow(tariff: Tariff, now: number): WorthFacts['homeNow'] {
  const [share] = splitWindow([[tariff]], { from: now, to: now + 1 }) ?? [];
  return share && { pricePerKwhMicros: share.pricePerKwhMicros, label: share.label };
}

interface Moment {
  readonly now: number;
  readonly today: string;
}

function worthFacts(carId: string | undefined, { now, today }: Moment) {
  return async (read: FactReader): Promise<WorthFacts> => {
    const [settingRows, tariffs, { car }] = await Promise.all([
      read.all('settings'),
      read.all('tariffs'),
      chosenCar(read, carId, today),
    ]);
    const { settings } = readSettings(settingRows);
    const sessions: Session[] = car
      ? await read.sessionsBetween(car.id, addDays(today, -KNOWN_DAYS), today)
      : [];
    const places = await placesOfSessions(read, sessions);
    const home = cheapestHomePrice(tariffs, today);
    const homeNow = home && priceNow(home.tariff, now);
    return {
      ...(car ? { car } : {}),
      settings,
      history: worthHistory(sessions, today, { places, settings }),
      ...(home ? { home } : {}),
      ...(homeNow ? { homeNow } : {}),
    };
  };
}

/** What a price is held against, as of when the screen was opened; absent until it is read. */
export function useWorthFacts(carId: () => string | undefined) {
  const app = useApp();
  const moment = { now: app.clock.now(), today: app.clock.today() };
  return live(() => worthFacts(carId(), moment));
}
