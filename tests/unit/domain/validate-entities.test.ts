import { describe, expect, test } from 'vitest';
import type { Result } from '#lib/domain/result.ts';
import { validateCar } from '#lib/domain/validate-car.ts';
import { validatePlace } from '#lib/domain/validate-place.ts';
import { validateTariff } from '#lib/domain/validate-tariff.ts';

function issuesOf(result: Result<unknown>): string[] {
  if (result.ok) return [];
  return (result.error.fields ?? []).map(({ field, code }) => `${field} ${code}`);
}

const car = { name: 'Red', createdDate: '2026-01-01' };
const place = { name: 'Hub' };
const tariff = {
  name: 'Night',
  kind: 'home',
  currency: 'GBP',
  timeZone: 'Europe/London',
  validFrom: '2026-01-01',
  pricePerKwhMicros: 250_000,
};
const band = { label: 'night', from: '23:30', to: '05:30', pricePerKwhMicros: 75_000 };

describe('a car', () => {
  test('gets its defaults, a trimmed name and keeps fields it does not know', () => {
    const result = validateCar({
      ...car,
      name: '  Red ',
      colour: 'red',
      make: undefined,
      model: null,
    });
    expect(result).toEqual({
      ok: true,
      value: { name: 'Red', createdDate: '2026-01-01', archived: false, colour: 'red' },
    });
  });

  test.each([
    ['name', { name: ' ' }, 'car/name'],
    ['name', { name: 'x'.repeat(81) }, 'car/name'],
    ['name', { name: undefined }, 'car/name'],
    ['name', { name: 'lone \ud800' }, 'text/bad_character'],
    ['make', { make: '\udfff' }, 'text/bad_character'],
    ['make', { make: 'x'.repeat(81) }, 'car/text_length'],
    ['model', { model: 7 }, 'car/text_length'],
    ['usableBatteryWh', { usableBatteryWh: 999 }, 'car/battery_range'],
    ['usableBatteryWh', { usableBatteryWh: 500_001 }, 'car/battery_range'],
    ['usableBatteryWh', { usableBatteryWh: NaN }, 'car/battery_range'],
    ['usableBatteryWh', { usableBatteryWh: 60_000.5 }, 'car/battery_range'],
    ['profileEfficiencyMPerWh', { profileEfficiencyMPerWh: 0.4 }, 'car/efficiency_range'],
    ['profileEfficiencyMPerWh', { profileEfficiencyMPerWh: Infinity }, 'car/efficiency_range'],
    ['maxAcW', { maxAcW: 499 }, 'car/power_range'],
    ['maxDcW', { maxDcW: 1_000_001 }, 'car/power_range'],
    ['createdDate', { createdDate: '2026-02-29' }, 'car/date'],
    ['fullCharge', { fullCharge: 5 }, 'car/full_charge_interval'],
    ['fullCharge.every', { fullCharge: { every: 0, unit: 'days' } }, 'car/full_charge_interval'],
    ['fullCharge.unit', { fullCharge: { every: 1, unit: 'years' } }, 'car/full_charge_interval'],
    ['mileage.openingOdometerM', { mileage: { startDate: '2026-01-01' } }, 'car/mileage'],
    ['mileage.startDate', { mileage: { startDate: 'x', openingOdometerM: 0 } }, 'car/mileage'],
    [
      'mileage.annualAllowanceM',
      { mileage: { startDate: '2026-01-01', openingOdometerM: 0, annualAllowanceM: 0 } },
      'car/mileage',
    ],
  ])('refuses %s of %j with %s', (field, change, code) => {
    expect(issuesOf(validateCar({ ...car, ...change }))).toEqual([`${field} ${code}`]);
  });

  test('tells all problems at once, with their values', () => {
    const result = validateCar({ ...car, name: '', maxAcW: 1 });
    expect(result).toEqual({
      ok: false,
      error: {
        code: 'car/invalid',
        fields: [
          { field: 'name', code: 'car/name', value: '' },
          { field: 'maxAcW', code: 'car/power_range', value: 1 },
        ],
      },
    });
  });

  test.each([[null], [undefined], ['car'], [[]]])('is not %j', (input) => {
    expect(validateCar(input)).toMatchObject({ ok: false, error: { code: 'car/invalid' } });
  });

  test('accepts the limits of its ranges', () => {
    const limits = {
      name: '\u{1f697}'.repeat(80),
      usableBatteryWh: 1000,
      profileEfficiencyMPerWh: 20,
      maxAcW: 500,
      maxDcW: 1_000_000,
      fullCharge: { every: 365, unit: 'months' },
      mileage: { startDate: '2026-01-01', openingOdometerM: 0, annualAllowanceM: 500_000_000 },
    };
    expect(validateCar({ ...car, ...limits }).ok).toBe(true);
  });
});

describe('a place', () => {
  test('gets its defaults', () => {
    expect(validatePlace(place)).toEqual({
      ok: true,
      value: { name: 'Hub', isHome: false, isFree: false },
    });
  });

  test.each([
    ['name', { name: 'x'.repeat(121) }, 'place/name'],
    ['pricePerKwhMicros', { pricePerKwhMicros: -1 }, 'place/price_range'],
    ['pricePerMinuteMicros', { pricePerMinuteMicros: 1_000_000_000_001 }, 'place/price_range'],
    ['sessionFeeMicros', { sessionFeeMicros: 0.5 }, 'place/price_range'],
    ['network', { network: 'x'.repeat(81) }, 'place/text_length'],
    ['latitude', { latitude: 91, longitude: 0 }, 'place/position'],
    ['longitude', { latitude: 51 }, 'place/position'],
    ['latitude', { longitude: 0 }, 'place/position'],
    ['radiusM', { radiusM: 9 }, 'place/position'],
    ['timeZone', { timeZone: 'Europe/Lodnon' }, 'place/zone'],
    ['archived', { archived: 'yes' }, 'place/archived'],
  ])('refuses %s of %j with %s', (field, change, code) => {
    expect(issuesOf(validatePlace({ ...place, ...change }))).toContain(`${field} ${code}`);
  });
});

describe('a tariff', () => {
  test.each([
    [{}],
    [{ bands: [band, { ...band, from: '12:00', to: '24:00', days: [7] }] }],
    [{ kind: 'place', placeId: 'p', pricePerKwhMicros: -10_000, validTo: '2026-01-01' }],
  ])('accepts %j', (change) => {
    expect(issuesOf(validateTariff({ ...tariff, ...change }))).toEqual([]);
  });

  test.each([
    ['name', { name: '' }, 'tariff/name'],
    ['kind', { kind: 'work' }, 'tariff/kind'],
    ['placeId', { kind: 'place' }, 'tariff/place'],
    ['currency', { currency: 'gbp' }, 'tariff/currency'],
    ['timeZone', { timeZone: '+01:00' }, 'tariff/zone'],
    ['validFrom', { validFrom: '2026-13-01' }, 'tariff/dates'],
    ['validTo', { validTo: '2025-12-31' }, 'tariff/dates'],
    ['pricePerKwhMicros', { pricePerKwhMicros: -1_000_000_000_001 }, 'tariff/price_range'],
    ['pricePerKwhMicros', { pricePerKwhMicros: undefined }, 'tariff/price_range'],
    ['sessionFeeMicros', { sessionFeeMicros: -1 }, 'tariff/price_range'],
    ['pricePerMinuteMicros', { pricePerMinuteMicros: -1 }, 'tariff/price_range'],
    ['untimedPricePerKwhMicros', { untimedPricePerKwhMicros: 0.1 }, 'tariff/price_range'],
    ['bands', { bands: Array.from({ length: 49 }, () => band) }, 'tariff/band'],
    ['bands.0.label', { bands: [{ ...band, label: '' }] }, 'tariff/band'],
    ['bands.0.days', { bands: [{ ...band, days: [] }] }, 'tariff/band'],
    ['bands.0.days.0', { bands: [{ ...band, days: [8] }] }, 'tariff/band'],
    ['bands.0.from', { bands: [{ ...band, from: '24:00' }] }, 'tariff/band'],
    ['bands.0.to', { bands: [{ ...band, to: '5:30' }] }, 'tariff/band'],
    ['bands.1.to', { bands: [band, { ...band, to: '23:30' }] }, 'tariff/band'],
    [
      'bands.0.pricePerKwhMicros',
      { bands: [{ ...band, pricePerKwhMicros: 'x' }] },
      'tariff/price_range',
    ],
  ])('refuses %s of %j with %s', (field, change, code) => {
    expect(issuesOf(validateTariff({ ...tariff, ...change }))).toEqual([`${field} ${code}`]);
  });
});
