import { typedOf } from '#lib/domain/cost.ts';
import type { RateDirection } from '#lib/domain/exchange.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import { type Place, placeNamed } from '#lib/domain/place.ts';
import type { Session, SessionStatus } from '#lib/domain/session.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { wallTimeOf } from '#lib/domain/time.ts';
import { distanceIn } from '#lib/domain/units.ts';
import { linesText, lineTextOf } from './receipt-lines.ts';

/** Everything of the log form as it stands in its fields. Blank = not typed. */
export interface FormTexts {
  carId: string;
  placeId: string;
  placeLabel: string;
  date: string;
  time: string;
  endTime: string;
  timeZone: string;
  energy: string;
  socFrom: string;
  socTo: string;
  total: string;
  pricePerKwh: string;
  /** Receipt lines, all in one text; see `receipt-lines.ts`. */
  lines: string;
  /** What the cost was paid in; blank = the currency of the settings. */
  currency: string;
  /** The total in the own currency. */
  homeTotal: string;
  rate: string;
  rateIn: RateDirection;
  durationMinutes: string;
  pluggedMinutes: string;
  odometer: string;
  ratedPower: string;
  peakPower: string;
  batteryEnergy: string;
  network: string;
  notes: string;
  temperature: string;
  current: '' | 'AC' | 'DC';
  preconditioning: '' | 'yes' | 'no';
  preconditioningEvents: string;
  status: SessionStatus;
}

export type TextField = keyof FormTexts;

/** A stored session under edit, with the texts it was opened with. */
export interface Stored {
  readonly session: Session;
  readonly texts: FormTexts;
}

/** Choosing this in place of a saved place opens a field for its name. */
export const OTHER_PLACE = 'other';

/** Texts whose typed place is the name of one of these places choose that place. */
export function withKnownPlace<T extends Pick<FormTexts, 'placeId' | 'placeLabel'>>(
  texts: T,
  places: readonly Pick<Place, 'id' | 'name'>[],
): T {
  const named = texts.placeId === OTHER_PLACE ? placeNamed(places, texts.placeLabel) : undefined;
  return named ? { ...texts, placeId: named.id, placeLabel: '' } : texts;
}

export function blankTexts(timeZone: string): FormTexts {
  return {
    carId: '',
    placeId: '',
    placeLabel: '',
    date: '',
    time: '',
    endTime: '',
    timeZone,
    energy: '',
    socFrom: '',
    socTo: '',
    total: '',
    pricePerKwh: '',
    lines: '',
    currency: '',
    homeTotal: '',
    rate: '',
    rateIn: 'home',
    durationMinutes: '',
    pluggedMinutes: '',
    odometer: '',
    ratedPower: '',
    peakPower: '',
    batteryEnergy: '',
    network: '',
    notes: '',
    temperature: '',
    current: '',
    preconditioning: '',
    preconditioningEvents: '',
    status: 'completed',
  };
}

export type FormSettings = Pick<Settings, 'currency' | 'distanceUnit'>;

/** How the person writes numbers, and in which currency and unit. */
export interface TextForm {
  readonly settings: FormSettings;
  readonly locale: string;
  readonly today: LocalDate;
  /** A number as it is typed: no grouping, the locale's mark. */
  readonly typed: (value: number, maxDecimals: number) => string;
}

/** A stored session as texts, for editing and for a copy. */
export function textsOf(session: Session, form: TextForm): FormTexts {
  const write = (value: number | undefined, decimals: number, unit = 1) =>
    value === undefined ? '' : form.typed(value / unit, decimals);
  const clock = (instant: number | undefined) =>
    instant === undefined ? '' : wallTimeOf(instant, session.timeZone);
  const typed = typedOf(session.cost);
  const { odometerM, placeId, placeLabel } = session;
  const converted = typed.inHomeCurrency;
  const homeTotalMicros =
    converted?.currency === form.settings.currency ? converted.totalMicros : undefined;
  return {
    ...blankTexts(session.timeZone),
    carId: session.carId,
    placeId: placeId ?? (placeLabel === undefined ? '' : OTHER_PLACE),
    placeLabel: placeLabel ?? '',
    date: session.localDate,
    time: clock(session.startedAt),
    endTime: clock(session.endedAt),
    energy: write(session.energyWh, 3, 1000),
    socFrom: write(session.socFrom, 1),
    socTo: write(session.socTo, 1),
    total: write(typed.totalMicros, 6, 1e6),
    pricePerKwh: write(typed.pricePerKwhMicros, 6, 1e6),
    lines: linesText((typed.lines ?? []).map((line) => lineTextOf(line, form.typed))),
    currency: typed.currency === form.settings.currency ? '' : (typed.currency ?? ''),
    homeTotal: write(homeTotalMicros, 6, 1e6),
    durationMinutes: write(session.chargingS, 1, 60),
    pluggedMinutes: write(session.pluggedS, 1, 60),
    odometer:
      odometerM === undefined
        ? ''
        : form.typed(distanceIn(form.settings.distanceUnit, odometerM), 1),
    ratedPower: write(session.ratedPowerW, 3, 1000),
    peakPower: write(session.peakPowerW, 3, 1000),
    batteryEnergy: write(session.batteryEnergyWh, 3, 1000),
    network: session.network ?? '',
    notes: session.notes ?? '',
    temperature: write(session.ambientC, 1),
    current: session.current ?? '',
    preconditioning: session.preconditioning ?? '',
    preconditioningEvents: write(session.preconditioningEvents, 0),
    status: session.status,
  };
}
