import { describe, expect, test } from 'vitest';
import { type Analytics, analyticsOf } from '#lib/domain/analytics/analytics-of.ts';
import { smallDiary, type SmallData, total } from '../../../support/diaries.ts';

const HOUR_S = 3600;

function figuresOf(data: SmallData): Analytics {
  return analyticsOf(smallDiary(data));
}

function carOf(data: SmallData): Analytics['cars'][string] {
  const car = figuresOf(data).cars['c'];
  if (!car) throw new Error('the car has no figures');
  return car;
}

const day = (n: number) => `2026-02-${String(n).padStart(2, '0')}`;

describe('networks and places', () => {
  test('take their spelling from the newest session of all cars, without stray blanks', () => {
    const on = (id: string, carId: string, n: number, network: string) => ({
      id,
      carId,
      localDate: day(n),
      network,
      energyWh: 1000,
    });
    const { all } = figuresOf({
      cars: [{ id: 'c' }, { id: 'd' }],
      sessions: [
        on('a', 'c', 1, 'ohm'),
        on('b', 'c', 9, ' OHM  Power '),
        on('e', 'd', 3, 'ohm power'),
        on('f', 'd', 5, 'Ohm'),
      ],
    });
    expect(all.networks).toEqual([
      { key: 'ohm', name: 'Ohm', sessions: 2, energyWh: 2000 },
      { key: 'ohm power', name: 'OHM Power', sessions: 2, energyWh: 2000 },
    ]);
  });

  test('are places that exist, else labels', () => {
    const at = (id: string, where: object) => ({ id, localDate: day(1), energyWh: 1000, ...where });
    const { all } = figuresOf({
      places: [{ id: 'p', name: 'The  pub' }],
      sessions: [
        at('a', { placeId: 'p', placeLabel: 'ignored' }),
        at('b', { placeId: 'gone', placeLabel: 'Car  Park' }),
        at('d', { placeLabel: 'car park', energyWh: 2000 }),
        at('e', { placeLabel: '  ' }),
        at('f', {}),
      ],
    });
    expect(all.places).toEqual([
      { key: 'label:car park', name: 'car park', sessions: 2, energyWh: 3000 },
      { key: 'p', name: 'The  pub', sessions: 1, energyWh: 1000 },
    ]);
  });

  test('come by sessions, then energy, then key', () => {
    const on = (id: string, network: string, energyWh?: number) => ({
      id,
      localDate: day(1),
      network,
      socTo: 50,
      energyWh,
    });
    const sessions = [
      on('1', 'D'),
      on('2', 'C', 0),
      on('3', 'B', 500),
      on('4', 'A', 10),
      on('5', 'A', 10),
    ];
    const { networks } = figuresOf({ sessions }).all;
    expect(networks.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('have medians of cost over what was paid, of SoC over all', () => {
    const on = (id: string, micros: number, socFrom: number) => ({
      id,
      localDate: day(1),
      network: 'A',
      energyWh: 10_000,
      socFrom,
      socTo: 80,
      ...total(micros),
    });
    const sessions = [on('1', 0, 10), on('2', 4_000_000, 20), on('3', 2_000_000, 40.5)];
    const [network] = figuresOf({ settings: { fallbackEnabled: false }, sessions }).all.networks;
    expect(network).toEqual({
      key: 'a',
      name: 'A',
      sessions: 3,
      energyWh: 30_000,
      costMicros: 6_000_000,
      medianPricePerKwhMicros: 300_000,
      medianSocFrom: 20,
      medianSocTo: 80,
    });
  });
});

describe('groups by temperature and by window', () => {
  const charge = (id: string, ambientC: number, more: object) => ({
    id,
    localDate: day(1),
    ambientC,
    current: 'AC' as const,
    socFrom: 20,
    socTo: 50,
    ...more,
  });

  test('average over what is known, and leave out losses that cannot be right', () => {
    const sessions = [
      charge('a', 10, { energyWh: 20_000, chargingS: 2 * HOUR_S, ...total(4_000_000) }),
      // 10 % of 20 kWh lost, 50 % of 36 kWh cannot be, and nothing is known of the third.
      charge('b', 12, { energyWh: 36_000, chargingS: 2 * HOUR_S }),
      charge('d', 14, { socFrom: undefined }),
      // A charge that failed has no power; its fee is part of the price.
      charge('e', 14.9, { energyWh: 0, chargingS: HOUR_S, ...total(1_000_000) }),
    ];
    const { temperatureBins, temperatureBands, socWindows } = figuresOf({ sessions }).all;
    const known = {
      averagePowerW: 14_000,
      medianLossPct: expect.closeTo(10, 9) as number,
      pricePerKwhMicros: 250_000,
    };
    const meanC = expect.closeTo(12.725, 9) as number;
    expect(temperatureBins).toEqual([{ key: '10..15', sessions: 4, meanC, cycles: 0, ...known }]);
    expect(temperatureBands).toEqual([{ key: 'cold', sessions: 4, meanC, cycles: 0, ...known }]);
    expect(socWindows).toEqual([
      { current: 'AC', key: '20-40', sessions: 3, medianDeltaSoc: 30, ...known },
    ]);
  });

  test('have an end on both sides', () => {
    const sessions = [-10.1, 35, 39.9, 40].map((ambientC, i) =>
      charge(String(i), ambientC, { current: undefined }),
    );
    const { temperatureBins, temperatureBands, socWindows } = figuresOf({ sessions }).all;
    expect(temperatureBins.map(({ key }) => key)).toEqual(['<-10', '35..40', '>=40']);
    expect(temperatureBands.map(({ key, sessions: n }) => [key, n])).toEqual([
      ['very_cold', 1],
      ['hot', 3],
    ]);
    expect(socWindows).toEqual([]);
  });
});

describe('battery hygiene', () => {
  const noon = (n: number) => Date.UTC(2026, 1, n, 12);

  test('takes the end of a charge from the plug, else from the charging', () => {
    const sessions = [
      { id: 'a', localDate: day(1), startedAt: noon(1), pluggedS: 2 * HOUR_S, socTo: 85 },
      // 22 hours later, from 85 to 75 %: half of them above 80.
      { id: 'b', localDate: day(2), startedAt: noon(2), chargingS: HOUR_S, socFrom: 75, socTo: 80 },
      // 23 hours flat on the limit count as in between, although it rose by a point.
      { id: 'd', localDate: day(3), startedAt: noon(3), socFrom: 80, socTo: 90 },
      { id: 'e', localDate: day(4), startedAt: noon(4), socFrom: 50, socTo: 96 },
    ];
    const { hygiene } = carOf({ today: '2026-02-10', sessions });
    expect(hygiene).toEqual({
      all: { lowS: 0, midS: 34 * HOUR_S, highS: 11 * HOUR_S, pairs: 2 },
      last90: { lowS: 0, midS: 34 * HOUR_S, highS: 11 * HOUR_S, pairs: 2 },
      lastFull: { sessionId: 'e', date: day(4), daysAgo: 6 },
      shareOver80End: 0.75,
    });
  });

  test('allows a rise of a point, and looks back 90 days with today', () => {
    const sessions = [
      { id: 'a', localDate: day(1), startedAt: noon(1), endedAt: noon(1), socTo: 50 },
      { id: 'b', localDate: day(2), startedAt: noon(2), endedAt: noon(2), socFrom: 51, socTo: 60 },
      {
        id: 'd',
        localDate: day(3),
        startedAt: noon(3),
        endedAt: noon(3),
        socFrom: 61.1,
        socTo: 62,
      },
    ];
    const pairs = (today: string) => carOf({ today, sessions }).hygiene.last90.pairs;
    expect(carOf({ sessions }).hygiene.all.pairs).toBe(1);
    // 2 February is the 90th day back from 2 May.
    expect(pairs('2026-05-02')).toBe(1);
    expect(pairs('2026-05-03')).toBe(0);
  });
});

describe('battery capacity', () => {
  const charge = (id: string, more: object) => ({
    id,
    localDate: day(1),
    socFrom: 20,
    socTo: 80,
    energyWh: 40_000,
    ...more,
  });
  const five = (more: object) =>
    ['a', 'b', 'd', 'e', 'f'].map((id, i) =>
      charge(id, { ...more, localDate: `202${String(i < 2 ? 5 : 6)}-01-0${String(i + 1)}` }),
    );

  test('prefers what the car says, then DC', () => {
    const byCar = five({ current: 'AC', batteryEnergyWh: 30_000 });
    const onDc = five({ current: 'DC' }).map((one) => ({ ...one, id: `${one.id}2` }));
    expect(carOf({ sessions: [...byCar, ...onDc] }).capacity).toMatchObject({
      group: 'car',
      samples: 5,
      medianWh: 50_000,
    });
    expect(carOf({ sessions: [...byCar.slice(1), ...onDc] }).capacity).toMatchObject({
      group: 'dc',
      samples: 5,
      medianWh: expect.closeTo(38_000 / 0.6, 6) as number,
    });
    expect(carOf({ sessions: [...byCar.slice(2), ...onDc.slice(2)] }).capacity).toMatchObject({
      group: 'all',
      samples: 6,
      medianWh: expect.closeTo((50_000 + 38_000 / 0.6) / 2, 6) as number,
    });
  });

  test('is of the newest charges, and of each year that has five', () => {
    const old = [...five({ energyWh: 30_000 })].map((one) => ({ ...one, localDate: '2024-05-05' }));
    const fresh = [...five({}), charge('x', { localDate: '2026-02-01' })].map((one) => ({
      ...one,
      id: `${one.id}2`,
    }));
    const settings = { capacityWindow: 5 };
    expect(carOf({ settings, sessions: [...old, ...fresh] }).capacity).toEqual({
      status: 'ok',
      group: 'all',
      samples: 5,
      rejected: 0,
      medianWh: 60_000,
      lowWh: 60_000,
      highWh: 60_000,
      healthPct: 100,
      byYear: [{ year: 2024, samples: 5, medianWh: 45_000 }],
    });
  });

  test('is absent without the capacity as new', () => {
    expect(carOf({ car: { usableBatteryWh: undefined }, sessions: five({}) })).not.toHaveProperty(
      'capacity',
    );
  });
});

describe('efficiency by month', () => {
  /** Two drives a month on 18 kWh each, so far in km. */
  const drives = (months: readonly number[]) => {
    let odometerM = 0;
    const start = { id: 's', localDate: '2026-01-01', odometerM, socTo: 80 };
    const sessions = months.flatMap((km, i) =>
      ['05', '15'].map((date) => {
        odometerM += km * 1000;
        const localDate = `2026-0${String(i + 1)}-${date}`;
        return { id: localDate, localDate, odometerM, socFrom: 50, socTo: 80 };
      }),
    );
    return [start, ...sessions];
  };

  test('swings between the best and the worst month, of equal ones the first', () => {
    const { swing } = carOf({ sessions: drives([100, 110, 88, 110, 88]) });
    expect(swing).toEqual({
      best: '2026-02',
      worst: '2026-03',
      differencePct: expect.closeTo(25, 9) as number,
    });
  });

  test('does not swing in one month', () => {
    const car = carOf({ sessions: drives([100]) });
    expect(car.efficiencyByMonth).toEqual([
      {
        month: '2026-01',
        cycles: 2,
        distanceM: 200_000,
        energyWh: 36_000,
        drivingMPerWh: expect.closeTo(200 / 36, 9) as number,
        rangeM: expect.closeTo((200 / 36) * 60_000, 6) as number,
      },
    ]);
    expect(car).not.toHaveProperty('swing');
  });
});

test('every car has an entry, archived ones without recommendations', () => {
  const { all, cars, digest, achievements } = figuresOf({
    cars: [{}, { id: 'd', archived: true }],
    sessions: [],
  });
  expect(all.totals).toEqual({ sessions: 0 });
  expect(all.series.month).toEqual([]);
  expect([all.series.week.length, all.series.day.length]).toEqual([26, 31]);
  expect(cars['c']?.recommendations).toEqual([{ code: 'getting_started', sessions: 0 }]);
  expect(cars['d']).not.toHaveProperty('recommendations');
  expect(cars['d']).toMatchObject({ suspectReadings: [], efficiencyByMonth: [], networks: [] });
  expect(digest).toEqual({});
  expect(achievements).toEqual({ account: [], cars: { c: [], d: [] } });
});

test('what is dated after today is part of all time, not of the last days', () => {
  const sessions = [{ id: 'a', localDate: '2026-07-01', energyWh: 1000 }];
  const { all } = figuresOf({ today: '2026-06-30', sessions });
  expect(all.totals.sessions).toBe(1);
  expect(all.last30).toEqual({ sessions: 0 });
  expect(all.series.month.map(({ key }) => key)).toEqual(['2026-07']);
  // The week of today lasts until 5 July.
  expect(all.series.week.at(-1)).toMatchObject({ to: '2026-07-05', sessions: 0 });
});
