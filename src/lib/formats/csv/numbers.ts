import { mulRoundDiv } from '#lib/domain/money.ts';
import type { DecimalMark } from './report.ts';

/** A number as written: value = `mantissa` / 10^`decimals`, with what stood around it. */
export interface WrittenNumber {
  readonly mantissa: number;
  readonly decimals: number;
  readonly prefix: string;
  readonly suffix: string;
}

/** Digits a double holds exactly; further decimals cannot change a rounded result. */
const SAFE_DIGITS = 15;
/** Longer cells are prose, and would make the pattern below slow. */
const MAX_CHARS = 60;

const SPACES = /[\u00a0\u2007\u2009\u202f]/g;
const OTHER_DIGITS = /[^\0-\x7f]/;
const AFFIXES =
  /^([^\d\s.,'+()-]{1,4})?\s*([+-]?)\s*([^\d\s.,'+()-]{1,4}(?=[\d\s]))?\s*([\d][\d.,' ]*|[.,]\d+)(?<=\d)\s*([^\d\s.,'+()-][^\d+()]{0,15})?$/;
const GROUPED_BY: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^\d{1,3}(?:,\d{3})+$/,
  ',': /^\d{1,3}(?:\.\d{3})+$/,
};
const GROUPED_NEUTRALLY = /^\d{1,3}(?:(?:'\d{3})+|(?: \d{3})+)$/;
const PLAIN = /^\d+$/;

/** Decimal digits of any script stand in runs of ten, beginning with the zero. */
function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    if (code < 0x80) return digit;
    let zero = code;
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String(code - zero);
  });
}

function normalised(text: string, mark: DecimalMark): string {
  if (!OTHER_DIGITS.test(text)) return text;
  return asciiDigits(text.replace(SPACES, ' '))
    .replaceAll('\u2212', '-')
    .replaceAll('\u2019', "'")
    .replaceAll('\u066b', mark)
    .replaceAll('\u066c', mark === '.' ? ',' : '.');
}

/** Digits only, a mark and digits: nearly every cell. Undefined: look closer. */
function readPlain(text: string, markCode: number): WrittenNumber | undefined {
  const length = text.length;
  if (length === 0 || length > SAFE_DIGITS + 1) return undefined;
  let mantissa = 0;
  let decimals = -1;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) {
      mantissa = mantissa * 10 + (code - 0x30);
      if (decimals >= 0) decimals += 1;
    } else if (code === markCode && decimals < 0 && at > 0 && at < length - 1) {
      decimals = 0;
    } else {
      return undefined;
    }
  }
  if (length - (decimals >= 0 ? 1 : 0) > SAFE_DIGITS) return undefined;
  return { mantissa, decimals: Math.max(0, decimals), prefix: '', suffix: '' };
}

function wholeDigits(text: string, mark: DecimalMark): string | undefined {
  if (text === '' || PLAIN.test(text)) return text;
  if (!GROUPED_BY[mark].test(text) && !GROUPED_NEUTRALLY.test(text)) return undefined;
  return text.replace(/[^\d]/g, '');
}

/**
 * Reads a trimmed cell as a number with the given decimal mark. Groups of three may be divided by
 * the other mark, apostrophes or spaces; a currency or unit may stand around it. Exponents, hex,
 * brackets, NaN and two signs are not numbers. Absent if the cell is none.
 */
export function readNumber(text: string, mark: DecimalMark): WrittenNumber | undefined {
  const plain = readPlain(text, mark === '.' ? 0x2e : 0x2c);
  if (plain) return plain;
  if (text.length > MAX_CHARS) return undefined;
  const match = AFFIXES.exec(normalised(text, mark));
  if (!match) return undefined;
  const [, first = '', sign = '', second = '', digits = '', suffix = ''] = match;
  if (first !== '' && second !== '') return undefined;
  const markAt = digits.indexOf(mark);
  if (markAt !== digits.lastIndexOf(mark)) return undefined;
  const fraction = markAt === -1 ? '' : digits.slice(markAt + 1);
  if (markAt !== -1 && !PLAIN.test(fraction)) return undefined;
  const whole = wholeDigits(markAt === -1 ? digits : digits.slice(0, markAt), mark);
  if (whole === undefined) return undefined;
  const kept = fraction.slice(0, Math.max(0, SAFE_DIGITS - whole.length));
  const size = Number(whole + kept);
  return {
    mantissa: sign === '-' && size !== 0 ? -size : size,
    decimals: kept.length,
    prefix: first || second,
    suffix: suffix.trim(),
  };
}

/** The number times `factor` / 10^`shift`, rounded half away from zero to a whole number. */
export function scaleNumber(number: WrittenNumber, factor: number, shift = 0): number {
  const places = number.decimals + shift;
  if (!Number.isSafeInteger(number.mantissa)) return number.mantissa * factor;
  if (places === 0) return number.mantissa * factor;
  return places < 0
    ? number.mantissa * factor * 10 ** -places
    : mulRoundDiv([number.mantissa, factor], 10 ** places);
}

/** What one cell says about its column's mark: a proof, nothing, or that it reads both ways. */
export type MarkEvidence = DecimalMark | 'both' | 'none';

/** Compares both readings of a trimmed cell. A cell that reads one way only is a proof. */
export function markEvidence(text: string): MarkEvidence {
  if (!text.includes('.') && !text.includes(',')) return 'none';
  const point = readNumber(text, '.');
  const comma = readNumber(text, ',');
  if (!point) return comma ? ',' : 'none';
  if (!comma) return '.';
  const same = point.mantissa === comma.mantissa && point.decimals === comma.decimals;
  return same ? 'none' : 'both';
}
