import { describe, expect, test } from 'vitest';
import { shownChips } from '#lib/domain/metrics/metrics-of.ts';
import type { SessionMetrics } from '#lib/domain/metrics/session-metrics.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import { parseDataset } from '#lib/formats/dataset.ts';
import { diaryOf } from '#lib/worker/jobs/dataset-diary.ts';
import {
  allMetrics,
  datasetJson,
  metricsOf,
  type SmallData,
  smallDiary,
  total,
} from '../../../support/diaries.ts';

const START = Date.UTC(2026, 1, 10, 8);

const home: Partial<Session> = {
  ...{ id: 'a', localDate: '2026-02-03', placeLabel: 'Home', current: 'DC' },
  ...{ energyWh: 30_000, socTo: 90, odometerM: 10_000_000, ...total(2_000_000) },
};
const away: Partial<Session> = {
  ...{ id: 'b', localDate: '2026-02-01', placeLabel: 'Services', current: 'DC', energyWh: 25_000 },
};
/** Everything is known about it. */
const whole: Partial<Session> = {
  ...{ id: 's', localDate: '2026-02-10', placeLabel: 'Services', current: 'DC' },
  ...{ startedAt: START, endedAt: START + 3_600_000, odometerM: 10_150_000 },
  ...{ energyWh: 30_000, socFrom: 40, socTo: 85, ...total(15_000_000) },
};
const settings = { petrolPricePerLitreMicros: 1_400_000, petrolEconomy: 50 };
const data: SmallData = { settings, sessions: [away, home, whole] };

type Path = string;

function has(metrics: SessionMetrics, path: Path): boolean {
  let at: unknown = metrics;
  for (const key of path.split('.'))
    at = (at as Readonly<Record<string, unknown>> | undefined)?.[key];
  return Array.isArray(at) ? at.length > 0 : at !== undefined;
}

/** All figures that a session may have, but for those whose absence means something else. */
const FIGURES: readonly Path[] = [
  ...['totalCostMicros', 'effectivePricePerKwhMicros', 'cycle', 'efficiency', 'gainedM'],
  ...['costPerMileMicros', 'deltaSoc', 'socPerKwh', 'timeS', 'durationS', 'averagePowerW'],
  ...['gainedMPerHour', 'costPer10SocMicros', 'sizeClass', 'storedWh', 'lossPct', 'lossBasis'],
  ...['rangeAddedM', 'petrol', 'petrol.perMileMicros', 'petrol.breakEvenPricePerKwhMicros'],
  ...['petrol.equivalentMicros', 'petrol.savingMicros', 'petrol.verdict'],
  ...['homeDeltaPerMileMicros', 'previous', 'dcTaper', 'similarSessionIds', 'rolling'],
];

const OF_MONEY = [
  ...['totalCostMicros', 'effectivePricePerKwhMicros', 'costPerMileMicros', 'costPer10SocMicros'],
  ...['petrol.savingMicros', 'petrol.verdict', 'homeDeltaPerMileMicros'],
];
const OF_DISTANCE = [
  ...['gainedM', 'costPerMileMicros', 'gainedMPerHour', 'petrol.equivalentMicros'],
  ...['petrol.savingMicros', 'petrol.verdict', 'homeDeltaPerMileMicros'],
];
const OF_ENERGY = [
  'effectivePricePerKwhMicros',
  'socPerKwh',
  'averagePowerW',
  'lossPct',
  'lossBasis',
];
const OF_RISE = ['deltaSoc', 'socPerKwh', 'costPer10SocMicros', 'sizeClass', 'rangeAddedM'];
const OF_STORED = ['storedWh', 'lossPct', 'lossBasis'];

/** What is taken away, and the figures that go with it. All others stay. */
const NEEDS: readonly (readonly [string, keyof Session, readonly Path[]])[] = [
  ['the energy', 'energyWh', [...OF_ENERGY, ...OF_DISTANCE, 'similarSessionIds']],
  ['the cost', 'cost', OF_MONEY],
  ['the start SoC', 'socFrom', [...OF_RISE, ...OF_STORED]],
  ['the end SoC', 'socTo', [...OF_RISE, ...OF_STORED, 'dcTaper']],
  ['the start', 'startedAt', ['timeS', 'durationS', 'averagePowerW', 'gainedMPerHour']],
  ['the end', 'endedAt', ['timeS', 'durationS', 'averagePowerW', 'gainedMPerHour']],
  ['the odometer', 'odometerM', ['cycle', 'previous']],
  ['the current', 'current', ['dcTaper', 'similarSessionIds']],
];

describe('figures', () => {
  test('are all there when everything is known', () => {
    expect(FIGURES.filter((path) => !has(metricsOf(data, 's'), path))).toEqual([]);
  });

  test.each(NEEDS)('without %s: what needs it is absent, the rest stays', (_, field, lost) => {
    const metrics = metricsOf(
      { ...data, sessions: [away, home, { ...whole, [field]: undefined }] },
      's',
    );
    for (const path of FIGURES) expect(has(metrics, path), path).toBe(!lost.includes(path));
  });

  test('need an efficiency where they speak of miles', () => {
    const metrics = metricsOf(
      { ...data, settings: { ...settings, fallbackEnabled: false }, sessions: [whole] },
      's',
    );
    const lost = [...OF_DISTANCE, 'efficiency', 'rangeAddedM', 'petrol.breakEvenPricePerKwhMicros'];
    for (const path of lost) expect(has(metrics, path), path).toBe(false);
    expect(metrics.petrol).toEqual({ perMileMicros: 1_400_000 * (4.54609 / 50) });
    expect(metrics.effectivePricePerKwhMicros).toBe(500_000);
  });

  test('need the battery where they speak of what arrived in it', () => {
    const metrics = metricsOf({ ...data, car: { usableBatteryWh: undefined } }, 's');
    for (const path of [...OF_STORED, 'rangeAddedM']) expect(has(metrics, path), path).toBe(false);
    expect(metrics.deltaSoc).toBe(45);
  });

  test('need both petrol settings where they speak of petrol', () => {
    for (const settings of [{ petrolEconomy: 50 }, { petrolPricePerLitreMicros: 1_400_000 }]) {
      expect(metricsOf({ ...data, settings }, 's')).not.toHaveProperty('petrol');
    }
  });

  test('of a cost in another currency are absent, which is said', () => {
    const euros = { ...whole, ...total(15_000_000, 'EUR') };
    const metrics = metricsOf({ ...data, sessions: [home, euros] }, 's');
    expect(metrics.foreignCost).toBe(true);
    for (const path of OF_MONEY) expect(has(metrics, path), path).toBe(false);
    const converted = { inHomeCurrency: { currency: 'GBP', totalMicros: 12_000_000 } };
    const known = { ...euros, cost: { ...euros.cost, ...converted } };
    expect(metricsOf({ ...data, sessions: [home, known] }, 's')).toMatchObject({
      totalCostMicros: 12_000_000,
      effectivePricePerKwhMicros: 400_000,
    });
  });

  test('a price alone is the price when it is in the currency of figures', () => {
    const priced = (currency: string) => {
      const cost = { basis: 'typed_price', currency, pricePerKwhMicros: 300_000 } as const;
      const session = { id: 's', localDate: '2026-02-10', socTo: 80, cost };
      return metricsOf({ sessions: [session] }, 's');
    };
    expect(priced('GBP')).toMatchObject({ effectivePricePerKwhMicros: 300_000 });
    expect(priced('EUR')).not.toHaveProperty('effectivePricePerKwhMicros');
    expect(priced('EUR')).not.toHaveProperty('foreignCost');
  });

  test('a charge that delivered nothing has a cost and no ratio', () => {
    const failed = { ...whole, energyWh: 0 };
    const metrics = metricsOf({ ...data, sessions: [home, failed] }, 's');
    expect(metrics).toMatchObject({ gainedM: 0, totalCostMicros: 15_000_000 });
    expect(metrics.petrol).toMatchObject({ equivalentMicros: 0, savingMicros: -15_000_000 });
    const lost = ['costPerMileMicros', 'gainedMPerHour', 'homeDeltaPerMileMicros', ...OF_ENERGY];
    for (const path of lost) expect(has(metrics, path), path).toBe(false);
  });

  test('a zero is a zero, whatever its sign', () => {
    const zeros = { ...whole, energyWh: 0, odometerM: 0, socFrom: 0, socTo: 0, ...total(0) };
    const sessions = [{ ...home, odometerM: 0 }, zeros];
    const text = JSON.stringify(datasetJson({ ...data, sessions }));
    const dataset = valueOrThrow(parseDataset(text.replaceAll(/:0([,}])/g, ':-0.0$1')));
    expect(Object.is(dataset.sessions[1]?.energyWh, -0)).toBe(true);
    const diary = diaryOf(dataset);
    expect(allMetrics(diary)['s']).toEqual(metricsOf({ ...data, sessions }, 's'));
    const book = diary.books.get('c');
    if (!book) throw new Error('no car c');
    const values = shownChips(diary, book, 1).map(({ value }) => value);
    expect(values.filter((value) => Object.is(value, -0))).toEqual([]);
  });

  test('a car without sessions has none', () => {
    expect(allMetrics(smallDiary({ sessions: [] }))).toEqual({});
  });

  test('sessions dated after today have figures and are in no window of others', () => {
    const future = ['2026-07-01', '2026-07-02', '2026-07-03'].map((localDate, i) => ({
      ...{ ...home, id: `f${i}`, localDate, odometerM: 10_300_000 + i },
    }));
    const now = { ...home, id: 'n', localDate: '2026-06-29' };
    const all = allMetrics(smallDiary({ today: '2026-06-30', sessions: [now, ...future] }));
    expect(all['f2']?.rolling?.sessions).toBe(1);
    expect(all['f2']?.totalCostMicros).toBe(2_000_000);
  });
});
