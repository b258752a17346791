/**
 * Raised when a derived value gets another shape: an older one then counts as missing, and the
 * engine makes it anew.
 */
const FORMAT = 2;

/** The row of a derived value. */
export function derivedRow(key: string, value: unknown) {
  return { key, format: FORMAT, value };
}

/** The value of a stored row; absent without one, and when it is of another shape. */
export function derivedValue(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return undefined;
  const { format, value } = row as Readonly<Record<string, unknown>>;
  return format === FORMAT ? value : undefined;
}
