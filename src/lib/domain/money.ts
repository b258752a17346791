/**
 * n / d rounded half away from zero, in exact integer arithmetic. d must be positive.
 */
export function roundDiv(n: number | bigint, d: number | bigint): number {
  const numerator = BigInt(n);
  const denominator = BigInt(d);
  const size = numerator < 0n ? -numerator : numerator;
  const rounded = Number((2n * size + denominator) / (2n * denominator));
  return numerator < 0n && rounded !== 0 ? -rounded : rounded;
}

/** The product of integers divided by d, rounded as `roundDiv`; may pass 2^53 on the way. */
export function mulRoundDiv(factors: readonly number[], d: number): number {
  const product = factors.reduce((result, factor) => result * factor, 1);
  if (Number.isSafeInteger(product) && Math.abs(product) < 2 ** 51 && d < 2 ** 51) {
    const size = Math.abs(product);
    // Exact: all terms are integers below 2^53, and the remainder decides the rounding.
    const remainder = size % d;
    const rounded = (size - remainder) / d + (2 * remainder >= d ? 1 : 0);
    return product < 0 && rounded !== 0 ? -rounded : rounded;
  }
  return roundDiv(
    factors.reduce((result, factor) => result * BigInt(factor), 1n),
    d,
  );
}

/** Energy times price, in whole micros. */
export function energyCostMicros(energyWh: number, pricePerKwhMicros: number): number {
  return mulRoundDiv([energyWh, pricePerKwhMicros], 1000);
}
