import { expect, it } from 'vitest';
import { ratesOfYear } from '#lib/state/road-tax-rates.ts';
import { DEFAULT_SETTINGS } from '#lib/domain/settings.ts';

const yearFrom = (n: number) => ({ yearStart: `${n}-01-01`, yearEnd: `${n}-12-31` });
const rate = (from: string) => ({ from, perMileMicros: 1, annualMicros: 2 });

it('are those that hold on some day of the year', () => {
  const roadTaxRates = [rate('2025-04-01'), rate('2026-04-01'), rate('2028-04-01')];
  const settings = { currency: 'GBP', roadTaxRates };
  const fromOf = (n: number) => ratesOfYear(settings, yearFrom(n)).map(({ from }) => from);
  expect(fromOf(2024)).toEqual([]);
  expect(fromOf(2025)).toEqual(['2025-04-01']);
  expect(fromOf(2026)).toEqual(['2025-04-01', '2026-04-01']);
  expect(fromOf(2027)).toEqual(['2026-04-01']);
  expect(ratesOfYear({ currency: 'GBP', roadTaxRates: [] }, yearFrom(2030))).toEqual([]);
});

it('are not those of another country that nobody entered', () => {
  const { roadTaxRates } = DEFAULT_SETTINGS;
  expect(ratesOfYear({ currency: 'GBP', roadTaxRates }, yearFrom(2028))).toEqual(roadTaxRates);
  expect(ratesOfYear({ currency: 'EUR', roadTaxRates }, yearFrom(2028))).toEqual([]);
  const own = [rate('2028-01-01')];
  expect(ratesOfYear({ currency: 'EUR', roadTaxRates: own }, yearFrom(2028))).toEqual(own);
});
