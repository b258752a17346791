import type { App } from '#lib/app/app.ts';
import type { FactReader } from '#lib/app/facts.ts';
import type { Draft } from '#lib/app/ports.ts';
import type { Car } from '#lib/domain/car.ts';
import { typedOf } from '#lib/domain/cost.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import { mostUsedFirst } from '#lib/domain/place-order.ts';
import { offeredPlaces, type Place } from '#lib/domain/place.ts';
import type { Session } from '#lib/domain/session.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import type { Settings } from '#lib/domain/settings.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { wallTimeOf } from '#lib/domain/time.ts';
import { picturesKey } from './session-draft.ts';
import type { Fills } from './session-reading.ts';
import {
  blankTexts,
  type FormTexts,
  OTHER_PLACE,
  type Stored,
  textsOf,
  type TextForm,
} from './session-texts.ts';

/** Sessions looked at to know which places are used most. */
const LOOKED_AT = 40;

/** What the address asks for: nothing = a new session. */
export interface FormRequest {
  readonly id?: string;
  /** Starts as a copy of this session. */
  readonly from?: string;
  readonly carId?: string;
}

/** What the form chooses from. */
export interface FormLists {
  readonly cars: readonly Car[];
  readonly places: readonly Place[];
  readonly tariffs: readonly Tariff[];
  readonly settings: Settings;
}

/** What the newest sessions of a car say about the next one. */
export interface CarHistory {
  readonly last?: Session;
  readonly lastReading?: { readonly odometerM: number; readonly localDate: LocalDate };
  /** All places, those this car is charged at most before the others. */
  readonly popularPlaceIds: readonly string[];
  /** What was last paid in at each place, where a cost was typed there. */
  readonly currencies: ReadonlyMap<string, string>;
}

/** Everything a form opens with. */
export interface OpenedForm {
  readonly key: string;
  readonly lists: FormLists;
  readonly history: CarHistory;
  readonly texts: FormTexts;
  readonly fills: Fills;
  readonly stored?: Stored;
  readonly draft?: Draft;
  readonly pictureDraft?: Draft;
  readonly textForm: TextForm;
}

export type OpenOutcome = OpenedForm | 'no_car' | 'missing';

/** What the newest sessions of a car say. */
export async function carHistory(
  read: FactReader,
  carId: string,
  places: readonly Place[],
): Promise<CarHistory> {
  const newest = await read.newestSessions({ carId, limit: LOOKED_AT });
  const [last] = newest;
  const reading = newest.find((session) => session.odometerM !== undefined);
  const uses = new Map<string, number>();
  const currencies = new Map<string, string>();
  for (const { placeId, cost } of newest) {
    if (placeId === undefined) continue;
    uses.set(placeId, (uses.get(placeId) ?? 0) + 1);
    const { currency } = typedOf(cost);
    if (currency !== undefined && !currencies.has(placeId)) currencies.set(placeId, currency);
  }
  return {
    ...(last ? { last } : {}),
    ...(reading?.odometerM === undefined
      ? {}
      : { lastReading: { odometerM: reading.odometerM, localDate: reading.localDate } }),
    popularPlaceIds: mostUsedFirst(places, uses).map(({ id }) => id),
    currencies,
  };
}

/** What the next charge of a car most likely shares with its last one. */
export function usualTexts(
  last: Session | undefined,
  textForm: TextForm,
  places: readonly Place[],
): Pick<FormTexts, 'placeId' | 'placeLabel' | 'current' | 'network' | 'ratedPower' | 'currency'> {
  if (!last) {
    const homes = places.filter((place) => place.isHome);
    const [home] = homes;
    const placeId = home && homes.length === 1 ? home.id : '';
    return { placeId, placeLabel: '', current: '', network: '', ratedPower: '', currency: '' };
  }
  const { placeId, placeLabel, current, network, ratedPower, currency } = textsOf(last, textForm);
  const isGone = placeId !== OTHER_PLACE && !places.some((place) => place.id === placeId);
  return {
    placeId: isGone ? '' : placeId,
    placeLabel: placeId === OTHER_PLACE ? placeLabel : '',
    current,
    network,
    ratedPower,
    currency: isGone ? '' : currency,
  };
}

function chooseCar(
  cars: readonly Car[],
  wanted: string | undefined,
  last: Session | undefined,
): Car | undefined {
  const by = (id: string | undefined) => cars.find((car) => car.id === id);
  return by(wanted) ?? by(last?.carId) ?? cars[0];
}

/** Reads what a form needs: cars, places, the last charges and what was typed before. */
export async function openForm(
  app: Pick<App, 'facts' | 'drafts' | 'clock'>,
  display: Pick<TextForm, 'typed'>,
  request: FormRequest,
): Promise<OpenOutcome> {
  const { read } = app.facts;
  const sourceId = request.id ?? request.from;
  const [allCars, allPlaces, tariffs, settingRows, source, newest] = await Promise.all([
    read.all('cars'),
    read.all('places'),
    read.all('tariffs'),
    read.all('settings'),
    sourceId === undefined ? undefined : read.get('sessions', sourceId),
    read.newestSessions({ limit: 1 }),
  ]);
  if (sourceId !== undefined && !source) return 'missing';
  const { settings } = readSettings(settingRows);
  const places = offeredPlaces(allPlaces, source?.placeId);
  const cars = allCars.filter((car) => !car.archived || car.id === source?.carId);
  const car = chooseCar(cars, source?.carId ?? request.carId, newest[0]);
  if (!car && request.id === undefined) return 'no_car';

  const today = app.clock.today();
  const timeZone = app.clock.timeZone();
  const textForm: TextForm = { settings, locale: settings.locale, today, ...display };
  const history: CarHistory = car
    ? await carHistory(read, car.id, places)
    : { popularPlaceIds: [], currencies: new Map() };
  const key = request.id ? `edit:${request.id}` : request.from ? `copy:${request.from}` : 'log';
  const [draft, pictureDraft] = await Promise.all(
    [key, picturesKey(key)].map((name) => app.drafts.read(name).catch(() => undefined)),
  );
  const shared = {
    key,
    lists: { cars, places, tariffs, settings },
    history,
    textForm,
    ...(draft ? { draft } : {}),
    ...(pictureDraft ? { pictureDraft } : {}),
  };
  if (source && request.id !== undefined) {
    const texts = textsOf(source, textForm);
    return { ...shared, texts, fills: {}, stored: { session: source, texts } };
  }
  const time = wallTimeOf(app.clock.now(), timeZone);
  const now = { date: today, time, endTime: '', timeZone };
  const texts: FormTexts = source
    ? { ...textsOf(source, textForm), ...now, odometer: '', status: 'completed' }
    : {
        ...blankTexts(timeZone),
        ...usualTexts(history.last, textForm, places),
        ...now,
        carId: car?.id ?? '',
      };
  return { ...shared, texts, fills: { time: { text: time, provenance: 'assumed' } } };
}
