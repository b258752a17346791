/** The item with the greatest known value above 0, the earliest of equals. */
export function greatest<T>(
  items: readonly T[],
  valueOf: (item: T) => number | undefined,
): { readonly item: T; readonly value: number } | undefined {
  let found: { item: T; value: number } | undefined;
  for (const item of items) {
    const value = valueOf(item) ?? 0;
    if (value > (found?.value ?? 0)) found = { item, value };
  }
  return found;
}
