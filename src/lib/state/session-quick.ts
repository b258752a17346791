import { readDateText } from '#lib/domain/date-text.ts';
import { parseQuickEntry, type QuickEntry } from '#lib/domain/quick-entry.ts';
import { parseSessionText, type SessionTexts } from '#lib/domain/session-text.ts';
import type { Session } from '#lib/domain/session.ts';
import type { FormLists } from './session-open.ts';
import { type FormTexts, OTHER_PLACE, textsOf, type TextForm } from './session-texts.ts';

/** A piece of the line, and what it was taken for. */
export interface QuickPiece {
  readonly text: string;
  readonly field: keyof SessionTexts;
}

/** What the quick line says so far. */
export interface QuickReading {
  readonly fields: QuickEntry['fields'];
  readonly understood: readonly QuickPiece[];
  readonly unknown: readonly string[];
}

/** Reads the line; pieces that say two things at once (a range) appear once. */
export function readQuickEntry(
  line: string,
  { places, settings }: Pick<FormLists, 'places' | 'settings'>,
  { locale }: Pick<TextForm, 'locale'>,
): QuickReading {
  const { fields, understood, unknown } = parseQuickEntry(line, { settings, places, locale });
  const pieces = understood.filter((piece, index) => understood[index - 1]?.from !== piece.from);
  return {
    fields,
    unknown,
    understood: pieces.map(({ from, to, field }) => ({ text: line.slice(from, to), field })),
  };
}

/** The form field of each text the line can hold; places are handled apart. */
const SAME_FIELDS = [
  'date',
  'time',
  'endTime',
  'energy',
  'socFrom',
  'socTo',
  'total',
  'pricePerKwh',
  'durationMinutes',
  'odometer',
  'ratedPower',
  'temperature',
  'current',
  'network',
  'notes',
] as const satisfies readonly (keyof SessionTexts & keyof FormTexts)[];

/**
 * The fields of the form as the line fills them: numbers without their units, dates as the date
 * field takes them. What cannot be read stays as typed, so that the field can say why.
 */
export function applyQuickEntry(
  { fields }: Pick<QuickReading, 'fields'>,
  form: TextForm,
  timeZone: string,
): Partial<FormTexts> {
  const filled: Partial<Record<keyof FormTexts, string>> = {};
  for (const field of SAME_FIELDS) {
    const text = fields[field];
    if (text !== undefined) filled[field] = plainText(field, text, form, timeZone);
  }
  if (fields.placeId !== undefined) {
    filled.placeId = fields.placeId;
    filled.placeLabel = '';
  } else if (fields.placeLabel !== undefined) {
    filled.placeId = OTHER_PLACE;
    filled.placeLabel = fields.placeLabel;
  }
  return filled as Partial<FormTexts>;
}

function plainText(
  field: (typeof SAME_FIELDS)[number],
  text: string,
  form: TextForm,
  timeZone: string,
): string {
  if (field === 'date') return readDateText(text, form) ?? text;
  const parsed = parseSessionText({ [field]: text }, { ...form, timeZone });
  if (!parsed.ok) return text;
  const { content, typed } = parsed.value;
  const cost = {
    basis: typed.totalMicros === undefined ? 'typed_price' : 'typed_total',
    currency: form.settings.currency,
    ...typed,
  } as const;
  const session = { ...content, cost } as Session;
  return textsOf(session, form)[field];
}
