import type { FactReader } from '#lib/app/facts.ts';
import type { Car } from '#lib/domain/car.ts';
import type { HomeClass } from '#lib/domain/home.ts';
import type { Session } from '#lib/domain/session.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import type { Settings } from '#lib/domain/settings.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { type ShownMoney, shownTotal, whereOf } from './session-labels.ts';

/** One session with the rows it names; what is worked out comes from the engine. */
export interface SessionView {
  readonly session: Session;
  /** Absent when the car is in the trash. */
  readonly car?: Car;
  readonly settings: Settings;
  readonly placeName?: string;
  /** Absent when the place is only a name or in the trash. */
  readonly placeId?: string;
  readonly homeClass: HomeClass;
  readonly tariffName?: string;
  /** When the tariff is valid, as it stands now. */
  readonly tariffDates?: Pick<Tariff, 'validFrom' | 'validTo'>;
  /** Whose price was used, for a cost that came from a place. */
  readonly pricedPlaceName?: string;
  readonly total?: ShownMoney;
  /** The amount in the currency it was paid in, where `total` is a conversion. */
  readonly paid?: ShownMoney;
  readonly isForeign: boolean;
  readonly previousId?: string;
  readonly nextId?: string;
}

export type SessionAnswer = { readonly view: SessionView } | { readonly missing: true };

/** What was paid, in the person's currency where that is known. */
function paidOf({ cost }: Session, currency: string) {
  const total = shownTotal(cost, currency);
  const isConverted = cost?.totalMicros !== undefined && total?.currency !== cost.currency;
  return {
    ...(total ? { total } : {}),
    ...(isConverted ? { paid: { micros: cost.totalMicros, currency: cost.currency } } : {}),
    isForeign: total !== undefined && total.currency !== currency,
  };
}

/** A session by its id, with the rows it names. */
export function sessionView(id: string) {
  return async (read: FactReader): Promise<SessionAnswer> => {
    const session = await read.get('sessions', id);
    if (!session) return { missing: true };
    const tariffId = session.cost?.tariffId;
    const [car, placeRows, tariff, settingRows, neighbours] = await Promise.all([
      read.get('cars', session.carId),
      read.all('places'),
      tariffId === undefined ? undefined : read.get('tariffs', tariffId),
      read.all('settings'),
      read.neighbours(session),
    ]);
    const { settings } = readSettings(settingRows);
    const places = new Map(placeRows.map((place) => [place.id, place]));
    const where = whereOf(session, places, settings);
    const place = places.get(session.placeId ?? '');
    const pricedPlace = places.get(session.cost?.placeId ?? '');
    return {
      view: {
        session,
        homeClass: where.homeClass,
        settings,
        ...(car ? { car } : {}),
        ...(where.name === undefined ? {} : { placeName: where.name }),
        ...(place ? { placeId: place.id } : {}),
        ...(tariff ? { tariffName: tariff.name, tariffDates: tariff } : {}),
        ...(pricedPlace ? { pricedPlaceName: pricedPlace.name } : {}),
        ...paidOf(session, settings.currency),
        ...(neighbours.previous ? { previousId: neighbours.previous.id } : {}),
        ...(neighbours.next ? { nextId: neighbours.next.id } : {}),
      },
    };
  };
}
