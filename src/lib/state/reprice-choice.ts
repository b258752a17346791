import type { RepriceScope } from '#lib/worker/api.ts';

let handed: readonly string[] = [];

/** Keeps the ids of a selection for the screen that opens next: too many for an address. */
export function handOverSelection(ids: readonly string[]): void {
  handed = ids;
}

/**
 * Whose costs an address asks for: `tariff=`, `place=` or `unknown=1`, else the selection handed
 * over. Absent when nothing is chosen, as after a reload.
 */
export function chosenScope(params: URLSearchParams): RepriceScope | undefined {
  const tariffId = params.get('tariff');
  if (tariffId) return { kind: 'tariff', tariffId };
  const placeId = params.get('place');
  if (placeId) return { kind: 'place', placeId };
  if (params.get('unknown') === '1') return { kind: 'unknown' };
  return handed.length > 0 ? { kind: 'sessions', ids: handed } : undefined;
}
