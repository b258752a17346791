/** Whatever no result may hold: null, undefined, NaN, an infinity, −0. */
export function unsound(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value) || Object.is(value, -0);
  if (value === null || value === undefined) return true;
  return typeof value === 'object' && Object.values(value).some(unsound);
}
