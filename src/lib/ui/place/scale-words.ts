import { metresOf } from '#lib/domain/units.ts';
import type { Formatters } from '#lib/i18n/formatters.ts';
import { NBSP } from '#lib/i18n/number-format.ts';

interface Bar {
  readonly units: number;
  readonly pixels: number;
}

/**
 * A scale bar in the person's unit of distance, in metres where it is shorter than one of them.
 * `barOf` gives the longest bar of a round number of units of so many metres.
 */
export function scaleOf(
  f: Formatters,
  barOf: (unitM: number) => Bar,
): { readonly text: string; readonly pixels: number } {
  const far = barOf(metresOf(1, f.distanceUnit));
  const isFar = far.units >= 1;
  const { units, pixels } = isFar ? far : barOf(1);
  return { text: `${f.number(units)}${NBSP}${isFar ? f.distanceUnit : 'm'}`, pixels };
}
