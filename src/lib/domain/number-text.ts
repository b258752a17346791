import { numberParts } from './locale-forms.ts';
import { roundDiv } from './money.ts';
import { type Result, fail, ok } from './result.ts';

/** How numbers are written. */
export interface NumberMarks {
  readonly decimal: string;
  readonly group: string;
  /** Digits per group left of the last three; 2 in India. */
  readonly groupSize?: 2 | 3;
  /** Typed input also takes a dot as the decimal mark, whatever the locale. */
  readonly acceptDot?: boolean;
}

/** A number as written: digits × 10^exponent, with the words before and after it. */
export interface DecimalText {
  readonly digits: bigint;
  /** ≤ 0 */
  readonly exponent: number;
  readonly prefix: string;
  readonly suffix: string;
}

const MAX_DIGITS = 30;
// Marks of writing direction, which Intl puts around signs and currencies.
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const NOT_FINITE = /^[+-]?(nan|inf(inity)?|∞)$/i;
const SPACES = [' ', '\u00a0', '\u2009', '\u202f'];
const APOSTROPHES = ["'", '’'];
const PREFIX = /^[\p{L}\p{M}\p{Sc}. \u00a0\u202f]*$/u;
const SUFFIX = /^(?!\.)[\p{L}\p{M}\p{Sc}.%٪°/¢ \u00a0\u202f]*$/u;

const marksByLocale = new Map<string, NumberMarks>();
const forms = new Map<string, RegExp>();

/** The marks of a locale, for typed input. */
export function numberMarks(locale: string): NumberMarks {
  const known = marksByLocale.get(locale);
  if (known) return known;
  const parts = numberParts(locale);
  const groups = parts.filter((part) => part.type === 'integer').map((part) => part.value.length);
  const marks: NumberMarks = {
    decimal: parts.find((part) => part.type === 'decimal')?.value ?? '.',
    group: parts.find((part) => part.type === 'group')?.value ?? '',
    groupSize: groups.at(-2) === 2 ? 2 : 3,
    acceptDot: true,
  };
  marksByLocale.set(locale, marks);
  return marks;
}

/** Decimal digits of any script as 0–9: they come in runs of ten, each starting with its zero. */
function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let before = 0;
    while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
    return String(before % 10);
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Whole numbers: digits alone, or in groups by one mark. Groups never begin with a zero. */
function ungrouped(text: string, group: string, groupSize: 2 | 3): string | undefined {
  if (/^\d*$/.test(text)) return text;
  const mark = escaped(group);
  const byThree = new RegExp(`^[1-9]\\d{0,2}(${mark}\\d{3})+$`);
  const byTwo = new RegExp(`^[1-9]\\d?(${mark}\\d{2})*${mark}\\d{3}$`);
  const isGrouped = byThree.test(text) || (groupSize === 2 && byTwo.test(text));
  return isGrouped ? text.replaceAll(group, '') : undefined;
}

function wholeDigits(text: string, marks: NumberMarks): string | undefined {
  const others = ['.', ','].filter((mark) => mark !== marks.decimal);
  for (const group of [marks.group, ...others, ...SPACES, ...APOSTROPHES]) {
    if (group === '' || !text.includes(group)) continue;
    return ungrouped(text, group, marks.groupSize ?? 3);
  }
  return ungrouped(text, marks.group, 3);
}

/** Whole and fractional digits of a number without sign, or nothing. */
function splitNumber(core: string, marks: NumberMarks): readonly [string, string] | undefined {
  const pieces = core.split(marks.decimal);
  if (pieces.length > 2) return undefined;
  const [whole = '', fraction] = pieces;
  const digits = wholeDigits(whole, marks);
  if (fraction !== undefined) {
    return digits !== undefined && /^\d+$/.test(fraction) ? [digits, fraction] : undefined;
  }
  const isGroupedByDot = marks.group === '.' || core.split('.').length > 2;
  if (digits !== undefined && (isGroupedByDot || !core.includes('.'))) return [digits, ''];
  // Typed into a form: a dot that is not the locale's grouping is a decimal mark.
  if (!marks.acceptDot || marks.decimal === '.')
    return digits === undefined ? undefined : [digits, ''];
  return splitNumber(core, { decimal: '.', group: marks.group });
}

/** Words, a number that begins and ends with a digit (or begins with the mark), words. */
function numberForm({ decimal, group }: NumberMarks): RegExp {
  const key = decimal + group;
  const known = forms.get(key);
  if (known) return known;
  const inner = escaped(`${key}.,${[...SPACES, ...APOSTROPHES].join('')}`);
  // A mark behind a letter ends the word: "Rs.500" is five hundred.
  const start = `(?:(?<!\\p{L})[${escaped(`${decimal}.`)}])?`;
  const form = new RegExp(`^([^\\d]*?)(${start}\\d(?:[\\d${inner}]*\\d)?)(\\D*)$`, 'u');
  forms.set(key, form);
  return form;
}

/**
 * Reads one number with optional words around it ("£12.40", "9.3 kWh"), exactly. Grouping must be
 * in full groups, so `1,5` is refused where the comma groups. `1.234` is one thousand two hundred
 * thirty-four where the locale groups by dots, else a decimal; with any other number of digits
 * behind a single dot it is a decimal everywhere that accepts dots. Fails with
 * `number/not_finite` for NaN and infinity and with `number/unreadable` for all else: exponents,
 * hexadecimal, two signs, brackets, several numbers.
 */
export function parseDecimal(text: string, marks: NumberMarks): Result<DecimalText> {
  const plain = asciiDigits(text.replace(BIDI, ''))
    .replace(/[−﹣－]/g, '-')
    .trim();
  if (NOT_FINITE.test(plain)) return fail('number/not_finite');
  const match = numberForm(marks).exec(plain);
  if (!match) return fail('number/unreadable');
  const [, before = '', core = '', suffix = ''] = match;
  const signs = before.match(/[+-]/g) ?? [];
  const prefix = before.replace(/[+-]/, '');
  if (signs.length > 1 || !PREFIX.test(prefix) || !SUFFIX.test(suffix)) {
    return fail('number/unreadable');
  }
  const parts = splitNumber(core, marks);
  const digits = parts?.join('');
  if (!parts || !digits || digits.length > MAX_DIGITS) return fail('number/unreadable');
  const size = BigInt(digits);
  return ok({
    digits: signs[0] === '-' ? -size : size,
    exponent: 0 - parts[1].length,
    prefix: prefix.trim(),
    suffix: suffix.trim(),
  });
}

/**
 * digits × 10^exponent × numerator / denominator, rounded half away from zero to a whole number:
 * 10.2 kWh is (102n, −1, 1000n) = 10200 Wh. No floating point on the way.
 */
export function scaleDecimal(
  digits: bigint,
  exponent: number,
  numerator = 1n,
  denominator = 1n,
): number {
  const up = exponent > 0 ? 10n ** BigInt(exponent) : 1n;
  const down = exponent < 0 ? 10n ** BigInt(-exponent) : 1n;
  return roundDiv(digits * up * numerator, down * denominator);
}
