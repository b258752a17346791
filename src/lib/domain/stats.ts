/** The middle value, or the mean of the two middle ones. Absent for an empty list. */
export function median(values: ArrayLike<number>): number | undefined {
  return quantile(values, 0.5);
}

/** Linear interpolation at position (n − 1)·q of the sorted values. Absent for an empty list. */
export function quantile(values: ArrayLike<number>, q: number): number | undefined {
  const sorted = Float64Array.from(values).sort();
  const position = (sorted.length - 1) * q;
  const low = sorted[Math.floor(position)];
  const high = sorted[Math.ceil(position)];
  if (low === undefined || high === undefined) return undefined;
  // Halves are the usual case; the sum form keeps the mean of two integers exact.
  if (position % 1 === 0.5) return (low + high) / 2;
  return low + (high - low) * (position % 1);
}
