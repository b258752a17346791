import { isLocalDate } from './civil-date.ts';
import { matchesHomeAlias } from './home.ts';
import type { Place } from './place.ts';
import { numberMarks, parseDecimal } from './number-text.ts';
import { type MoneyForm, readMoneyMicros } from './quantity-text.ts';
import type { SessionTexts } from './session-text.ts';
import type { Settings } from './settings.ts';
import { readTimeText } from './date-text.ts';

export interface QuickEntryContext {
  readonly settings: Pick<Settings, 'currency' | 'homeAliases'>;
  readonly places: readonly Pick<Place, 'id' | 'name' | 'isHome'>[];
  readonly locale: string;
}

/** A stretch of the text that was understood, and as what. */
export interface UnderstoodText {
  readonly from: number;
  readonly to: number;
  readonly field: keyof SessionTexts;
}

export interface QuickEntry {
  readonly fields: Partial<SessionTexts>;
  readonly understood: readonly UnderstoodText[];
  /** What was not understood, or said a second time, in order of appearance. */
  readonly unknown: readonly string[];
}

type MoneyContext = Pick<QuickEntryContext, 'settings' | 'locale'>;
type Fields = { -readonly [K in keyof SessionTexts]?: SessionTexts[K] };

/** What a pattern found: the fields it fills, nothing if it only looked right. */
interface Pattern {
  readonly at: RegExp;
  readonly fill: (match: RegExpExecArray, context: QuickEntryContext) => Fields | undefined;
}

const NUMBER = String.raw`\p{Nd}+(?:[.,٫٬'’]\p{Nd}+)*`;
// A token ends where no word goes on.
const END = String.raw`(?![\p{L}\p{N}])`;

function pattern(source: string, fill: Pattern['fill']): Pattern {
  return { at: new RegExp(source, 'iuy'), fill };
}

function one(source: string, field: keyof SessionTexts): Pattern {
  return pattern(`(?:${source})${END}`, ([text]) => ({ [field]: text }));
}

function moneyMicros(text: string, { settings, locale }: MoneyContext): number | undefined {
  const form: MoneyForm = { marks: numberMarks(locale), currency: settings.currency, locale };
  const result = readMoneyMicros(text, form);
  return result.ok ? result.value : undefined;
}

/** Whether a number and a sign are an amount of the whole unit: "34p" is more likely a price. */
function isMajorAmount(text: string, context: MoneyContext): boolean {
  const micros = moneyMicros(text, context);
  const [bare = ''] = /[\p{Nd}.,٫٬'’]+/u.exec(text) ?? [];
  return micros !== undefined && micros === moneyMicros(bare, context);
}

// The order is the precedence: longer forms first ("20-80%" before "80%", "kwh" before "kw").
const PATTERNS: readonly Pattern[] = [
  pattern(String.raw`(\d{4}-\d{2}-\d{2})${END}`, ([text]) =>
    isLocalDate(text) ? { date: text } : undefined,
  ),
  one('today|yesterday', 'date'),
  pattern(
    String.raw`(${NUMBER})\s*%?\s*(?:-|–|—|->|→|to)\s*(${NUMBER})\s*[%٪]`,
    ([, socFrom, socTo]) => ({ socFrom, socTo }) as Fields,
  ),
  pattern(
    String.raw`(\d{1,2}:\d{2}(?:\s*[ap]m)?)\s*(?:-|–|—|to)\s*(\d{1,2}:\d{2}(?:\s*[ap]m)?)${END}`,
    ([, time = '', endTime = '']) => {
      const isGood = readTimeText(time) !== undefined && readTimeText(endTime) !== undefined;
      return isGood ? { time, endTime } : undefined;
    },
  ),
  pattern(String.raw`\d{1,2}:\d{2}(?:\s*[ap]m)?${END}`, ([text]) =>
    readTimeText(text) === undefined ? undefined : { time: text },
  ),
  pattern(
    String.raw`(?:\p{Sc}\s*)?${NUMBER}\s*[\p{L}\p{Sc}]{0,4}\s*(?:\/|per)\s*kwh${END}`,
    ([text], context) =>
      moneyMicros(text.replace(/\s*(\/|per)\s*kwh$/i, ''), context) !== undefined
        ? { pricePerKwh: text }
        : undefined,
  ),
  one(String.raw`${NUMBER}\s*[km]?wh`, 'energy'),
  one(String.raw`${NUMBER}\s*k?w`, 'ratedPower'),
  one(String.raw`\d+\s*h\s*\d{1,2}\s*(?:min|m)?`, 'durationMinutes'),
  one(String.raw`${NUMBER}\s*(?:hours|hour|hrs|hr|h|minutes|mins|min|m)`, 'durationMinutes'),
  one(String.raw`${NUMBER}\s*(?:miles|mile|mi|km)`, 'odometer'),
  one(String.raw`[-−]?${NUMBER}\s*°\s*c?`, 'temperature'),
  one(String.raw`[-−]?${NUMBER}c`, 'temperature'),
  pattern(String.raw`${NUMBER}\s*[%٪]`, ([text]) => ({ socTo: text })),
  pattern(String.raw`\p{Sc}\s*${NUMBER}${END}`, ([text], context) =>
    moneyMicros(text, context) === undefined ? undefined : { total: text },
  ),
  pattern(String.raw`${NUMBER}\s*(?:\p{Sc}|\p{L}{1,4}${END})`, ([text], context) =>
    isMajorAmount(text, context) ? { total: text } : undefined,
  ),
  pattern(`(?:AC|DC)${END}`, ([text]) => ({ current: text.toUpperCase() === 'AC' ? 'AC' : 'DC' })),
];

/** A known place by its name at a position, the longest name first; else a word for home. */
function placeAt(text: string, at: number, { places, settings }: QuickEntryContext) {
  const rest = text.slice(at).toLowerCase();
  const starts = (name: string) =>
    name !== '' &&
    rest.startsWith(name.toLowerCase()) &&
    !/^[\p{L}\p{N}]/u.test(rest.slice(name.length));
  const named = places
    .filter((place) => starts(place.name))
    .sort((a, b) => b.name.length - a.name.length)[0];
  if (named) return { length: named.name.length, fields: { placeId: named.id } };
  const alias = settings.homeAliases.filter(starts).sort((a, b) => b.length - a.length)[0];
  if (alias === undefined || !matchesHomeAlias(alias, settings.homeAliases)) return undefined;
  const homes = places.filter((place) => place.isHome);
  const [home] = homes;
  const written = text.slice(at, at + alias.length);
  const fields: Fields =
    home && homes.length === 1 ? { placeId: home.id } : { placeLabel: written };
  return { length: alias.length, fields };
}

/** An unknown place after `@`: the words up to the next number. */
function labelAt(text: string, at: number) {
  const [label = ''] = /^[^\p{Nd}@,;]+/u.exec(text.slice(at)) ?? [];
  const trimmed = label.replace(/(?:\s+(?:today|yesterday|ac|dc|\p{Sc}))*\s*$/iu, '');
  return trimmed === '' ? undefined : { length: trimmed.length, fields: { placeLabel: trimmed } };
}

interface Found {
  readonly length: number;
  readonly fields: Fields;
}

function foundAt(text: string, at: number, context: QuickEntryContext): Found | undefined {
  if (text[at] === '@') {
    const place = placeAt(text, at + 1, context) ?? labelAt(text, at + 1);
    return place && { length: place.length + 1, fields: place.fields };
  }
  const named = placeAt(text, at, context);
  if (named) return named;
  for (const { at: expression, fill } of PATTERNS) {
    expression.lastIndex = at;
    const match = expression.exec(text);
    const fields = match && fill(match, context);
    if (fields) return { length: match[0].trimEnd().length, fields };
  }
  return undefined;
}

interface Word {
  readonly text: string;
  readonly from: number;
}

/** The one bare amount with two decimals beside other things: what the charge cost. */
function loneAmount(words: readonly Word[], context: QuickEntryContext) {
  const amounts = words.filter(({ text }) => {
    const number = parseDecimal(text, numberMarks(context.locale));
    return (
      number.ok &&
      number.value.exponent === -2 &&
      /^[\p{Nd}]/u.test(text) &&
      moneyMicros(text, context) !== undefined
    );
  });
  return amounts.length === 1 ? amounts[0] : undefined;
}

/**
 * Reads a line such as `home 9.3kwh 8h31m` or `20-80% 12.40`. Numbers need a unit, but for one
 * bare amount with two decimals beside others, which is the total. Values stay text, for
 * `parseSessionText`. What is said twice counts the first time only.
 */
export function parseQuickEntry(text: string, context: QuickEntryContext): QuickEntry {
  const fields: Fields = {};
  const understood: UnderstoodText[] = [];
  const words: Word[] = [];
  const keep = (found: Fields, from: number, to: number) => {
    Object.assign(fields, found);
    for (const field of Object.keys(found) as (keyof SessionTexts)[]) {
      understood.push({ from, to, field });
    }
  };
  for (let at = 0; at < text.length;) {
    const [gap] = /^[\s,;]*/.exec(text.slice(at)) ?? [''];
    at += gap.length;
    if (at >= text.length) break;
    const found = foundAt(text, at, context);
    const isNew = found && Object.keys(found.fields).every((field) => !(field in fields));
    const length = found?.length ?? /^[^\s;]+/.exec(text.slice(at))?.[0].length ?? 1;
    if (found && isNew) keep(found.fields, at, at + length);
    else words.push({ text: text.slice(at, at + length).replace(/,$/, ''), from: at });
    at += length;
  }
  const amount =
    understood.length > 0 && !('total' in fields) ? loneAmount(words, context) : undefined;
  if (amount) keep({ total: amount.text }, amount.from, amount.from + amount.text.length);
  return {
    fields,
    understood: understood.sort((a, b) => a.from - b.from),
    unknown: words.filter((word) => word !== amount).map((word) => word.text),
  };
}
