import type { ChipTone, SizeClass } from '#lib/domain/metrics/session-metrics.ts';
import type { Formatters } from '#lib/i18n/formatters.ts';
import { formatPrice } from '#lib/i18n/money-format.ts';
import { NBSP } from '#lib/i18n/number-format.ts';
import { confidence } from './confidence.ts';
import { figureSources } from './figure-sources.ts';
import { summarySentence } from './summary-sentence.ts';

/** Names of figures and what is said about them, the same on every screen. */
export const figures = (f: Formatters) => {
  const isMiles = f.distanceUnit === 'mi';
  return {
    names: {
      energy: 'Energy',
      cost: 'Cost',
      price: 'Price per kWh',
      costPerDistance: isMiles ? 'Cost per mile' : 'Cost per km',
      gained: isMiles ? 'Miles gained' : 'Kilometres gained',
      costPer10: `Cost per ${f.soc(10)}`,
      efficiency: 'Driving efficiency',
      plugEfficiency: 'Efficiency from the plug',
      chargingEfficiency: 'Charging efficiency',
      added: 'Added',
      stored: 'Into the battery',
      loss: 'Charging loss',
      socPerKwh: 'Points per kWh',
      averagePower: 'Average power',
      speed: isMiles ? 'Miles per hour of charging' : 'Kilometres per hour of charging',
      rangeAdded: 'Range added',
      petrolPerDistance: isMiles ? 'Petrol per mile' : 'Petrol per km',
      petrolEquivalent: 'Same distance on petrol',
      saved: 'Saved against petrol',
      lost: 'Dearer than petrol by',
      breakEven: 'Break-even price',
      homeDelta: 'Against home',
      uncertainty: 'Uncertainty',
    },
    from: figureSources(f),
    confidence: confidence(f),
    sentence: summarySentence(f),

    /** What a chip shows, short enough for a row of a list. */
    chips: {
      efficiency: (mPerWh: number) => f.efficiency(mPerWh),
      cost_per_mile: (micros: number) => (micros === 0 ? 'No cost' : f.pricePerDistance(micros)),
      petrol: (savingMicros: number) => petrolChip(f, savingMicros),
      home_delta: (micros: number) => `${f.pricePerDistanceDelta(micros)} on home`,
      loss: (pct: number) => `${f.percent(pct)} loss`,
      price: (micros: number) => f.pricePerKwh(micros),
      power: (w: number) => f.power(w),
      cost_per_10: (micros: number) => `${f.money(micros)} per ${f.soc(10)}`,
      soc_per_kwh: (points: number) => `${f.soc(points)} per kWh`,
    },
    /** What a chip is about, for those who hear it. */
    chipNames: {
      efficiency: 'Efficiency',
      cost_per_mile: isMiles ? 'Cost per mile' : 'Cost per km',
      petrol: 'Against petrol',
      home_delta: 'Against home',
      loss: 'Charging loss',
      price: 'Price',
      power: 'Average power',
      cost_per_10: 'Cost',
      soc_per_kwh: 'Charge gained',
      size: 'Size',
    },
    tones: { good: 'good', neutral: '', bad: 'poor', info: '' } satisfies Record<ChipTone, string>,
    sizes: {
      topup: 'Top-up',
      partial: 'Partial charge',
      major: 'Major charge',
    } satisfies Record<SizeClass, string>,
    estimated: 'estimated',

    points: (n: number) =>
      f.plural(n, { one: `1${NBSP}point`, other: `${f.number(n)}${NBSP}points` }),
    /** +1.4p/kWh */
    priceDelta: (micros: number) =>
      `${formatPrice(f.locale, f.currency, micros, 'exceptZero')}/kWh`,
    powerDelta: (w: number) => `${f.number(w / 1000, { sign: 'exceptZero' })}${NBSP}kW`,
    energyDelta: (wh: number) =>
      `${f.number(wh / 1000, { min: 1, max: 1, sign: 'exceptZero' })}${NBSP}kWh`,
    socPerKwh: (points: number) => f.number(points, { max: 2 }),
    socPerKwhDelta: (points: number) => f.number(points, { max: 2, sign: 'exceptZero' }),
    uncertainty: (share: number) => `±${f.percent(share * 100)}`,
  };
};

function petrolChip(f: Formatters, savingMicros: number): string {
  if (savingMicros < 0) return `${f.money(-savingMicros)} dearer than petrol`;
  return savingMicros > 0 ? `${f.money(savingMicros)} saved` : 'Same as petrol';
}
