import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFormatters } from '#lib/i18n/formatters.ts';
import { quantity, type QuantityKind } from '#lib/state/quantity.ts';

const british = createFormatters({
  locale: 'en-GB',
  currency: 'GBP',
  distanceUnit: 'mi',
  efficiencyUnit: 'mi/kWh',
});
const german = createFormatters({
  locale: 'de-DE',
  currency: 'EUR',
  distanceUnit: 'km',
  efficiencyUnit: 'kWh/100km',
});

function read(kind: QuantityKind, text: string, display = british): number | string {
  const result = quantity(kind, display).read(text);
  return result.ok ? result.value : result.error.code;
}

describe('typed quantities', () => {
  it.each([
    ['energy', '72.6', 72_600],
    ['power', '7.4', 7400],
    ['power', '233 kW', 233_000],
    ['distance', '50', 80_467],
    ['distance', '12,345', 19_867_352],
    ['efficiency', '3.5', 5.632704],
    ['pricePerKwh', '0.245', 245_000],
    ['pricePerKwh', '24.5p', 245_000],
    ['money', '£1.45', 1_450_000],
    ['share', '6', 0.06],
    ['share', '87.5%', 0.875],
    ['percent', '95', 95],
    ['number', '30', 30],
    ['degrees', '-0.12776', -0.12776],
  ] as const)('reads %s “%s”', (kind, text, stored) => {
    expect(read(kind, text)).toBe(stored);
  });

  it('reads the comma of the locale and a dot alike', () => {
    expect(read('energy', '58,5', german)).toBe(58_500);
    expect(read('energy', '58.5', german)).toBe(58_500);
    // 100 km on 16.5 kWh are 100 / 16.5 metres per watt-hour.
    expect(read('efficiency', '16,5', german)).toBeCloseTo(6.0606060606, 9);
    expect(read('distance', '50', german)).toBe(50_000);
  });

  it.each([
    ['number', 'abc', 'number/unreadable'],
    ['energy', '72,6', 'number/unreadable'],
    ['energy', '12 mi', 'number/unit'],
    ['money', '€5', 'number/unit'],
    ['percent', 'Infinity', 'number/not_finite'],
  ] as const)('refuses %s “%s”', (kind, text, code) => {
    expect(read(kind, text)).toBe(code);
  });

  it('cannot make an efficiency of nothing per distance', () => {
    expect(read('efficiency', '0', german)).toBe('number/not_finite');
  });

  it('gives back whole watt-hours, watts and metres that it wrote', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(british, german),
        fc.integer({ min: 0, max: 3_000_000 }),
        (display, value) => {
          for (const kind of ['energy', 'power'] as const) {
            const one = quantity(kind, display);
            expect(one.read(one.toText(value))).toEqual({ ok: true, value });
          }
        },
      ),
    );
  });

  it('keeps odometer readings of whole miles and kilometres', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(british, german),
        fc.integer({ min: 0, max: 999_999 }),
        (display, reading) => {
          const distance = quantity('distance', display);
          const stored = distance.read(String(reading));
          expect(stored.ok && distance.toText(stored.value)).toBe(String(reading));
        },
      ),
    );
  });
});
