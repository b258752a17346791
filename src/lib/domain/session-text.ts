import { addDays } from './civil-date.ts';
import { completeEnergyPriceTotal } from './complete-session.ts';
import type { TypedCost } from './cost.ts';
import { readDateText, readTimeText } from './date-text.ts';
import type { Content, LocalDate } from './entity.ts';
import { type NumberMarks, numberMarks } from './number-text.ts';
import {
  type MoneyForm,
  readDistanceM,
  readDurationS,
  readEnergyWh,
  readMoneyMicros,
  readPowerW,
  readPricePerKwhMicros,
  readSoc,
  readTemperatureC,
} from './quantity-text.ts';
import { type FieldIssue, type Result, fail, ok } from './result.ts';
import type { Current, Preconditioning, Provenance, Session } from './session.ts';
import type { Settings } from './settings.ts';
import { type WallReading, readWallClock } from './time.ts';
import { MS_PER_MINUTE } from './units.ts';

/** A session as typed. A blank text is absent. Numbers follow the locale and may carry units. */
export interface SessionTexts {
  readonly date?: string;
  readonly time?: string;
  /** Earlier than `time` = the next day. */
  readonly endTime?: string;
  readonly energy?: string;
  readonly socFrom?: string;
  readonly socTo?: string;
  readonly total?: string;
  readonly pricePerKwh?: string;
  /** Time really charging; `8h31m` is understood too. */
  readonly durationMinutes?: string;
  readonly odometer?: string;
  readonly ratedPower?: string;
  readonly network?: string;
  readonly notes?: string;
  readonly temperature?: string;
  readonly carId?: string;
  readonly placeId?: string;
  readonly placeLabel?: string;
  readonly current?: Current;
  readonly preconditioning?: Preconditioning;
}

export interface SessionTextContext {
  readonly settings: Pick<Settings, 'currency' | 'distanceUnit'>;
  readonly locale: string;
  readonly today: LocalDate;
  readonly timeZone: string;
  /** The marks of a file's column, where they are not the locale's. */
  readonly marks?: NumberMarks;
}

export interface SessionDraft {
  readonly content: Partial<Content<Session>>;
  readonly typed: Pick<TypedCost, 'totalMicros' | 'pricePerKwhMicros'>;
  /** `session/time_in_gap` (moved forward) and `session/ambiguous_time` (the earlier one). */
  readonly warnings: readonly FieldIssue[];
}

type TextField = keyof SessionTexts;
type Writable = { -readonly [K in keyof Content<Session>]?: Content<Session>[K] };

const TEXT_FIELDS: Readonly<Record<string, TextField>> = {
  localDate: 'date',
  startedAt: 'time',
  endedAt: 'endTime',
  energyWh: 'energy',
  chargingS: 'durationMinutes',
  odometerM: 'odometer',
  ratedPowerW: 'ratedPower',
  ambientC: 'temperature',
  'cost.totalMicros': 'total',
  'cost.pricePerKwhMicros': 'pricePerKwh',
};

/** The text field in which an issue of a session's field is shown; the same name for most. */
export function textFieldOf(field: string): string {
  return TEXT_FIELDS[field] ?? field;
}

/** The issue of each text that is a number, but none this field can take. */
const RANGE_CODES: Partial<Record<TextField, string>> = {
  energy: 'session/energy_range',
  socFrom: 'session/soc_range',
  socTo: 'session/soc_range',
  total: 'cost/total_range',
  pricePerKwh: 'cost/price_range',
  durationMinutes: 'session/charging_time',
  odometer: 'session/odometer_range',
  ratedPower: 'session/power_range',
  temperature: 'session/temperature',
};

class Reader {
  readonly content: Writable = {};
  readonly issues: FieldIssue[] = [];
  readonly warnings: FieldIssue[] = [];
  private readonly texts: SessionTexts;

  constructor(texts: SessionTexts) {
    this.texts = texts;
  }

  text(field: TextField): string | undefined {
    const text = this.texts[field]?.trim();
    return text === '' ? undefined : text;
  }

  refuse(field: TextField, code: string): void {
    const value = this.text(field);
    this.issues.push(value === undefined ? { field, code } : { field, code, value });
  }

  number(field: TextField, read: (text: string) => Result<number>): number | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const result = read(text);
    if (result.ok) return result.value;
    const { code } = result.error;
    this.refuse(field, code === 'number/not_finite' ? (RANGE_CODES[field] ?? code) : code);
    return undefined;
  }

  set<K extends keyof Writable>(key: K, value: Writable[K] | undefined): void {
    if (value !== undefined) this.content[key] = value;
  }

  wallClock(field: TextField, reading: WallReading, notBefore?: number): number {
    const { kind, instant } = reading;
    if (kind === 'skipped') this.warnings.push({ field, code: 'session/time_in_gap' });
    if (kind !== 'repeated') return instant;
    if (notBefore !== undefined && instant < notBefore) return reading.later;
    this.warnings.push({ field, code: 'session/ambiguous_time' });
    return instant;
  }
}

/**
 * The one reading of a session as typed, for form, quick entry and files. What was not typed is
 * absent from `content`. Ranges between fields are `validateSession`'s. Fails with
 * `session/invalid` and an issue per field: `number/unreadable`, `number/unit`,
 * `number/decimals`, `…_range` for NaN and infinity, `session/date`, `session/start`,
 * `session/end`. Issues name the text field.
 */
export function parseSessionText(
  texts: SessionTexts,
  context: SessionTextContext,
): Result<SessionDraft> {
  const reader = new Reader(texts);
  const marks = context.marks ?? numberMarks(context.locale);
  readTimes(reader, context);
  readQuantities(reader, marks, context);
  readWords(reader, texts);
  const typed = readMoney(reader, {
    marks,
    currency: context.settings.currency,
    locale: context.locale,
  });
  if (reader.issues.length > 0) return fail('session/invalid', { fields: reader.issues });
  return ok({ content: reader.content, typed, warnings: reader.warnings });
}

function readTimes(reader: Reader, context: SessionTextContext): void {
  const { timeZone } = context;
  reader.set('timeZone', timeZone);
  const dateText = reader.text('date');
  const date = dateText === undefined ? context.today : readDateText(dateText, context);
  if (date === undefined) {
    reader.refuse('date', 'session/date');
    return;
  }
  reader.set('localDate', date);
  const start = readMinutes(reader, 'time', 'session/start');
  const end = readMinutes(reader, 'endTime', 'session/end');
  const at = (day: LocalDate, minutes: number) =>
    readWallClock(day, minutes * MS_PER_MINUTE, timeZone);
  const startedAt = start === undefined ? undefined : reader.wallClock('time', at(date, start));
  reader.set('startedAt', startedAt);
  if (end === undefined) return;
  let reading = at(date, end);
  const latest = reading.kind === 'repeated' ? reading.later : reading.instant;
  if (startedAt !== undefined && latest < startedAt) reading = at(addDays(date, 1), end);
  reader.set('endedAt', reader.wallClock('endTime', reading, startedAt));
}

function readMinutes(reader: Reader, field: TextField, code: string): number | undefined {
  const text = reader.text(field);
  if (text === undefined) return undefined;
  const minutes = readTimeText(text);
  if (minutes === undefined) reader.refuse(field, code);
  return minutes;
}

function readQuantities(
  reader: Reader,
  marks: NumberMarks,
  { settings }: SessionTextContext,
): void {
  const { distanceUnit } = settings;
  reader.set(
    'energyWh',
    reader.number('energy', (text) => readEnergyWh(text, marks)),
  );
  reader.set(
    'socFrom',
    reader.number('socFrom', (text) => readSoc(text, marks)),
  );
  reader.set(
    'socTo',
    reader.number('socTo', (text) => readSoc(text, marks)),
  );
  reader.set(
    'chargingS',
    reader.number('durationMinutes', (text) => readDurationS(text, marks)),
  );
  reader.set(
    'odometerM',
    reader.number('odometer', (text) => readDistanceM(text, marks, distanceUnit)),
  );
  reader.set(
    'ratedPowerW',
    reader.number('ratedPower', (text) => readPowerW(text, marks)),
  );
  reader.set(
    'ambientC',
    reader.number('temperature', (text) => readTemperatureC(text, marks)),
  );
}

function readWords(reader: Reader, texts: SessionTexts): void {
  for (const field of ['network', 'notes', 'carId', 'placeId', 'placeLabel'] as const) {
    reader.set(field, reader.text(field));
  }
  reader.set('current', texts.current);
  reader.set('preconditioning', texts.preconditioning);
}

function readMoney(reader: Reader, form: MoneyForm): SessionDraft['typed'] {
  const total = reader.number('total', (text) => readMoneyMicros(text, form));
  const price = reader.number('pricePerKwh', (text) => readPricePerKwhMicros(text, form));
  const typed = {
    ...(total === undefined ? {} : { totalMicros: total }),
    ...(price === undefined ? {} : { pricePerKwhMicros: price }),
  };
  const { energyWh } = reader.content;
  if (energyWh === undefined) {
    const computed = completeEnergyPriceTotal(typed).energyWh;
    const origin: Record<string, Provenance> = { energyWh: 'computed' };
    reader.set('energyWh', computed);
    if (computed !== undefined) reader.set('provenance', origin);
  }
  return typed;
}
