import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQuickEntry } from '#lib/domain/quick-entry.ts';
import type { Result } from '#lib/domain/result.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import { DEFAULT_SETTINGS } from '#lib/domain/settings.ts';
import { validateCar } from '#lib/domain/validate-car.ts';
import { validatePlace } from '#lib/domain/validate-place.ts';
import { validateSession } from '#lib/domain/validate-session.ts';
import { validateTariff } from '#lib/domain/validate-tariff.ts';

const today = '2026-06-30';
const validators: readonly (readonly [string, (input: unknown) => Result<object>])[] = [
  ['car', validateCar],
  ['place', validatePlace],
  ['tariff', validateTariff],
  ['session', (input) => validateSession(input, { today })],
];
const sound: Record<string, object> = {
  car: { name: 'Red', createdDate: today },
  place: { name: 'Hub' },
  tariff: {
    name: 'Flat',
    kind: 'home',
    currency: 'GBP',
    timeZone: 'UTC',
    validFrom: today,
    pricePerKwhMicros: 1,
  },
  session: { carId: 'c', localDate: today, timeZone: 'UTC', energyWh: 1 },
};
const fields = fc.constantFrom(
  ...['name', 'fullCharge', 'mileage', 'latitude', 'timeZone', 'bands', 'validTo', 'startedAt'],
  ...['endedAt', 'chargingS', 'socFrom', 'cost', 'curve', 'provenance', 'createdDate', 'extra'],
);

describe.each(validators)('a %s', (area, validate) => {
  test('of anything is a value or named issues, never an exception', () => {
    fc.assert(
      fc.property(fields, fc.anything(), (field, value) => {
        const result = validate({ ...sound[area], [field]: value });
        if (result.ok) return;
        expect(result.error.code).toBe(`${area}/invalid`);
        expect(result.error.fields).not.toHaveLength(0);
        for (const issue of result.error.fields ?? []) expect(issue.code).toMatch(/^\w+\/\w+$/);
      }),
    );
  });

  test('that passed passes again, unchanged', () => {
    fc.assert(
      fc.property(fields, fc.jsonValue(), (field, value) => {
        const result = validate({ ...sound[area], [field]: value });
        if (result.ok) expect(validate(result.value)).toEqual(result);
      }),
    );
  });
});

test('settings of anything are complete settings', () => {
  const row = fc.record({
    id: fc.constantFrom(...Object.keys(DEFAULT_SETTINGS)),
    value: fc.anything(),
  });
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const { settings } = readSettings(rows);
      const again = Object.entries(settings).map(([id, value]) => ({
        id,
        value: value as unknown,
      }));
      for (const key of Object.keys(DEFAULT_SETTINGS)) {
        if (key !== 'defaultEfficiencyMPerWh') expect(settings).toHaveProperty(key);
      }
      expect(readSettings(again).issues).toEqual([]);
    }),
  );
});

test('a line of quick entry is used up, word for word', () => {
  const words = fc.constantFrom(
    ...['home', '9.3kwh', '8h31m', '20-80%', '12.40', '41230mi', 'AC', 'yesterday', '50kW'],
    ...['@Farm shop', '£3', '34p/kWh', '23:15', 'what', '%', '12', '-', '日本'],
  );
  const context = { settings: DEFAULT_SETTINGS, places: [], locale: 'en-GB' };
  const letters = (text: string) =>
    Array.from(text.replace(/[\s,;]/g, ''))
      .toSorted()
      .join('');
  fc.assert(
    fc.property(fc.array(words), (parts) => {
      const text = parts.join(' ');
      const { understood, unknown } = parseQuickEntry(text, context);
      const stretches = new Map(understood.map(({ from, to }) => [from, text.slice(from, to)]));
      expect(letters([...stretches.values(), ...unknown].join(''))).toBe(letters(text));
    }),
  );
});
