import type { SaveSession } from '#lib/app/app.ts';
import { typedOf } from '#lib/domain/cost.ts';
import { numberMarks } from '#lib/domain/number-text.ts';
import { readDurationS, readEnergyWh, readPowerW } from '#lib/domain/quantity-text.ts';
import { type FieldIssue, type Result, fail, ok } from '#lib/domain/result.ts';
import {
  parseSessionText,
  type SessionDraft,
  type SessionTexts,
  textFieldOf,
} from '#lib/domain/session-text.ts';
import type { Provenance } from '#lib/domain/session.ts';
import { MS_PER_DAY } from '#lib/domain/units.ts';
import { currencyIssues, formCurrency, readFormLines, withReceipt } from './receipt-reading.ts';
import {
  type FormTexts,
  OTHER_PLACE,
  type Stored,
  type TextField,
  type TextForm,
} from './session-texts.ts';

/** The texts the shared reading understands; a blank one is left out. */
function sessionTexts(texts: FormTexts): SessionTexts {
  const isOther = texts.placeId === OTHER_PLACE;
  const { current, preconditioning } = texts;
  return {
    date: texts.date,
    time: texts.time,
    endTime: texts.endTime,
    energy: texts.energy,
    socFrom: texts.socFrom,
    socTo: texts.socTo,
    total: texts.total,
    pricePerKwh: texts.pricePerKwh,
    durationMinutes: texts.durationMinutes,
    odometer: texts.odometer,
    ratedPower: texts.ratedPower,
    network: texts.network,
    notes: texts.notes,
    temperature: texts.temperature,
    carId: texts.carId,
    placeId: isOther ? '' : texts.placeId,
    placeLabel: isOther ? texts.placeLabel : '',
    ...(current === '' ? {} : { current }),
    ...(preconditioning === '' ? {} : { preconditioning }),
  };
}

type Extra = 'peakPowerW' | 'batteryEnergyWh' | 'pluggedS' | 'preconditioningEvents';
const EXTRA_FIELDS: Readonly<Record<Extra, TextField>> = {
  peakPowerW: 'peakPower',
  batteryEnergyWh: 'batteryEnergy',
  pluggedS: 'pluggedMinutes',
  preconditioningEvents: 'preconditioningEvents',
};

/** The field of the form in which an issue of a session's field is shown. */
export function formFieldOf(field: string): string {
  return Object.hasOwn(EXTRA_FIELDS, field) ? EXTRA_FIELDS[field as Extra] : textFieldOf(field);
}

/** The figures that only this form asks for, read by the same rules as all others. */
function readExtras(texts: FormTexts, locale: string) {
  const marks = numberMarks(locale);
  const issues: FieldIssue[] = [];
  const values: Partial<Record<Extra, number>> = {};
  const read = (key: Extra, reader: (text: string) => Result<number>) => {
    const text = texts[EXTRA_FIELDS[key]].trim();
    if (text === '') return;
    const result = reader(text);
    if (result.ok) values[key] = result.value;
    else issues.push({ field: EXTRA_FIELDS[key], code: result.error.code, value: text });
  };
  read('peakPowerW', (text) => readPowerW(text, marks));
  read('batteryEnergyWh', (text) => readEnergyWh(text, marks));
  read('pluggedS', (text) => readDurationS(text, marks));
  read('preconditioningEvents', (text) =>
    /^\d+$/.test(text) ? ok(Number(text)) : fail('session/preconditioning'),
  );
  return { values, issues };
}

/** A value that was filled in for the person, as long as its text stays what it was. */
export interface Fill {
  readonly text: string;
  readonly provenance: Provenance;
}
export type Fills = Readonly<Partial<Record<TextField, Fill>>>;

type FormContent = SaveSession['content'];
type Readable = { -readonly [K in keyof FormContent]?: FormContent[K] };

/** Stored fields that stay exactly as they are while these texts stay. */
const KEPT_BY: readonly (readonly [keyof FormContent, readonly TextField[]])[] = [
  ['startedAt', ['date', 'time', 'timeZone']],
  ['endedAt', ['date', 'time', 'endTime', 'timeZone']],
  ['energyWh', ['energy', 'total', 'pricePerKwh']],
  ['socFrom', ['socFrom']],
  ['socTo', ['socTo']],
  ['chargingS', ['durationMinutes']],
  ['pluggedS', ['pluggedMinutes']],
  ['odometerM', ['odometer']],
  ['ratedPowerW', ['ratedPower']],
  ['peakPowerW', ['peakPower']],
  ['batteryEnergyWh', ['batteryEnergy']],
  ['ambientC', ['temperature']],
  ['notes', ['notes']],
  ['network', ['network']],
  ['placeLabel', ['placeId', 'placeLabel']],
];

/** What texts show is rounded: opening and saving a form must not change what it shows. */
function keepUnchanged(content: Readable, texts: FormTexts, { session, texts: before }: Stored) {
  const isSame = (field: TextField) => texts[field] === before[field];
  const kept: Record<string, unknown> = content;
  for (const [key, fields] of KEPT_BY) {
    if (!fields.every(isSame)) continue;
    if (session[key] === undefined) Reflect.deleteProperty(kept, key);
    else kept[key] = session[key];
  }
  // A wall time cannot say "two days later": a long stay moves with its start.
  const { startedAt, endedAt } = session;
  const isLong =
    startedAt !== undefined && endedAt !== undefined && endedAt - startedAt >= MS_PER_DAY;
  if (isLong && !isSame('date') && isSame('time') && isSame('endTime')) {
    const start = content.startedAt;
    if (start !== undefined) content.endedAt = start + (endedAt - startedAt);
  }
}

const PROVENANCE_FIELDS: Partial<Record<TextField, keyof FormContent>> = {
  time: 'startedAt',
  energy: 'energyWh',
  socFrom: 'socFrom',
  socTo: 'socTo',
};

/** Where each figure comes from: kept while it stays, forgotten when it is typed anew. */
function provenanceOf(
  content: Readable,
  texts: FormTexts,
  fills: Fills,
  stored: Stored | undefined,
): Readonly<Record<string, Provenance>> | undefined {
  const origins: Record<string, Provenance> = { ...content.provenance };
  for (const [field, origin] of Object.entries(stored?.session.provenance ?? {})) {
    const key = field as keyof FormContent;
    const isSame = content[key] !== undefined && content[key] === stored?.session[key];
    if (isSame) origins[field] ??= origin;
  }
  for (const [field, fill] of Object.entries(fills) as [TextField, Fill][]) {
    const key = PROVENANCE_FIELDS[field];
    if (key && texts[field] === fill.text) origins[key] = fill.provenance;
  }
  const isEmpty = Object.keys(origins).length === 0;
  return isEmpty && !stored?.session.provenance ? undefined : origins;
}

export interface ReadForm {
  readonly content: FormContent;
  readonly typed: SaveSession['typed'];
  readonly warnings: readonly FieldIssue[];
}

/**
 * What the form says, ready to be checked and saved. Fails with `session/invalid` and an issue
 * per field; issues name fields of the form.
 */
export function readForm(
  texts: FormTexts,
  form: TextForm,
  options: { readonly fills?: Fills; readonly stored?: Stored } = {},
): Result<ReadForm> {
  const { fills = {}, stored } = options;
  const currency = formCurrency(texts, form.settings);
  const parsed = parseSessionText(sessionTexts(texts), {
    settings: { ...form.settings, currency },
    locale: form.locale,
    today: form.today,
    timeZone: texts.timeZone,
  });
  const extras = readExtras(texts, form.locale);
  const receipt = readFormLines(texts, form);
  const issues = [
    ...(parsed.ok ? [] : (parsed.error.fields ?? [])),
    ...currencyIssues(texts),
    ...receipt.issues,
    ...extras.issues,
  ];
  if (!parsed.ok || issues.length > 0) return fail('session/invalid', { fields: issues });
  const content: Readable = { ...parsed.value.content, ...extras.values };
  // What a total with other lines leaves for the energy is not known.
  if (receipt.lines.length > 0) dropComputedEnergy(content);
  if (stored) keepUnchanged(content, texts, stored);
  const provenance = provenanceOf(content, texts, fills, stored);
  delete content.provenance;
  if (provenance) content.provenance = provenance;
  // Without a car or date the rules refuse it; that is said beside the field.
  const { status, timeZone } = texts;
  const whole = { carId: '', localDate: form.today, timeZone, ...content, status };
  const base = typedUnchanged(parsed.value.typed, texts, stored);
  const { energyWh } = content;
  const typed = withReceipt(base, receipt.lines, { texts, form, stored, energyWh });
  if (!typed.ok) return typed;
  return ok({ content: whole, typed: typed.value, warnings: parsed.value.warnings });
}

function dropComputedEnergy(content: Readable): void {
  if (content.provenance?.['energyWh'] !== 'computed') return;
  delete content.energyWh;
  delete content.provenance;
}

/** Amounts whose text was not touched are the stored ones, to the last micro. */
function typedUnchanged(
  typed: SessionDraft['typed'],
  texts: FormTexts,
  stored: Stored | undefined,
): SessionDraft['typed'] {
  if (!stored) return typed;
  const before = typedOf(stored.session.cost);
  const { totalMicros, pricePerKwhMicros } = typed;
  const total = texts.total === stored.texts.total ? before.totalMicros : totalMicros;
  const price =
    texts.pricePerKwh === stored.texts.pricePerKwh ? before.pricePerKwhMicros : pricePerKwhMicros;
  return {
    ...(total === undefined ? {} : { totalMicros: total }),
    ...(price === undefined ? {} : { pricePerKwhMicros: price }),
  };
}
