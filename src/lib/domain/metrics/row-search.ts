/** The place of the first of ascending numbers that is not below a value; all of them: the length. */
export function firstNotBelow(ascending: ArrayLike<number>, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first row, of days in ascending order, that is not before a day. */
export function firstRowOn(days: Int32Array, day: number): number {
  return firstNotBelow(days, day);
}
