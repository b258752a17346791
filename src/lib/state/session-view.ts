import type { FactReader } from '#lib/app/facts.ts';
import type { HomeClass } from '#lib/domain/home.ts';
import type { Cost, Session } from '#lib/domain/session.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import { socDelta } from '#lib/domain/soc.ts';
import { SECONDS_PER_HOUR } from '#lib/domain/units.ts';
import { type ShownMoney, shownTotal, whereOf } from './session-labels.ts';

/** Which times a duration was taken from. */
export type TimeBasis = 'span' | 'charging' | 'plugged';

export interface TimedFigure {
  readonly seconds: number;
  readonly basis: TimeBasis;
}

/** One session with its names and the figures that follow from it alone. */
export interface SessionView {
  readonly session: Session;
  readonly carName?: string;
  readonly placeName?: string;
  readonly homeClass: HomeClass;
  readonly tariffName?: string;
  /** Whose price was used, for a cost that came from a place. */
  readonly pricedPlaceName?: string;
  readonly total?: ShownMoney;
  /** The amount in the currency it was paid in, where `total` is a conversion. */
  readonly paid?: ShownMoney;
  readonly isForeign: boolean;
  readonly pricePerKwh?: ShownMoney & { readonly basis: 'quotient' | 'flat' };
  readonly duration?: TimedFigure;
  readonly averagePowerW?: number;
  readonly averageBasis?: TimeBasis;
  readonly deltaSoc?: number;
  readonly lossPct?: number;
  readonly previousId?: string;
  readonly nextId?: string;
}

export type SessionAnswer = { readonly view: SessionView } | { readonly missing: true };

function spanS({ startedAt, endedAt }: Session): number | undefined {
  if (startedAt === undefined || endedAt === undefined) return undefined;
  return (endedAt - startedAt) / 1000;
}

/** The duration shown: from start to end, else plugged in, else charging. */
function durationOf(session: Session): TimedFigure | undefined {
  const span = spanS(session);
  if (span !== undefined) return { seconds: span, basis: 'span' };
  if (session.pluggedS !== undefined) return { seconds: session.pluggedS, basis: 'plugged' };
  if (session.chargingS !== undefined) return { seconds: session.chargingS, basis: 'charging' };
  return undefined;
}

/** The time used for power: charging, else from start to end; never the time plugged in. */
function powerTimeOf(session: Session): TimedFigure | undefined {
  if (session.chargingS !== undefined) return { seconds: session.chargingS, basis: 'charging' };
  const span = spanS(session);
  return span !== undefined && span > 0 ? { seconds: span, basis: 'span' } : undefined;
}

function priceOf(
  cost: Cost | undefined,
  total: ShownMoney | undefined,
  energyWh: number | undefined,
): SessionView['pricePerKwh'] {
  if (total && energyWh) {
    return {
      micros: (total.micros * 1000) / energyWh,
      currency: total.currency,
      basis: 'quotient',
    };
  }
  const flat = total ? undefined : cost?.pricePerKwhMicros;
  return cost && flat !== undefined
    ? { micros: flat, currency: cost.currency, basis: 'flat' }
    : undefined;
}

/** The figures of a session that need nothing but itself. */
function figuresOf(session: Session, currency: string) {
  const { cost, energyWh, batteryEnergyWh, socFrom, socTo } = session;
  const total = shownTotal(cost, currency);
  const isConverted = cost?.totalMicros !== undefined && total?.currency !== cost.currency;
  const price = priceOf(cost, total, energyWh);
  const duration = durationOf(session);
  const time = powerTimeOf(session);
  return {
    ...(total ? { total } : {}),
    ...(isConverted ? { paid: { micros: cost.totalMicros, currency: cost.currency } } : {}),
    isForeign: total !== undefined && total.currency !== currency,
    ...(price ? { pricePerKwh: price } : {}),
    ...(duration ? { duration } : {}),
    ...(time && energyWh
      ? {
          averagePowerW: (energyWh * SECONDS_PER_HOUR) / time.seconds,
          averageBasis: time.basis,
        }
      : {}),
    ...(socFrom !== undefined && socTo !== undefined ? { deltaSoc: socDelta(socFrom, socTo) } : {}),
    ...(energyWh && batteryEnergyWh !== undefined
      ? { lossPct: ((energyWh - batteryEnergyWh) / energyWh) * 100 }
      : {}),
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
    const pricedPlace = places.get(session.cost?.placeId ?? '');
    return {
      view: {
        session,
        homeClass: where.homeClass,
        ...(car ? { carName: car.name } : {}),
        ...(where.name === undefined ? {} : { placeName: where.name }),
        ...(tariff ? { tariffName: tariff.name } : {}),
        ...(pricedPlace ? { pricedPlaceName: pricedPlace.name } : {}),
        ...figuresOf(session, settings.currency),
        ...(neighbours.previous ? { previousId: neighbours.previous.id } : {}),
        ...(neighbours.next ? { nextId: neighbours.next.id } : {}),
      },
    };
  };
}
