// Sums and ratios of columns' values, in which NaN stands for unknown.

/** A sum and one more number, either of which may be unknown; NaN when both are. */
export function plus(sum: number, value: number): number {
  if (Number.isNaN(value)) return sum;
  return (Number.isNaN(sum) ? 0 : sum) + value;
}

/** n / d; NaN when either is unknown or d is not positive. */
export function ratio(n = NaN, d = NaN): number {
  return d > 0 ? n / d : NaN;
}

/** The part that a value is of a total, unknown counting as 0; NaN when the total is 0 or unknown. */
export function shareOf(value = 0, total = 0): number {
  return total === 0 ? NaN : value / total;
}
