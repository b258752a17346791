import { readNumber } from '#lib/formats/csv/numbers.ts';

/** The number that `factor` / 10^`shift` times a text without anything around it gives. */
function scaled(text: string, factor: number, shift: number): number | undefined {
  const number = readNumber(text, '.');
  if (number?.prefix !== '' || number.suffix !== '') return undefined;
  // Whole numbers up to one division: 3.7 mi/kWh is 5.9545728 and not a double beside it.
  return (number.mantissa * factor) / 10 ** (number.decimals + shift);
}

/** A number without anything around it. Absent if the text is none. */
export function plainNumber(text: string): number | undefined {
  return scaled(text, 1, 0);
}

/** Metres per Wh of a text in miles per kWh. Absent if the text is no number. */
export function milesPerKwh(text: string): number | undefined {
  // 1 mi/kWh is 1.609344 m/Wh.
  return scaled(text, 1_609_344, 6);
}
