import type { HomeClass } from '#lib/domain/home.ts';
import type { SizeClass } from '#lib/domain/metrics/session-metrics.ts';
import type { Formatters } from '#lib/i18n/formatters.ts';

/** The parts of the sentence that sums a charge up. */
export const summarySentence = (f: Formatters) => ({
  where: { home: 'home ', public: 'public ', unknown: '' } satisfies Record<HomeClass, string>,
  size: {
    topup: 'top-up',
    partial: 'partial charge',
    major: 'major charge',
  } satisfies Record<SizeClass, string>,
  charge: 'charge',
  at: (place: string) => ` at ${place}`,
  noCost: 'no cost',
  costAt: (total: string, price: string) => `${total} at ${price}`,
  petrol: {
    cheaper: (pct: number) => `${f.percent(pct, { max: 0 })} cheaper than petrol`,
    dearer: (pct: number) => `${f.percent(pct, { max: 0 })} dearer than petrol`,
    same: () => 'the same as petrol',
  },
  power: (average: string, rated: string) => `average ${average} of ${rated}`,
  soc: (from: string, to: string) => `${from} to ${to}`,
  estimated: 'estimated',
});
