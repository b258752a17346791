import { roundDiv } from './money.ts';
import type { DecimalText } from './number-text.ts';

/** Which of the two currencies the rate is an amount of; the other one is counted as 1. */
export type RateDirection = 'home' | 'foreign';

/**
 * A foreign amount in the person's own currency, in whole micros. `home`: the rate says how much of
 * the own currency one foreign unit is (1 EUR = 0.8571 GBP); `foreign`: how much foreign money one
 * unit of the own is. The rate is taken as written, exactly, and must be above 0.
 */
export function convertMicros(
  foreignMicros: number,
  { digits, exponent }: Pick<DecimalText, 'digits' | 'exponent'>,
  direction: RateDirection,
): number {
  const amount = BigInt(foreignMicros);
  const scale = 10n ** BigInt(-exponent);
  return direction === 'home' ? roundDiv(amount * digits, scale) : roundDiv(amount * scale, digits);
}

/** How much of the own currency one foreign unit came to; absent where one of them is 0. */
export function impliedRate(foreignMicros: number, homeMicros: number): number | undefined {
  return foreignMicros === 0 || homeMicros === 0 ? undefined : homeMicros / foreignMicros;
}
