import { describe, expect, test } from 'vitest';
import { parseQuickEntry } from '#lib/domain/quick-entry.ts';
import { parseSessionText } from '#lib/domain/session-text.ts';
import { DEFAULT_SETTINGS } from '#lib/domain/settings.ts';

const places = [
  { id: 'h', name: 'Home', isHome: true },
  { id: 'm', name: 'Motorway hub', isHome: false },
  { id: 'n', name: 'Motorway hub north', isHome: false },
];
const context = { settings: DEFAULT_SETTINGS, places, locale: 'en-GB' };

describe('quick entry', () => {
  test.each([
    ['home 9.3kwh 8h31m', { placeId: 'h', energy: '9.3kwh', durationMinutes: '8h31m' }],
    ['20-80% 12.40', { socFrom: '20', socTo: '80', total: '12.40' }],
    ['41230mi', { odometer: '41230mi' }],
    ['AC 7.4 kW', { current: 'AC', ratedPower: '7.4 kW' }],
    ['dc yesterday 50kW', { current: 'DC', date: 'yesterday', ratedPower: '50kW' }],
    ['@Motorway hub north £12.40', { placeId: 'n', total: '£12.40' }],
    [
      '@Farm shop 34p/kWh 20 kWh',
      { placeLabel: 'Farm shop', pricePerKwh: '34p/kWh', energy: '20 kWh' },
    ],
    ['@Farm shop DC £3', { placeLabel: 'Farm shop', current: 'DC', total: '£3' }],
    ['23:15-06:30 30kwh', { time: '23:15', endTime: '06:30', energy: '30kwh' }],
    ['7:05 pm 80%', { time: '7:05 pm', socTo: '80%' }],
    [
      '2026-03-01, 45 min, 12.40 GBP',
      { date: '2026-03-01', durationMinutes: '45 min', total: '12.40 GBP' },
    ],
    ['20 % to 80 %, -3°C', { socFrom: '20', socTo: '80', temperature: '-3°C' }],
  ])('%s', (text, fields) => {
    expect(parseQuickEntry(text, context)).toMatchObject({ fields, unknown: [] });
  });

  test.each([
    ['12.40', {}, ['12.40']],
    ['12', {}, ['12']],
    ['20 kwh 12', { energy: '20 kwh' }, ['12']],
    ['5kwh 12.40 13.50', { energy: '5kwh' }, ['12.40', '13.50']],
    ['5kwh 6kwh', { energy: '5kwh' }, ['6kwh']],
    ['5kwh 34p', { energy: '5kwh' }, ['34p']],
    ['€5 somewhere', {}, ['€5', 'somewhere']],
    ['25:99 5kwh', { energy: '5kwh' }, ['25:99']],
    ['homebase 5kwh', { energy: '5kwh' }, ['homebase']],
  ])('%s leaves what has no unit or sense', (text, fields, unknown) => {
    const entry = parseQuickEntry(text, context);
    expect(entry.fields).toEqual(fields);
    expect(entry.unknown).toEqual(unknown);
  });

  test('tells where each field was read', () => {
    const text = 'home  9.3kwh 12.40';
    const { understood } = parseQuickEntry(text, context);
    expect(understood.map(({ from, to, field }) => [text.slice(from, to), field])).toEqual([
      ['home', 'placeId'],
      ['9.3kwh', 'energy'],
      ['12.40', 'total'],
    ]);
  });

  test('an alias without a home place is a label', () => {
    expect(parseQuickEntry('home 5kwh', { ...context, places: [] }).fields).toEqual({
      placeLabel: 'home',
      energy: '5kwh',
    });
  });

  test('ends in a session', () => {
    const { fields } = parseQuickEntry('home 9.3kwh 8h31m yesterday', context);
    const session = { ...context, today: '2026-03-02', timeZone: 'Europe/London' };
    expect(parseSessionText(fields, session)).toMatchObject({
      ok: true,
      value: {
        content: { placeId: 'h', energyWh: 9300, chargingS: 30_660, localDate: '2026-03-01' },
      },
    });
  });

  test('reads the decimal comma of the locale', () => {
    const german = {
      ...context,
      settings: { ...DEFAULT_SETTINGS, currency: 'EUR' },
      locale: 'de-DE',
    };
    expect(parseQuickEntry('9,3kwh 12,40 45ct/kWh', german).fields).toEqual({
      energy: '9,3kwh',
      total: '12,40',
      pricePerKwh: '45ct/kWh',
    });
  });
});
