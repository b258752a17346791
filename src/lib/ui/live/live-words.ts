import type { I18n } from '#lib/i18n/i18n.svelte.ts';
import type { LiveFigures, SpeedSource } from '#lib/state/live-estimate.ts';
import type { ShownFigure } from '#lib/ui/session/shown-figure.ts';

type Words = Pick<I18n, 't' | 'f'>;

/** What the speed of a charge is taken from, in a sentence; empty without an estimate. */
export function speedWords(
  { t }: Words,
  speed: SpeedSource | undefined,
  powerW: number | undefined,
): string {
  return speed === undefined ? '' : t.live.from[speed](powerW ?? 0);
}

/** When the target is reached, or that it is. Empty when that cannot be told. */
export function targetWords({ t, f }: Words, figures: LiveFigures, zone: string): string {
  const { targetSoc, targetAt, done } = figures;
  if (targetSoc === undefined) return '';
  if (done) return t.live.reached(targetSoc);
  return targetAt === undefined ? '' : t.live.at(targetSoc, f.time(targetAt, zone));
}

/** The line of the bar: "Charging · ≈ 62% · 80% at about 14:35". */
export function barWords(words: Words, figures: LiveFigures, zone: string): string {
  const { t } = words;
  const { soc, isPaused } = figures;
  return [
    isPaused ? t.live.paused : t.live.charging,
    soc === undefined ? '' : t.live.about(soc),
    targetWords(words, figures, zone),
  ]
    .filter(Boolean)
    .join(' · ');
}

function costSource({ t }: Words, { cost }: LiveFigures): string {
  const basis = cost?.basis;
  const from = t.live.costFrom;
  return basis !== undefined && basis in from
    ? from[basis as keyof typeof from]
    : t.live.costUnknown;
}

/** The figures of the card, each with where it comes from. */
export function cardFigures(
  words: Words,
  figures: LiveFigures,
  { zone, now }: { readonly zone: string; readonly now: number },
): readonly ShownFigure[] {
  const { t, f } = words;
  const { elapsedS, energyWh, cost, targetAt, reading, speed, powerW, gap } = figures;
  const elapsed = { label: t.live.elapsed, value: f.duration(elapsedS) };
  if (gap) return [elapsed];
  const speedFrom = speedWords(words, speed, powerW);
  const from = reading ? `${t.live.reading(reading.soc, f.time(reading.at, zone))} ` : '';
  return [
    elapsed,
    {
      label: t.live.energy,
      value: f.energyTotal(energyWh),
      estimated: true,
      source: `${from}${speedFrom} ${t.live.energyFrom} ${t.live.isEstimate}`,
    },
    {
      label: t.live.cost,
      value: f.money(cost?.micros, cost?.currency),
      estimated: true,
      source: `${costSource(words, figures)} ${t.live.isEstimate}`,
    },
    {
      label: t.live.finish,
      value: f.time(targetAt, zone),
      estimated: true,
      source: `${targetAt === undefined ? '' : `${t.live.left(f.duration((targetAt - now) / 1000))}. `}${from}${speedFrom}`,
    },
  ];
}
