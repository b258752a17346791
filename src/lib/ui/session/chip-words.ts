import type { I18n } from '#lib/i18n/i18n.svelte.ts';
import type { ShownChip } from '#lib/domain/metrics/session-metrics.ts';

/** What a chip shows, without its mark: "24.1p/mi". */
export function chipText({ figures }: I18n['t'], { code, value }: ShownChip): string {
  // A size has a class, every other chip a number.
  if (typeof value === 'string') return figures.sizes[value];
  return code === 'size' ? '' : figures.chips[code](value);
}

/** What a chip says aloud: name, figure, how good it is and whether it is an estimate. */
export function chipSpoken(t: I18n['t'], chip: ShownChip): string {
  const { figures } = t;
  const tone = figures.tones[chip.tone];
  return [
    `${figures.chipNames[chip.code]} ${chipText(t, chip)}`,
    ...(tone ? [tone] : []),
    ...(chip.faded ? [figures.estimated] : []),
  ].join(', ');
}
