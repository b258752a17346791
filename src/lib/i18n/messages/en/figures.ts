import type { Formatters } from '#lib/i18n/formatters.ts';

/** Names of figures and what is said about them, the same on every screen. */
export const figures = (f: Formatters) => ({
  /** What a chip shows, short enough for a row of a list. */
  chips: {
    efficiency: (mPerWh: number) => f.efficiency(mPerWh),
    cost_per_mile: (micros: number) => (micros === 0 ? 'No cost' : f.pricePerDistance(micros)),
    petrol: (savingMicros: number) =>
      savingMicros < 0
        ? `${f.money(-savingMicros)} dearer than petrol`
        : savingMicros > 0
          ? `${f.money(savingMicros)} saved`
          : 'Same as petrol',
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
    cost_per_mile: f.distanceUnit === 'mi' ? 'Cost per mile' : 'Cost per kilometre',
    petrol: 'Against petrol',
    home_delta: 'Against home',
    loss: 'Charging loss',
    price: 'Price',
    power: 'Average power',
    cost_per_10: 'Cost',
    soc_per_kwh: 'Charge gained',
    size: 'Size',
  },
  tones: { good: 'good', neutral: '', bad: 'poor', info: '' },
  sizes: { topup: 'Top-up', partial: 'Partial charge', major: 'Major charge' },
  estimated: 'estimated',
});
