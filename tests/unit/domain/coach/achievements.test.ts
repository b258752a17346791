import { describe, expect, it } from 'vitest';
import { achievementsOf } from '#lib/domain/coach/achievements.ts';
import { diaryOf } from '#lib/worker/jobs/dataset-diary.ts';
import { datasetJson, smallDiary, total } from '../../../support/diaries.ts';
import { vectorDataset } from '../../../support/vectors.ts';
import { at, daily, dc, driven, find, inPublic, ofCar, priced, repeat, type Row } from './rows.ts';

describe('achievements of a car', () => {
  it('names the number that the rule tests, and none where it tests no measure', () => {
    expect(find('marathon_charge', [{ chargingS: 30_000 }])?.value).toBe(30_000);
    expect(find('winter_warrior', [{ ambientC: -3 }])?.value).toBe(-3);
    expect(find('heatwave_hero', [{ ambientC: 31 }])?.value).toBe(31);
    expect(find('penny_pincher', [priced(999_999)])?.value).toBe(999_999);
    expect(find('rapid_riser', [dc(50_000, 1500)])?.value).toBe(120_000);
    expect(find('sprint_finish', [{ socFrom: 25, socTo: 80, chargingS: 1200 }])?.value).toBe(1200);
    expect(find('range_anxiety', [{ socFrom: 4.5 }])?.value).toBe(4.5);
    const free = ofCar([{ ...inPublic, ...priced(0) }]);
    expect(free.map(({ code }) => code)).toEqual(['first_plug', 'free_charge_finder']);
    expect(free.some((one) => 'value' in one)).toBe(false);
  });

  it('never gives -0', () => {
    const dataset = vectorDataset(datasetJson({ sessions: daily([{ socFrom: 1 }]) }));
    const sessions = dataset.sessions.map((row) => ({ ...row, ambientC: -0, socFrom: -0 }));
    const earned = achievementsOf(diaryOf({ ...dataset, sessions })).cars['c'] ?? [];
    const values = earned.map(({ code, value }) => [code, value]);
    expect(values).toEqual([
      ['first_plug', undefined],
      ['winter_warrior', 0],
      ['range_anxiety', 0],
    ]);
  });

  it('is the first session that met the rule, in the order of the list', () => {
    const rows = [{ ambientC: 31 }, { ambientC: 1 }, { ambientC: 0 }, { ambientC: 35 }];
    expect(ofCar(rows)).toEqual([
      { code: 'first_plug', sessionId: 's00', date: '2026-01-01' },
      { code: 'winter_warrior', sessionId: 's01', date: '2026-01-02', value: 1 },
      { code: 'heatwave_hero', sessionId: 's00', date: '2026-01-01', value: 31 },
    ]);
  });

  it('counts sessions dated after today, and no planned ones', () => {
    const rows: Row[] = [
      { status: 'planned', ambientC: -10 },
      { localDate: '2026-07-01', ambientC: -5 },
    ];
    expect(ofCar(rows)).toMatchObject([
      { code: 'first_plug', sessionId: 's01' },
      { code: 'winter_warrior', sessionId: 's01', value: -5 },
    ]);
  });

  it('lists every car, also those without sessions and archived ones', () => {
    const diary = smallDiary({
      cars: [{ id: 'c' }, { id: 'old', archived: true }],
      sessions: daily([{ carId: 'old' }]),
    });
    expect(achievementsOf(diary)).toEqual({
      account: [],
      cars: { c: [], old: [{ code: 'first_plug', sessionId: 's00', date: '2026-01-01' }] },
    });
  });
});

describe('the holders', () => {
  it('cheapest mile: 2.00 over 108 km, the earlier of two', () => {
    const rows = driven(10, (i) => (i === 3 || i === 7 ? 2_000_000 : 3_000_000));
    const found = find('cheapest_mile', rows);
    expect(found).toMatchObject({ sessionId: 's04', date: '2026-01-05' });
    expect(found?.value).toBeCloseTo(29_802.666_666_7, 6);
  });

  it('cheapest mile: not of an estimated efficiency', () => {
    const rows = driven(10, () => 3_000_000);
    const cheaper: Row = { ...priced(10_000, 20_000), current: 'AC' };
    expect(find('cheapest_mile', [...rows, cheaper])?.sessionId).toBe('s01');
  });

  it('fastest charge: the greatest average, the earlier of two; one without a time is no candidate', () => {
    const rows = [
      dc(10_000, 900),
      dc(20_000, 900),
      { ...dc(90_000, 900), current: 'AC' as const },
      dc(20_000, 900),
      dc(5_000, 900),
    ];
    const unknown: Row = { current: 'DC', energyWh: 80_000 };
    expect(find('fastest_session', [...rows, unknown])).toBeUndefined();
    expect(find('fastest_session', [...rows, dc(1000, 900)])).toMatchObject({
      sessionId: 's01',
      value: 80_000,
    });
  });
});

describe('efficiency master', () => {
  const cycle = (distanceM: number, socFrom: number): Row[] => [
    { odometerM: 0, socTo: 80 },
    { odometerM: distanceM, socFrom, energyWh: 18_000 },
  ];

  it('5 mi/kWh over 18 kWh are 144.84096 km', () => {
    expect(find('efficiency_master', cycle(144_840, 50))).toBeUndefined();
    expect(find('efficiency_master', cycle(144_841, 50))).toMatchObject({
      sessionId: 's01',
      value: 144_841 / 18_000,
    });
  });

  it('needs confidence: 10 points alone are uncertain by a tenth', () => {
    expect(find('efficiency_master', cycle(60_000, 70))).toBeUndefined();
  });

  it('does not count an estimate', () => {
    const car = { profileEfficiencyMPerWh: 9 };
    expect(find('efficiency_master', [{ energyWh: 10_000 }], { car })).toBeUndefined();
  });
});

describe('road warrior', () => {
  it('goes along trusted readings only', () => {
    const rows: Row[] = [
      { odometerM: 5_000_000 },
      // One digit too many.
      { odometerM: 51_000_000 },
      { odometerM: 5_200_000 },
      { localDate: '2026-05-01', odometerM: 21_093_440 },
    ];
    expect(find('road_warrior', rows)).toMatchObject({ sessionId: 's03', date: '2026-05-01' });
    expect(find('road_warrior', rows.slice(0, 3))).toBeUndefined();
  });
});

describe('saver’s streak', () => {
  const base = repeat(5, priced(200_000));
  const falling = repeat(7, (i) => priced(190_000 - i * 1000));

  it('is the seventh cheaper one after five', () => {
    expect(find('savers_streak', [...base, ...falling])?.sessionId).toBe('s11');
    expect(find('savers_streak', [...base, ...falling.slice(1)])).toBeUndefined();
  });

  it('does not begin before there are five to compare with', () => {
    // The fifth is cheaper too, but only four came before it.
    expect(find('savers_streak', [...base.slice(1), ...falling])).toBeUndefined();
  });

  it('begins again after one that is not below the average of all before', () => {
    const equal = [...repeat(5, priced(200_000)), priced(200_000), ...falling];
    expect(find('savers_streak', equal)?.sessionId).toBe('s12');
    const broken = [...base, ...falling.slice(0, 6), priced(900_000), ...falling];
    expect(find('savers_streak', broken)?.sessionId).toBe('s18');
  });

  it('passes over what has no price', () => {
    const unknown: Row[] = [{ energyWh: 1000 }, total(50_000), priced(50_000, 0)];
    const rows = [...base, ...falling.slice(0, 3), ...unknown, ...falling.slice(3)];
    expect(find('savers_streak', rows)?.sessionId).toBe('s14');
  });

  it('weighs prices by energy', () => {
    // 99 kWh at 10 p and 4 kWh at 50 p are 11.55 p on average: 20 p is not below.
    const heavy = [priced(9_900_000, 99_000), ...repeat(4, priced(500_000))];
    expect(find('savers_streak', [...heavy, ...repeat(7, priced(200_000))])).toBeUndefined();
    expect(find('savers_streak', [...heavy, ...repeat(7, priced(100_000))])?.sessionId).toBe('s11');
  });

  it('counts free charges as the cheapest', () => {
    expect(find('savers_streak', [...base, ...repeat(7, priced(0))])?.sessionId).toBe('s11');
  });
});

describe('off-peak champion', () => {
  const nights =
    (n: number, time = '23:00') =>
    (from: number) =>
      repeat(n, (i) => at(from + i, time));
  const rowsOf = (...parts: readonly ((from: number) => Row[])[]): Row[] =>
    parts.reduce<Row[]>((rows, part) => [...rows, ...part(rows.length)], []);

  it('needs seven of ten', () => {
    expect(find('off_peak_champ', rowsOf(nights(3, '12:00'), nights(7)))).toMatchObject({
      sessionId: 's09',
    });
    expect(find('off_peak_champ', rowsOf(nights(4, '12:00'), nights(6)))).toBeUndefined();
    expect(find('off_peak_champ', rowsOf(nights(9)))).toBeUndefined();
  });

  it.each([
    ['22:00', true],
    ['21:59', false],
    ['05:59', true],
    ['06:00', false],
  ])('%s is off-peak: %s', (time, isOffPeak) => {
    const found = find('off_peak_champ', rowsOf(nights(3, '12:00'), nights(7, time)));
    expect(found !== undefined).toBe(isOffPeak);
  });

  it('passes over sessions without a time', () => {
    const rows = [
      ...repeat(5, {}),
      ...rowsOf(nights(9)).map((row, i) => ({ ...row, ...at(i + 5, '23:00') })),
    ];
    expect(find('off_peak_champ', rows)).toBeUndefined();
    expect(find('off_peak_champ', [...rows, {}, at(15, '02:00')])?.sessionId).toBe('s15');
  });

  it('dates from when it was last regained', () => {
    // 10 of 10, lost at 10 of 15 (two thirds), back at 12 of 17 (70.6 %).
    const rows = rowsOf(nights(10), nights(5, '12:00'), nights(4));
    expect(find('off_peak_champ', rows)).toMatchObject({ sessionId: 's16' });
    expect(find('off_peak_champ', rows.slice(0, 15))).toBeUndefined();
    expect(find('off_peak_champ', rows.slice(0, 14))).toMatchObject({ sessionId: 's09' });
  });
});

describe('achievements of all cars together', () => {
  const account = (sessions: readonly Row[]) =>
    achievementsOf(smallDiary({ cars: [{ id: 'c' }, { id: 'd' }], sessions: daily(sessions) }))
      .account;
  const mega = (n: number): Row[] =>
    repeat(n, (i) => ({ carId: i % 2 === 0 ? 'c' : 'd', energyWh: 500_000 }));

  it('adds up energy over the cars, in the order of all sessions', () => {
    expect(account([...mega(1), { carId: 'd', energyWh: 499_999 }])).toEqual([]);
    expect(account([{}, ...mega(2)])).toEqual([
      { code: 'club_1000_kwh', sessionId: 's02', date: '2026-01-03' },
    ]);
    expect(account(mega(20))).toEqual([
      { code: 'club_1000_kwh', sessionId: 's01', date: '2026-01-02' },
      { code: 'club_10000_kwh', sessionId: 's19', date: '2026-01-20' },
    ]);
    expect(account(mega(20)).length - account(mega(19)).length).toBe(1);
  });

  it('goes by time, then odometer, where the day is the same', () => {
    const day: Row = { localDate: '2026-01-01', energyWh: 600_000 };
    const [late, early] = [at(0, '20:00'), at(0, '09:00')];
    expect(
      account([
        { ...day, ...late },
        { ...day, ...early, carId: 'd' },
      ]),
    ).toMatchObject([{ sessionId: 's00' }]);
  });

  it('knows a network by its words, not by case or spaces', () => {
    const nine = repeat(9, (i) => ({
      carId: i % 2 === 0 ? 'c' : 'd',
      network: `Net ${String(i)}`,
    }));
    const again: Row[] = [{ network: ' net  3 ' }, { network: 'NET 8' }, {}, { network: '  ' }];
    expect(account([...nine, ...again])).toEqual([]);
    expect(
      account([...nine, ...again, { carId: 'd', network: 'Other' }, { network: 'More' }]),
    ).toEqual([{ code: 'explorer', sessionId: 's13', date: '2026-01-14' }]);
  });
});
