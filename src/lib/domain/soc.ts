/** A state of charge in whole tenths of a point, where differences are exact. */
export function socTenths(soc: number): number {
  return Math.round(soc * 10);
}

/** `to` − `from` in points, exact to the tenth: 32.2 − 12.2 is 20. */
export function socDelta(from: number, to: number): number {
  return (socTenths(to) - socTenths(from)) / 10;
}

/** Whether a number is a state of charge: 0..100 with at most one decimal. */
export function isSoc(value: number): boolean {
  return value >= 0 && value <= 100 && socTenths(value) / 10 === value;
}
