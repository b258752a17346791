import { numberMarks } from '#lib/domain/number-text.ts';
import type { CurveLineCode, CurveNotice } from '#lib/domain/curve-reading.ts';
import { markEvidence, readNumber } from '#lib/formats/csv/numbers.ts';
import { readQuantity } from '#lib/formats/csv/quantities.ts';
import type { DecimalMark } from '#lib/formats/csv/report.ts';
import { isMissing } from '#lib/formats/csv/row-context.ts';

/** A value, or why there is none. */
export type Cell = { readonly value: number } | { readonly code: CurveLineCode };

/** More kilowatts than this are watts that do not say so: no car charges with a megawatt and more. */
const MOST_KW = 1000;
const MOST_W = 2_000_000;

/** A cell that reads both ways still proves a mark when one reading is no charge level. */
function socEvidence(text: string): DecimalMark | 'both' | 'none' {
  const evidence = markEvidence(text);
  if (evidence !== 'both') return evidence;
  const fits = (['.', ','] as const).filter((mark) => {
    const number = readNumber(text, mark);
    return number && number.mantissa / 10 ** number.decimals <= 100;
  });
  return fits.length === 1 && fits[0] ? fits[0] : 'both';
}

/**
 * The decimal mark of a text: what most of its numbers prove, else the locale's. Numbers that
 * prove the other one cannot be read with it, so they come to light line by line.
 */
export function decideMark(
  socs: readonly string[],
  others: readonly string[],
  locale: string,
): { readonly mark: DecimalMark; readonly warnings: readonly CurveNotice[] } {
  const own: DecimalMark = numberMarks(locale).decimal === ',' ? ',' : '.';
  const found = [...socs.map(socEvidence), ...others.map(markEvidence)];
  const points = found.filter((evidence) => evidence === '.').length;
  const commas = found.filter((evidence) => evidence === ',').length;
  if (points !== commas) return { mark: points > commas ? '.' : ',', warnings: [] };
  const isOpen = points > 0 || found.includes('both');
  return { mark: own, warnings: isOpen ? [{ code: 'curve/mark_assumed', mark: own }] : [] };
}

/** A charge level in percent, to one decimal. */
export function readSocCell(text: string, mark: DecimalMark): Cell {
  if (isMissing(text)) return { code: 'curve/soc_missing' };
  const value = readQuantity(text, 'percent', '%', mark);
  if (value === undefined) return { code: 'curve/soc_unreadable' };
  return value >= 0 && value <= 100 ? { value } : { code: 'curve/soc_range' };
}

/** The unit of powers that name none: the header's, else the one that gives powers of cars. */
export function decidePowerUnit(
  texts: readonly string[],
  headerUnit: string,
  mark: DecimalMark,
): { readonly unit: string; readonly warnings: readonly CurveNotice[] } {
  if (headerUnit !== '') return { unit: headerUnit, warnings: [] };
  let greatest: number | undefined;
  for (const text of texts) {
    const number = readNumber(text, mark);
    if (number?.suffix !== '') continue;
    greatest = Math.max(greatest ?? 0, Math.abs(number.mantissa) / 10 ** number.decimals);
  }
  if (greatest === undefined) return { unit: 'kw', warnings: [] };
  const unit = greatest > MOST_KW ? 'W' : 'kW';
  return { unit: unit.toLowerCase(), warnings: [{ code: 'curve/power_unit_assumed', unit }] };
}

/** A power in whole watts. */
export function readPowerCell(text: string, unit: string, mark: DecimalMark): Cell {
  if (isMissing(text)) return { code: 'curve/power_missing' };
  const value = readQuantity(text, 'power', unit, mark);
  if (value === undefined) return { code: 'curve/power_unreadable' };
  if (value < 0) return { code: 'curve/power_negative' };
  return value <= MOST_W ? { value } : { code: 'curve/power_too_high' };
}
