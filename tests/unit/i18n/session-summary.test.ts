import { describe, expect, it } from 'vitest';
import { createFormatters, DEFAULT_DISPLAY } from '#lib/i18n/formatters.ts';
import { summarySentence } from '#lib/i18n/messages/en/summary-sentence.ts';
import { sessionSummary, type SummaryParts } from '#lib/i18n/session-summary.ts';
import type { SessionMetrics } from '#lib/domain/metrics/session-metrics.ts';

const EMPTY: SessionMetrics = {
  homeClass: 'unknown',
  chargingEfficiency: { ratio: 0.9, source: 'setting' },
  cycleMissing: 'no_odometer',
  chips: [],
  hints: [],
  similarSessionIds: [],
};

function summary(
  session: SummaryParts['session'],
  metrics: Partial<SessionMetrics>,
  placeName?: string,
  display: Partial<typeof DEFAULT_DISPLAY> = {},
): string {
  const f = createFormatters({ ...DEFAULT_DISPLAY, ...display });
  return sessionSummary({
    f,
    words: summarySentence(f),
    session,
    metrics: { ...EMPTY, ...metrics },
    placeName,
  }).replaceAll('\u00a0', ' ');
}

const MEASURED = {
  source: 'measured',
  drivingMPerWh: 6,
  plugMPerWh: 5.4,
  confidence: 'high',
  reasons: [],
} as const;

describe('the sentence that sums a charge up', () => {
  it('names kind, place, energy, cost, price, cost per distance, petrol, power, time and SoC', () => {
    const text = summary(
      { energyWh: 45_000, current: 'DC', ratedPowerW: 150_000, socFrom: 10, socTo: 80 },
      {
        homeClass: 'public',
        sizeClass: 'major',
        totalCostMicros: 30_150_000,
        effectivePricePerKwhMicros: 670_000,
        costPerMileMicros: 163_414.6,
        efficiency: MEASURED,
        averagePowerW: 54_000,
        durationS: 3000,
        petrol: {
          perMileMicros: 97_665,
          equivalentMicros: 18_019_200,
          savingMicros: -12_130_800,
          verdict: 'dearer',
        },
      },
      'Services North',
    );
    expect(text).toBe(
      'Public major charge at Services North, 45.0 kWh, £30.15 at 67.0p/kWh, 16.3p/mi, ' +
        '67% dearer than petrol, average 54 kW of 150 kW, 50 min, 10% to 80%.',
    );
  });

  it('says no cost for a free charge, and that its distance is estimated', () => {
    const text = summary(
      { energyWh: 10_000 },
      {
        homeClass: 'home',
        sizeClass: 'topup',
        totalCostMicros: 0,
        effectivePricePerKwhMicros: 0,
        costPerMileMicros: 0,
        efficiency: { ...MEASURED, source: 'profile', confidence: 'estimated' },
        petrol: {
          perMileMicros: 97_665,
          equivalentMicros: 4_004_300,
          savingMicros: 4_004_300,
          verdict: 'cheaper',
        },
      },
      'Home',
    );
    expect(text).toBe(
      'Home top-up, 10.0 kWh, no cost, 0.0p/mi, 100% cheaper than petrol, estimated.',
    );
  });

  it('gives what was paid abroad in its own currency and compares it with nothing', () => {
    const text = summary(
      {
        energyWh: 31_960,
        cost: { basis: 'typed_total', currency: 'NOK', totalMicros: 159_800_000 },
      },
      {
        homeClass: 'public',
        foreignCost: true,
        efficiency: { ...MEASURED, source: 'pooled', confidence: 'estimated' },
        petrol: { perMileMicros: 97_665, equivalentMicros: 9_000_000 },
      },
      'Oslo Havn',
    );
    expect(text).toBe('Public charge at Oslo Havn, 32.0 kWh, NOK 159.80.');
  });

  it('leaves out what is not known', () => {
    expect(summary({}, {})).toBe('Charge.');
    expect(summary({ energyWh: 9300 }, {}, 'Garage')).toBe('Charge at Garage, 9.3 kWh.');
    expect(
      summary({ socFrom: 50, energyWh: 9300 }, { homeClass: 'home', durationS: 30_660 }, 'Home'),
    ).toBe('Home charge, 9.3 kWh, 8 h 31 min.');
    expect(summary({}, { effectivePricePerKwhMicros: 285_000 })).toBe('Charge, 28.5p/kWh.');
  });

  it('is silent about power that is near what the charger can do, and on AC', () => {
    const full = { energyWh: 20_000, ratedPowerW: 50_000 };
    expect(summary({ ...full, current: 'DC' }, { averagePowerW: 40_000 })).toBe(
      'Charge, 20.0 kWh.',
    );
    expect(summary({ ...full, current: 'DC' }, { averagePowerW: 39_900 })).toBe(
      'Charge, 20.0 kWh, average 39.9 kW of 50 kW.',
    );
    expect(summary({ ...full, current: 'AC' }, { averagePowerW: 7000 })).toBe('Charge, 20.0 kWh.');
  });

  it('writes numbers as the person’s settings say', () => {
    const text = summary(
      { energyWh: 20_500 },
      {
        homeClass: 'public',
        sizeClass: 'partial',
        totalCostMicros: 12_300_000,
        effectivePricePerKwhMicros: 600_000,
        costPerMileMicros: 160_934.4,
        efficiency: MEASURED,
      },
      'Marktplatz',
      { locale: 'de-DE', currency: 'EUR', distanceUnit: 'km' },
    );
    expect(text).toBe(
      'Public partial charge at Marktplatz, 20,5 kWh, 12,30 € at 60,0c/kWh, 10,0c/km.',
    );
  });
});
