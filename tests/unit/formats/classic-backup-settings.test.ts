import { describe, expect, it } from 'vitest';
import { settingsToFill } from '#lib/formats/classic-backup/fill-settings.ts';
import { backupOf } from './classic-backup-files.ts';

function settingsOf(settings: Record<string, unknown>) {
  return backupOf({ 'settings.json': JSON.stringify(settings) });
}

const RATE = { rate_per_kwh: 0.075, valid_from: '2024-04-01', valid_to: null };
const TARIFF = { name: 'Home', kind: 'home', currency: 'GBP', timeZone: 'Europe/London' };

describe('settings of a classic backup', () => {
  it.each<[string, unknown, string, unknown]>([
    ['default_efficiency_mpkwh', '3.7', 'defaultEfficiencyMPerWh', 5.9545728],
    ['petrol_price_p_per_litre', '142.9', 'petrolPricePerLitreMicros', 1_429_000],
    ['petrol_ppl', 150, 'petrolPricePerLitreMicros', 1_500_000],
    ['petrol_mpg', '45', 'petrolEconomy', 45],
    ['mpg_uk', '45.5', 'petrolEconomy', 45.5],
    ['home_aliases_csv', ' home, the house ,,', 'homeAliases', ['home', 'the house']],
    ['home_charging_speed_kw', '7.4', 'homeChargerW', 7400],
    ['currency', 'eur', 'currency', 'EUR'],
    ['efficiency_min', '1.5', 'efficiencyMinMPerWh', 2.414016],
    ['efficiency_max', '6', 'efficiencyMaxMPerWh', 9.656064],
    ['anchor_horizon_days', '45', 'anchorHorizonDays', 45],
  ])('reads %s', async (key, value, name, expected) => {
    const { settings, settingsUnused } = await settingsOf({ [key]: value });
    expect(settings).toMatchObject({ [name]: expected });
    expect(Object.keys(settings)).toHaveLength(name === 'petrolEconomy' ? 2 : 1);
    expect(settingsUnused).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['default_efficiency_mpkwh', 'about four'],
    ['default_efficiency_mpkwh', '1e1'],
    ['default_efficiency_mpkwh', '99'],
    ['petrol_mpg', 0],
    ['petrol_mpg', true],
    ['petrol_mpg', ['45']],
    ['home_aliases_csv', ' , '],
    ['home_charging_speed_kw', '0.1'],
    ['currency', 'pounds'],
    ['anchor_horizon_days', '30.5'],
    ['anchor_horizon_days', '366'],
    ['efficiency_min', '20'],
    ['min_delta_miles', '50'],
    ['toString', '1'],
    ['theme', 'dark'],
    ['home_charging_rate', '0.075'],
    ['home_charging_rate', { rate_per_kwh: 0.075 }],
    ['home_charging_rate', { ...RATE, rate_per_kwh: 'free' }],
    ['home_charging_rate', { ...RATE, valid_from: '2024-02-30' }],
    ['home_charging_rate', { ...RATE, valid_to: '2024-03-31' }],
    ['home_charging_rate', '{"rate_per_kwh":'],
  ])('lists %s = %j as unused', async (key, value) => {
    const { settings, settingsUnused, tariffs } = await settingsOf({ [key]: value });
    expect([settings, tariffs, settingsUnused]).toEqual([{}, [], [key]]);
  });

  it('leaves out what is blank without a word, if it is known', async () => {
    const { settings, settingsUnused } = await settingsOf({
      petrol_mpg: '',
      currency: null,
      home_charging_rate: ' ',
      other: '',
    });
    expect([settings, settingsUnused]).toEqual([{}, ['other']]);
  });

  it('takes the first of two keys for one thing that can be read', async () => {
    const { settings, settingsUnused } = await settingsOf({
      petrol_mpg: 'x',
      mpg_uk: '40',
      petrol_price_p_per_litre: '140',
      petrol_ppl: '150',
    });
    expect(settings).toEqual({
      petrolEconomy: 40,
      petrolEconomyUnit: 'mpg_uk',
      petrolPricePerLitreMicros: 1_400_000,
    });
    expect(settingsUnused).toEqual(['petrol_mpg', 'petrol_ppl']);
  });

  it('says which values were encrypted and are lost', async () => {
    const { settings, settingsUnused, fileWarnings } = await settingsOf({
      gotify_token: '[ENCRYPTED_44chars]',
      petrol_mpg: '[ENCRYPTED_3chars]',
      note: '[ENCRYPTED_chars]',
    });
    expect([settings, settingsUnused]).toEqual([{}, ['note']]);
    expect(fileWarnings).toEqual([
      { code: 'file/setting_not_recoverable', key: 'gotify_token' },
      { code: 'file/setting_not_recoverable', key: 'petrol_mpg' },
    ]);
  });

  it('takes no band of efficiencies that is upside down', async () => {
    const { settings, settingsUnused } = await settingsOf({
      efficiency_min: '5',
      efficiency_max: '4',
    });
    expect(settings).toEqual({});
    expect(settingsUnused).toEqual(['efficiency_min', 'efficiency_max']);
  });
});

describe('home rate of a classic backup', () => {
  it.each<[string, unknown]>([
    ['an object', RATE],
    ['a text with the object', JSON.stringify(RATE)],
    ['a list', [RATE]],
    ['a text with a list', JSON.stringify([RATE])],
    ['the other name', { rate: '0.075', valid_from: '2024-04-01' }],
  ])('is read from %s', async (_, value) => {
    const { tariffs, settingsUnused } = await settingsOf({ home_charging_rate: value });
    expect(tariffs).toEqual([{ ...TARIFF, validFrom: '2024-04-01', pricePerKwhMicros: 75_000 }]);
    expect(settingsUnused).toEqual([]);
  });

  it('lets the later rate hold where two overlap', async () => {
    const { tariffs } = await settingsOf({
      home_charging_rate: [
        { rate: 0.3, valid_from: '2024-06-01', valid_to: '2024-06-30' },
        { rate: 0.1, valid_from: '2023-01-01', valid_to: null },
        { rate: 0.2, valid_from: '2025-01-01', valid_to: null },
      ],
    });
    expect(
      tariffs.map(({ validFrom, validTo, pricePerKwhMicros }) => [
        validFrom,
        validTo,
        pricePerKwhMicros,
      ]),
    ).toEqual([
      ['2023-01-01', '2024-05-31', 100_000],
      ['2024-06-01', '2024-06-30', 300_000],
      ['2024-07-01', '2024-12-31', 100_000],
      ['2025-01-01', undefined, 200_000],
    ]);
  });

  it('keeps the rates that can be read', async () => {
    const { tariffs, settingsUnused } = await settingsOf({ home_charging_rate: [RATE, 'x', {}] });
    expect(tariffs).toHaveLength(1);
    expect(settingsUnused).toEqual(['home_charging_rate']);
  });
});

describe('filling in settings', () => {
  const READ = {
    petrolEconomy: 45,
    petrolEconomyUnit: 'mpg_uk',
    homeAliases: ['home', 'house'],
    currency: 'GBP',
  } as const;

  it('fills in only what the profile has not', () => {
    const stored = [
      { id: 'currency', value: 'EUR' },
      { id: 'homeAliases', value: undefined },
    ];
    expect(settingsToFill(READ, stored)).toEqual([
      { id: 'petrolEconomy', value: 45 },
      { id: 'petrolEconomyUnit', value: 'mpg_uk' },
      { id: 'homeAliases', value: ['home', 'house'] },
    ]);
  });

  it('never gives a figure another unit', () => {
    const stored = [{ id: 'petrolEconomyUnit', value: 'l_per_100km' }];
    expect(settingsToFill(READ, stored).map(({ id }) => id)).toEqual(['homeAliases', 'currency']);
  });

  it('counts a cleared setting as chosen', () => {
    const stored = [{ id: 'defaultEfficiencyMPerWh', value: null }];
    expect(settingsToFill({ defaultEfficiencyMPerWh: 5 }, stored)).toEqual([]);
  });

  it('takes no minimum above the maximum that is there', () => {
    const band = { efficiencyMinMPerWh: 13, efficiencyMaxMPerWh: 20 };
    expect(settingsToFill(band, [])).toHaveLength(2);
    expect(settingsToFill(band, [{ id: 'efficiencyMaxMPerWh', value: 10 }])).toEqual([]);
  });
});
