import type { App } from '#lib/app/app.ts';
import type { Done } from '#lib/app/facts.ts';
import type { StartCharge } from '#lib/app/live-port.ts';
import { knownMembers } from '#lib/domain/metrics/known-members.ts';
import type { PlannerCar } from '#lib/domain/planner/planner-car.ts';
import { offeredPlaces } from '#lib/domain/place.ts';
import type { AppError } from '#lib/domain/result.ts';
import type { Current, Session } from '#lib/domain/session.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import { localDateOf } from '#lib/domain/time.ts';
import type { KeptForm } from './kept-form.svelte.ts';
import {
  currentOf,
  type LiveGap,
  type LiveSources,
  priceAt,
  startEstimate,
  type StartEstimate,
} from './live-estimate.ts';
import type { PlannedStart } from './planner-start.ts';
import { type NumberDisplay, quantity, type QuantityKind } from './quantity.ts';
import { carHistory, type CarHistory, type FormLists, usualTexts } from './session-open.ts';
import { OTHER_PLACE, type TextForm, withKnownPlace } from './session-texts.ts';

type StartApp = Pick<App, 'facts' | 'commands' | 'drafts' | 'clock' | 'ids'>;

const DEFAULT_TARGET = '80';
/** Charges looked at to know what is usual at a place. */
const LOOKED_AT = 40;

export interface StartTexts {
  carId: string;
  placeId: string;
  placeLabel: string;
  socFrom: string;
  targetSoc: string;
  power: string;
  price: string;
  current: '' | Current;
}
type StartField = keyof StartTexts;

const KINDS = {
  socFrom: 'percent',
  targetSoc: 'percent',
  power: 'power',
  price: 'pricePerKwh',
} as const satisfies Partial<Record<StartField, QuantityKind>>;
type NumberField = keyof typeof KINDS;

/** The field of the form that shows an issue of the command. */
const FIELD_OF: Readonly<Record<string, StartField>> = {
  ratedPowerW: 'power',
  'live.targetSoc': 'targetSoc',
  'live.pricePerKwhMicros': 'price',
};

/** What a car's charges say about the next one. */
interface Past {
  readonly history: CarHistory;
  readonly newest: readonly Session[];
  readonly target: string;
}

/** Where the last target of a car is remembered, on this device only. */
const targetKey = (carId: string): string => `target-soc:${carId}`;

async function readPast(
  app: Pick<App, 'facts' | 'drafts'>,
  carId: string,
  places: FormLists['places'],
): Promise<Past> {
  const [history, newest, kept] = await Promise.all([
    carHistory(app.facts.read, carId, places),
    app.facts.read.newestSessions({ carId, limit: LOOKED_AT }),
    app.drafts.read(targetKey(carId)).catch(() => undefined),
  ]);
  return { history, newest, target: typeof kept?.value === 'string' ? kept.value : DEFAULT_TARGET };
}

/** The form that starts a charge: prefilled, so that nothing needs to be typed. */
export class StartForm {
  readonly opened: { readonly lists: FormLists };
  commandId: string;
  texts: StartTexts & Record<string, string> = $state({
    ...{ carId: '', placeId: '', placeLabel: '', socFrom: '', targetSoc: '', power: '' },
    ...{ price: '', current: '' },
  });
  #past: Past;
  #errors: Readonly<Partial<Record<StartField, string>>> = $state.raw({});
  failure: AppError | undefined = $state.raw();
  /** The clock looks wrong; what it says. */
  clockSays: number | undefined = $state();
  /** What the form wrote by itself: it follows the place until a person changes it. */
  #filledPrice = '';
  #filledPower = '';
  readonly #app: StartApp;
  readonly #display: NumberDisplay;

  constructor(app: StartApp, display: NumberDisplay, lists: FormLists, carId: string, past: Past) {
    this.#app = app;
    this.#display = display;
    this.opened = { lists };
    this.commandId = app.ids.next();
    this.#past = $state.raw(past);
    this.texts.carId = carId;
    this.#useUsual();
  }

  get history(): CarHistory {
    return this.#past.history;
  }

  error(field: string): string | undefined {
    return this.#errors[field as StartField];
  }

  /** There is nothing here that only looks odd. */
  warnings(): readonly never[] {
    return [];
  }

  /** The form as it is kept while nothing has started. */
  kept(): KeptForm {
    const texts = (): StartTexts & Record<string, string> => ({
      ...this.texts,
      // What the form wrote itself is written anew.
      price: this.texts.price === this.#filledPrice ? '' : this.texts.price,
    });
    const holds = (carId: string | undefined) =>
      this.opened.lists.cars.some(({ id }) => id === carId);
    const getId = () => this.commandId;
    const setId = (id: string) => {
      this.commandId = id;
    };
    return {
      get texts() {
        return texts();
      },
      get commandId() {
        return getId();
      },
      set commandId(id) {
        setId(id);
      },
      fill: (kept) => {
        // Its car may charge by now.
        if (!holds(kept['carId'])) return;
        Object.assign(this.texts, kept);
        if (this.texts.price === '') this.#filledPrice = '';
        this.#fillPrice();
      },
    };
  }

  async chooseCar(carId: string): Promise<void> {
    this.texts.carId = carId;
    const past = await readPast(this.#app, carId, this.opened.lists.places);
    if (this.texts.carId !== carId) return;
    this.#past = past;
    this.texts.socFrom = '';
    this.#useUsual();
  }

  choosePlace(placeId: string): void {
    this.texts.placeId = placeId;
    if (placeId !== OTHER_PLACE) this.texts.placeLabel = '';
    const last = this.#past.newest.find((session) => session.placeId === placeId);
    if (this.texts.power === this.#filledPower) {
      this.#filledPower = this.#typed('power', last?.ratedPowerW);
      this.texts.power = this.#filledPower;
      this.texts.current = last?.current ?? this.#usualCurrent(placeId);
    }
    this.#fillPrice();
  }

  /** Sets the power; the current follows it. */
  choosePower(text: string): void {
    this.texts.power = text;
    const powerW = this.value('power');
    if (powerW !== undefined) this.chooseCurrent(currentOf(powerW));
  }

  chooseCurrent(current: Current): void {
    this.texts.current = current;
    this.#fillPrice();
  }

  /** Takes over what a plan says, as if it had been typed. */
  take({ soc, target, powerW, current, price }: PlannedStart): void {
    if (soc !== undefined) this.texts.socFrom = this.#typed('socFrom', soc);
    if (target !== undefined) this.texts.targetSoc = this.#typed('targetSoc', target);
    if (powerW !== undefined) this.texts.power = this.#typed('power', powerW);
    if (current !== undefined) this.chooseCurrent(current);
    if (price !== undefined) this.texts.price = this.#typed('price', price);
  }

  /** What is typed into a number field; undefined also while it cannot be read. */
  value(field: NumberField): number | undefined {
    const read = this.#read(field);
    return read.ok ? read.value : undefined;
  }

  /** Where the price in the field comes from. */
  get priceSource(): 'typed' | 'place_free' | 'place_rate' | 'home_tariff' | undefined {
    if (this.texts.price.trim() === '') return undefined;
    if (this.texts.price !== this.#filledPrice) return 'typed';
    const basis = priceAt(this.#sources(), this.#app.clock.now())?.basis;
    return basis === 'place_free' || basis === 'place_rate' || basis === 'home_tariff'
      ? basis
      : undefined;
  }

  /** The state of charge after the last charge, as a hint. */
  get lastSoc(): { readonly soc: number; readonly date: string } | undefined {
    const { last } = this.#past.history;
    return last?.socTo === undefined ? undefined : { soc: last.socTo, date: last.localDate };
  }

  estimate(planner: PlannerCar | undefined, now: number): StartEstimate | LiveGap | 'reached' {
    return startEstimate(this.#sources(now), planner, now);
  }

  /** Starts the charge, once; `running` where the car charges already. */
  async start(isClockRight: boolean): Promise<Done<Session> | 'running' | undefined> {
    this.failure = undefined;
    const fields = this.#fields();
    if (!fields) return undefined;
    const result = await this.#app.commands.startCharge({
      ...{ commandId: this.commandId, ...fields },
      ...(isClockRight && { isClockRight }),
    });
    if (result.ok) {
      await this.#rememberTarget();
      return result.value;
    }
    const { code, details, fields: issues = [] } = result.error;
    if (code === 'live/already_charging') return 'running';
    if (code === 'live/clock') {
      this.clockSays = Number(details?.['now']);
      return undefined;
    }
    this.#errors = Object.fromEntries(
      issues.map((issue) => [FIELD_OF[issue.field] ?? issue.field, issue.code]),
    );
    if (issues.length === 0) this.failure = result.error;
    return undefined;
  }

  async #rememberTarget(): Promise<void> {
    const { carId, targetSoc: value } = this.texts;
    const kept = { key: targetKey(carId), commandId: this.commandId, value };
    // Only a convenience of the next start.
    await this.#app.drafts
      .write({ ...kept, savedAt: this.#app.clock.now() })
      .catch(() => undefined);
  }

  #read(field: NumberField) {
    const text = this.texts[field];
    if (text.trim() === '') return { ok: true, value: undefined } as const;
    return quantity(KINDS[field], this.#display).read(text);
  }

  #typed(field: NumberField, value: number | undefined): string {
    return value === undefined ? '' : quantity(KINDS[field], this.#display).toText(value);
  }

  /** What is typed, as the command takes it; undefined after saying what cannot be read. */
  #fields(): Omit<StartCharge, 'commandId'> | undefined {
    const errors: Partial<Record<StartField, string>> = {};
    for (const field of Object.keys(KINDS) as NumberField[]) {
      const read = this.#read(field);
      if (!read.ok) errors[field] = read.error.code;
    }
    this.#errors = errors;
    if (Object.keys(errors).length > 0) return undefined;
    return this.#content();
  }

  /** The charge as it would be, for what can be said before it starts. */
  #sources(now = this.#app.clock.now()): LiveSources {
    const { cars, places, tariffs, settings } = this.opened.lists;
    const { targetSoc, pricePerKwhMicros, ...fields } = this.#content();
    const timeZone = this.#app.clock.timeZone();
    const car = cars.find(({ id }) => id === fields.carId);
    const session: Session = {
      ...{ ...fields, id: '', createdAt: now, updatedAt: now, status: 'active', timeZone },
      ...{ startedAt: now, localDate: localDateOf(now, timeZone) },
      live: knownMembers<NonNullable<Session['live']>>({
        ...{ since: now, targetSoc, pricePerKwhMicros },
      }),
    };
    const byId = new Map(places.map((place) => [place.id, place]));
    return { session, places: byId, tariffs, settings, ...(car && { car }) };
  }

  /** What can be read of the form. */
  #content(): Omit<StartCharge, 'commandId'> {
    const { places } = this.opened.lists;
    const { carId, placeId, placeLabel, current, price } = withKnownPlace(this.texts, places);
    const isOther = placeId === OTHER_PLACE;
    const label = isOther ? placeLabel.trim() : '';
    const place = places.find(({ id }) => id === placeId);
    return knownMembers<Omit<StartCharge, 'commandId'>>({
      carId,
      placeId: isOther || placeId === '' ? undefined : placeId,
      placeLabel: label === '' ? undefined : label,
      network: place?.network,
      current: current === '' ? undefined : current,
      ratedPowerW: this.value('power'),
      socFrom: this.value('socFrom'),
      targetSoc: this.value('targetSoc'),
      // Left as it was filled in, the price stays with place and tariff.
      pricePerKwhMicros: price === this.#filledPrice ? undefined : this.value('price'),
    });
  }

  #useUsual(): void {
    const { places, settings } = this.opened.lists;
    const textForm: TextForm = { settings, today: '', ...this.#display };
    const usual = usualTexts(this.#past.history.last, textForm, places);
    this.#filledPower = usual.ratedPower;
    Object.assign(this.texts, {
      placeId: usual.placeId,
      placeLabel: usual.placeLabel,
      power: usual.ratedPower,
      current: usual.current === '' ? this.#usualCurrent(usual.placeId) : usual.current,
      targetSoc: this.#past.target,
    });
    this.#fillPrice();
  }

  /** At home there is alternating current; elsewhere the power says it. */
  #usualCurrent(placeId: string): '' | Current {
    const isHome = this.opened.lists.places.some(({ id, isHome: home }) => id === placeId && home);
    return isHome ? 'AC' : '';
  }

  #fillPrice(): void {
    if (this.texts.price !== this.#filledPrice) return;
    const price = priceAt(this.#sources(), this.#app.clock.now());
    this.#filledPrice = this.#typed('price', price?.pricePerKwhMicros);
    this.texts.price = this.#filledPrice;
  }
}

/** The form for a car that does not charge; `no_car` without any, `busy` when all of them do. */
export async function openStart(
  app: StartApp,
  display: NumberDisplay,
  wanted: string | undefined,
): Promise<StartForm | 'no_car' | 'busy'> {
  const { read } = app.facts;
  const [allCars, allPlaces, tariffs, settingRows, active, newest] = await Promise.all([
    read.all('cars'),
    read.all('places'),
    read.all('tariffs'),
    read.all('settings'),
    read.activeSessions(),
    read.newestSessions({ limit: 1 }),
  ]);
  const inUse = allCars.filter(({ archived }) => !archived);
  const cars = inUse.filter(({ id }) => !active.some(({ carId }) => carId === id));
  const by = (carId: string | undefined) => cars.find(({ id }) => id === carId);
  const car = by(wanted) ?? by(newest[0]?.carId) ?? cars[0];
  if (!car) return inUse.length === 0 ? 'no_car' : 'busy';
  const { settings } = readSettings(settingRows);
  const places = offeredPlaces(allPlaces);
  const past = await readPast(app, car.id, places);
  return new StartForm(app, display, { cars, places, tariffs, settings }, car.id, past);
}
