import type { DecimalMark } from './report.ts';
import { readNumber, scaleNumber, type WrittenNumber } from './numbers.ts';

/** Whole storage units = number × factor / 10^shift. */
interface Scale {
  readonly factor: number;
  readonly shift: number;
}

export const QUANTITIES = ['energy', 'distance', 'duration', 'power', 'percent'] as const;
export type Quantity = (typeof QUANTITIES)[number] | 'temperature';

function scales(
  lists: readonly (readonly [string, number, number?])[],
): ReadonlyMap<string, Scale> {
  return new Map(
    lists.flatMap(([names, factor, shift = 0]) =>
      names.split(' ').map((name) => [name, { factor, shift }] as const),
    ),
  );
}

const SCALES: Readonly<Record<Exclude<Quantity, 'temperature'>, ReadonlyMap<string, Scale>>> = {
  energy: scales([
    ['wh', 1],
    ['kwh', 1000],
    ['mwh', 1_000_000],
  ]),
  distance: scales([
    ['m', 1],
    ['km kms kilometer kilometers kilometre kilometres', 1000],
    // 1 mile is 1609.344 m exactly.
    ['mi mile miles mls', 1_609_344, 3],
  ]),
  duration: scales([
    ['ms', 1, 3],
    ['s sec secs second seconds sek sekunden', 1],
    ['min mins minute minutes minuten', 60],
    ['h hr hrs hour hours std stunden', 3600],
  ]),
  power: scales([
    ['w', 1],
    ['kw', 1000],
  ]),
  // Percent are kept in tenths and divided at the end.
  percent: scales([['%', 10]]),
};

/** Whether a unit belongs to a quantity. */
export function isUnitOf(quantity: Quantity, unit: string): boolean {
  if (quantity === 'temperature') return TEMPERATURE.test(unit);
  return SCALES[quantity].has(unit);
}

const TEMPERATURE = /^°?\s?([cf])$/;

function celsius(number: WrittenNumber, unit: string): number | undefined {
  const match = TEMPERATURE.exec(unit);
  if (!match) return undefined;
  if (match[1] === 'c') return scaleNumber(number, 10) / 10;
  // (F − 32) × 5/9 in tenths of a degree.
  const tenths = (number.mantissa / 10 ** number.decimals - 32) * (50 / 9);
  return (Math.sign(tenths) * Math.round(Math.abs(tenths))) / 10;
}

/**
 * A trimmed cell in storage units: whole Wh, metres, seconds or watts; percent and °C with one
 * decimal. A unit in the cell beats `unit`. Absent if the cell is no such quantity.
 */
export function readQuantity(
  text: string,
  quantity: Quantity,
  unit: string,
  mark: DecimalMark,
): number | undefined {
  const number = readNumber(text, mark);
  if (number?.prefix !== '') return undefined;
  const named = number.suffix === '' ? unit : number.suffix.toLowerCase();
  if (quantity === 'temperature') return celsius(number, named);
  const scale = SCALES[quantity].get(named);
  if (!scale) return undefined;
  const whole = scaleNumber(number, scale.factor, scale.shift);
  return quantity === 'percent' ? whole / 10 : whole;
}
