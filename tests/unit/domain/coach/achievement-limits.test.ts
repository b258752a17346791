import { describe, expect, it } from 'vitest';
import { CAR_CODES, type CarCode } from '#lib/domain/coach/achievement-codes.ts';
import { total } from '../../../support/diaries.ts';
import { at, atHome, dc, driven, find, inPublic, priced, repeat, type Row } from './rows.ts';

/** Sessions that just earn an achievement, or just do not. */
const LIMITS: readonly (readonly [CarCode, string, readonly Row[], Row | false])[] = [
  ['first_plug', 'one session', [{}], { id: 's00' }],
  ['cheapest_mile', '9 paid ones', driven(9, () => 2_000_000), false],
  ['cheapest_mile', '10, one of them free', driven(10, (i) => (i === 4 ? 0 : 2_000_000)), false],
  ['fastest_session', '4 on DC', repeat(4, dc(10_000, 600)), false],
  [
    'fastest_session',
    '4 on DC, one on AC',
    [...repeat(4, dc(10_000, 600)), { ...dc(10_000, 600), current: 'AC' }],
    false,
  ],
  ['marathon_charge', 'a second short of 8 h', [{ chargingS: 28_799 }], false],
  [
    'marathon_charge',
    '8 h from start to end',
    [{ ...at(0, '08:00'), endedAt: Date.parse('2026-01-01T16:00:00Z') }],
    { id: 's00' },
  ],
  ['marathon_charge', '8 h plugged in only', [{ pluggedS: 28_800 }], false],
  ['free_charge_finder', 'a free public one', [{ ...inPublic, ...total(0) }], { id: 's00' }],
  ['free_charge_finder', 'one at home', [{ ...atHome, ...total(0) }], false],
  ['free_charge_finder', 'one nobody knows where', [total(0)], false],
  ['free_charge_finder', 'one of unknown cost', [inPublic], false],
  ['solar_soaker', '1 kWh', [{ ...atHome, ...priced(0, 1000) }], { id: 's00' }],
  ['solar_soaker', 'a Wh less', [{ ...atHome, ...priced(0, 999) }], false],
  ['solar_soaker', 'in public', [{ ...inPublic, ...priced(0, 1000) }], false],
  ['solar_soaker', 'paid', [{ ...atHome, ...priced(1, 1000) }], false],
  ['night_owl', 'midnight', [at(0, '00:00')], { id: 's00' }],
  ['night_owl', '4:59', [at(0, '04:59')], { id: 's00' }],
  ['night_owl', '5:00', [at(0, '05:00')], false],
  ['night_owl', '23:59', [at(0, '23:59')], false],
  [
    'night_owl',
    'midnight in summer time',
    [{ localDate: '2026-06-02', startedAt: Date.parse('2026-06-01T23:00:00Z') }],
    { id: 's00' },
  ],
  [
    'night_owl',
    '5:00 in summer time',
    [{ localDate: '2026-06-02', startedAt: Date.parse('2026-06-02T04:00:00Z') }],
    false,
  ],
  [
    'night_owl',
    'midnight in New York',
    [{ timeZone: 'America/New_York', startedAt: Date.parse('2026-01-01T05:00:00Z') }],
    { id: 's00' },
  ],
  ['century_session', '99', repeat(99, {}), false],
  ['century_session', '100', repeat(101, {}), { id: 's99' }],
  [
    'road_warrior',
    'a metre short',
    [{ odometerM: 0 }, { localDate: '2026-03-01', odometerM: 16_093_439 }],
    false,
  ],
  [
    'road_warrior',
    '10,000 miles',
    [{ odometerM: 0 }, { localDate: '2026-03-01', odometerM: 16_093_440 }],
    { id: 's01' },
  ],
  ['winter_warrior', '5 °C', [{ ambientC: 5 }], false],
  ['winter_warrior', '4.9 °C', [{ ambientC: 4.9 }], { id: 's00' }],
  ['heatwave_hero', '30 °C', [{ ambientC: 30 }], false],
  ['heatwave_hero', '30.1 °C', [{ ambientC: 30.1 }], { id: 's00' }],
  ['penny_pincher', 'for nothing', [priced(0)], false],
  ['penny_pincher', 'for a micro', [priced(1)], { id: 's00' }],
  ['penny_pincher', 'for one unit', [priced(1_000_000)], false],
  ['penny_pincher', 'a Wh short', [priced(500_000, 999)], false],
  ['rapid_riser', '100 kW', [dc(50_000, 1800)], { id: 's00' }],
  ['rapid_riser', 'a second longer', [dc(50_000, 1801)], false],
  ['rapid_riser', 'on AC', [{ ...dc(50_000, 1800), current: 'AC' }], false],
  [
    'sprint_finish',
    '25 to 80 in 25 min',
    [{ socFrom: 25, socTo: 80, chargingS: 1500 }],
    { id: 's00' },
  ],
  ['sprint_finish', 'a second longer', [{ socFrom: 25, socTo: 80, chargingS: 1501 }], false],
  ['sprint_finish', '54.9 points', [{ socFrom: 25, socTo: 79.9, chargingS: 1500 }], false],
  ['sprint_finish', 'from 25.1', [{ socFrom: 25.1, socTo: 90, chargingS: 1500 }], false],
  ['sprint_finish', '20 to 75', [{ socFrom: 20, socTo: 75, chargingS: 1500 }], { id: 's00' }],
  ['sprint_finish', 'to 74.9', [{ socFrom: 10, socTo: 74.9, chargingS: 1500 }], false],
  ['forgotten_plug', '12 h', [{ pluggedS: 43_200, energyWh: 4999 }], { id: 's00' }],
  ['forgotten_plug', 'a second less', [{ pluggedS: 43_199, energyWh: 4999 }], false],
  ['forgotten_plug', '5 kWh', [{ pluggedS: 43_200, energyWh: 5000 }], false],
  ['forgotten_plug', 'unknown energy', [{ pluggedS: 43_200 }], false],
  [
    'forgotten_plug',
    '12 h from start to end',
    [{ ...at(0, '08:00'), endedAt: Date.parse('2026-01-01T20:00:00Z'), energyWh: 0 }],
    { id: 's00' },
  ],
  [
    'forgotten_plug',
    'plugged in for less than from start to end',
    [
      {
        ...at(0, '08:00'),
        endedAt: Date.parse('2026-01-01T20:00:00Z'),
        pluggedS: 43_199,
        energyWh: 0,
      },
    ],
    false,
  ],
  ['range_anxiety', '5 %', [{ socFrom: 5 }], { id: 's00' }],
  ['range_anxiety', '5.1 %', [{ socFrom: 5.1 }], false],
  ['staycationer', '9 of 10', [inPublic, ...repeat(9, atHome)], { id: 's09' }],
  ['staycationer', '9 of 11', [inPublic, inPublic, ...repeat(9, atHome)], false],
  ['staycationer', '9 and unknown ones', [{}, {}, ...repeat(9, atHome)], false],
];

describe('the limits of each achievement', () => {
  it.each(LIMITS)('%s: %s', (code, _, rows, expected) => {
    const found = find(code, rows);
    if (expected === false) expect(found).toBeUndefined();
    else expect(found).toMatchObject({ sessionId: expected.id });
  });

  it('is looked at for every code that has none of its own tests', () => {
    const tested = new Set<CarCode>(LIMITS.map(([code]) => code));
    expect(CAR_CODES.filter((code) => !tested.has(code))).toEqual([
      'efficiency_master',
      'savers_streak',
      'off_peak_champ',
    ]);
  });
});
