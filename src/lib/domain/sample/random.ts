/** A repeatable source of chance: the same seed gives the same numbers (mulberry32). */
export interface Random {
  /** 0 ≤ x < 1 */
  unit(): number;
  /** low ≤ x < high */
  between(low: number, high: number): number;
  /** low ≤ x ≤ high, whole */
  whole(low: number, high: number): number;
  chance(probability: number): boolean;
  /** A UUID of version 4 made of these numbers. */
  id(): string;
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => Math.floor(unit() * 16).toString(16)).join('');
  return {
    unit,
    between: (low, high) => low + unit() * (high - low),
    whole: (low, high) => low + Math.floor(unit() * (high - low + 1)),
    chance: (probability) => unit() < probability,
    id: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  };
}
