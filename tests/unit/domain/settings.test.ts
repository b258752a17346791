import { describe, expect, test } from 'vitest';
import { SETTING_KEYS, readSettings, validateSetting } from '#lib/domain/setting-rules.ts';
import { DEFAULT_SETTINGS } from '#lib/domain/settings.ts';

function rows(values: Record<string, unknown>) {
  return Object.entries(values).map(([id, value]) => ({ id, value }));
}

function codeOf(key: string, value: unknown): string {
  const result = validateSetting(key, value, DEFAULT_SETTINGS);
  return result.ok ? 'ok' : result.error.code;
}

describe('settings', () => {
  test('without rows are the defaults', () => {
    expect(readSettings([])).toEqual({ settings: DEFAULT_SETTINGS, issues: [] });
  });

  test('every default passes its own rule', () => {
    for (const [key, value] of Object.entries(DEFAULT_SETTINGS)) {
      expect(codeOf(key, value), key).toBe('ok');
    }
  });

  test('only the petrol figures have no default', () => {
    const without = SETTING_KEYS.filter((key) => !(key in DEFAULT_SETTINGS));
    expect(without).toEqual(['petrolPricePerLitreMicros', 'petrolEconomy']);
    expect(SETTING_KEYS).toHaveLength(64);
  });

  test('a cleared fallback is absent, not its default', () => {
    const { settings, issues } = readSettings(rows({ defaultEfficiencyMPerWh: null }));
    expect(issues).toEqual([]);
    expect(settings).not.toHaveProperty('defaultEfficiencyMPerWh');
  });

  test('a row without a value is one that was cleared, or has its default', () => {
    const read = readSettings([
      { id: 'defaultEfficiencyMPerWh', value: undefined },
      { id: 'currency', value: undefined },
      { id: 'unheardOf', value: undefined },
    ]);
    expect(read.issues).toEqual([]);
    expect(read.settings).not.toHaveProperty('defaultEfficiencyMPerWh');
    expect(read.settings.currency).toBe(DEFAULT_SETTINGS.currency);
  });

  test.each([
    ['currency', 'GBX', 'setting/range'],
    ['currency', 5, 'setting/type'],
    ['currency', null, 'setting/type'],
    ['locale', 'not a locale', 'setting/range'],
    ['distanceUnit', 'nm', 'setting/range'],
    ['homeAliases', 'home', 'setting/type'],
    ['homeAliases', Array.from({ length: 21 }, () => 'x'), 'setting/range'],
    ['petrolPricePerLitreMicros', 0, 'setting/range'],
    ['petrolPricePerLitreMicros', null, 'ok'],
    ['petrolEconomy', NaN, 'setting/range'],
    ['petrolEconomy', '60', 'setting/type'],
    ['anchorHorizonDays', 1.5, 'setting/type'],
    ['anchorHorizonDays', 366, 'setting/range'],
    ['fallbackEnabled', 0, 'setting/type'],
    ['homeWindowStart', '24:00', 'setting/range'],
    ['efficiencyMinMPerWh', 13, 'setting/order'],
    ['uncertaintyMedium', 0.05, 'setting/order'],
    ['chargingEfficiencyMax', 0.6, 'setting/order'],
    ['reminderDueDays', 7, 'setting/order'],
    ['roadTaxRates', [{ from: '2028-04-01' }], 'setting/type'],
    ['roadTaxRates', [], 'ok'],
    ['theme', 'dark', 'setting/unknown_key'],
    ['toString', 'dark', 'setting/unknown_key'],
  ])('%s of %j is %s', (key, value, code) => {
    expect(codeOf(key, value)).toBe(code);
  });

  test('road tax entries rise by date', () => {
    const rate = { from: '2028-04-01', perMileMicros: 30_000, annualMicros: 0 };
    expect(codeOf('roadTaxRates', [rate, { ...rate, from: '2029-04-01' }])).toBe('ok');
    expect(codeOf('roadTaxRates', [rate, rate])).toBe('setting/order');
  });

  test('what cannot be read is the default and is told', () => {
    const { settings, issues } = readSettings(
      rows({ rollingDays: 'a month', currency: 'EUR', theme: 'dark', dcTaperSoc: undefined }),
    );
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, currency: 'EUR' });
    expect(issues).toEqual([
      { field: 'rollingDays', code: 'setting/type', value: 'a month' },
      { field: 'theme', code: 'setting/unknown_key', value: 'dark' },
    ]);
  });

  test('a minimum above its maximum puts both back', () => {
    const { settings, issues } = readSettings(rows({ efficiencyMinMPerWh: 15 }));
    expect(settings).toEqual(DEFAULT_SETTINGS);
    expect(issues).toEqual([{ field: 'efficiencyMinMPerWh', code: 'setting/order', value: 15 }]);
  });
});
