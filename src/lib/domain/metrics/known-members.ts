/** Members of a result while it is made: those that may be absent may be unknown too. */
type Unsettled<T> = {
  readonly [K in keyof T]: object extends Pick<T, K> ? T[K] | undefined : T[K];
};

/** A result without its unknown members: those that are undefined or NaN. −0 becomes 0. */
export function knownMembers<T extends object>(members: Unsettled<T>): T {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries<unknown>(members)) {
    if (value === undefined || Number.isNaN(value)) continue;
    result[name] = typeof value === 'number' ? value + 0 : value;
  }
  // What is left out was allowed to be absent.
  return result as T;
}
