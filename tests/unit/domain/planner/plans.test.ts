import { describe, expect, test } from 'vitest';
import { bestStop, costCurve } from '#lib/domain/planner/best-stop.ts';
import { blend } from '#lib/domain/planner/blend.ts';
import { nightsOf } from '#lib/domain/planner/nights.ts';
import { planDocument } from '#lib/domain/planner/plan-document.ts';
import { parsePlanRequest } from '#lib/domain/planner/plan-request.ts';
import { scenariosOf } from '#lib/domain/planner/scenarios.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import { expectVector, readVectorCases, vectorDataset } from '../../../support/vectors.ts';
import { diaryOf } from '#lib/worker/jobs/dataset-diary.ts';
import { plannerCarOf } from '#lib/domain/planner/planner-car-of.ts';
import { curvesOf } from '#lib/domain/planner/dc-power.ts';
import { freshCar } from '../../../support/planner-cars.ts';

const car = freshCar();
const stop = { carId: 'c', startSoc: 20, targetSoc: 80, dcChargerW: 50_000 };
const prices = { dcPricePerKwhMicros: 690_000, homePricePerKwhMicros: 75_000 };

describe('the shared cases', () => {
  const cases = readVectorCases('plan-cases.json');

  test('are all there', () => {
    expect(cases).toHaveLength(13);
  });

  test.each(cases)('$id: $about', ({ dataset: json, request, expected, absent }) => {
    const dataset = vectorDataset(json);
    const diary = diaryOf(dataset);
    const parsed = parsePlanRequest(request);
    const book = diary.books.get('c');
    if (!book) throw new Error('no car');
    const document = parsed.ok
      ? planDocument(plannerCarOf(diary, book, curvesOf(dataset.sessions)), parsed.value)
      : parsed;
    const result = document.ok ? document.value : { error: document.error.code };
    expectVector(result, expected, { absent });
  });
});

describe('nights', () => {
  const finishes = (homeWindowStart: string, homeWindowEnd: string, timeS: number) =>
    nightsOf(freshCar({ settings: { homeWindowStart, homeWindowEnd } }), timeS, 20, 80).map(
      ({ chargeS, finishAt }) => [chargeS, finishAt],
    );

  test('are none for nothing, and one for what fits but for rounding', () => {
    expect(finishes('23:30', '05:30', 0)).toEqual([]);
    expect(finishes('23:30', '05:30', 21_600 + 1e-6)).toHaveLength(1);
    expect(finishes('23:30', '05:30', 21_601)).toEqual([
      [21_600, '05:30'],
      [1, '23:31'],
    ]);
  });

  test('last a whole day when the window ends where it starts', () => {
    expect(finishes('20:00', '20:00', 90_000)).toEqual([
      [86_400, '20:00'],
      [3_600, '21:00'],
    ]);
  });

  test('may lie within one day, and end on the whole minute', () => {
    expect(finishes('10:00', '12:30', 60.0000001)).toEqual([[60.0000001, '10:01']]);
    expect(finishes('10:00', '12:30', 61)).toEqual([[61, '10:02']]);
  });

  test('rise evenly to the target', () => {
    const socs = nightsOf(car, 54_000, 20, 80).map(({ night, endSoc }) => [night, endSoc]);
    expect(socs).toEqual([
      [1, 44],
      [2, 68],
      [3, 80],
    ]);
  });
});

describe('scenarios', () => {
  const request = { kind: 'scenarios', carId: 'c', startSoc: 50, targetSoc: 60 } as const;
  const costs = (more: object) =>
    Object.fromEntries(
      scenariosOf(car, { ...request, ...more }).map(({ row, costMicros }) => [row, costMicros]),
    );

  test('cost by the price of their kind alone', () => {
    const unknown = { ac7: undefined, ac11: undefined };
    const noDc = { dc50: undefined, dc150: undefined, dcmax: undefined };
    expect(costs({ homePricePerKwhMicros: 90_000 })).toEqual({
      home: 600_000,
      ...unknown,
      ...noDc,
    });
    const free = costs({ acPricePerKwhMicros: 0, dcSessionFeeMicros: 1 });
    expect(free).toEqual({ home: undefined, ac7: 0, ac11: 0, ...noDc });
    const dc = { dcPricePerKwhMicros: 950_000, dcSessionFeeMicros: 500_000 };
    const paid = expect.closeTo(6_500_000, 3) as number;
    expect(costs(dc)).toMatchObject({ home: undefined, dc50: paid, dc150: paid, dcmax: paid });
  });

  test('end with the charger of the request, on DC unless it says AC', () => {
    const last = (more: object) => scenariosOf(car, { ...request, ...more }).at(-1);
    expect(last({ customW: 30_000 })).toMatchObject({
      ...{
        row: 'custom',
        current: 'DC',
        powerW: 30_000,
        tier: 'modelled',
        timeS: expect.closeTo(757.894737, 5) as number,
      },
    });
    expect(last({ customW: 3_600, customCurrent: 'AC' })).toEqual({
      ...{ row: 'custom', current: 'AC', powerW: 3_600, batteryWh: 6_000 },
      ...{ plugWh: 6_000 / 0.9, timeS: expect.closeTo(6_666.6667, 3) as number },
    });
    expect(last({})).toMatchObject({ row: 'dcmax' });
  });

  test('take the home power and price of the request before the car’s', () => {
    const tariffs = [{ id: 't', pricePerKwhMicros: 300_000 }];
    const [own] = scenariosOf(freshCar({ tariffs }), request);
    expect(own).toMatchObject({ powerW: 7_200, limited: true });
    expect(own?.costMicros).toBeCloseTo(2_000_000, 3);
    const asked = { ...request, homePowerW: 2_300, homePricePerKwhMicros: 0 };
    const [other] = scenariosOf(freshCar({ tariffs }), asked);
    expect(other).toMatchObject({ powerW: 2_300, costMicros: 0 });
    expect(other).not.toHaveProperty('limited');
  });
});

describe('a blend', () => {
  test('adds up, with a cost only where all that is charged has a price', () => {
    const priced = blend(car, { kind: 'blend', ...stop, ...prices, stopSoc: 50 });
    const { dc, home, total } = priced;
    expect(dc).toMatchObject({ fromSoc: 20, toSoc: 50, batteryWh: 18_000 });
    expect(home).toMatchObject({ fromSoc: 50, toSoc: 80, batteryWh: 18_000, timeS: 10_000 });
    expect(home.costMicros).toBeCloseTo(1_500_000, 3);
    expect(total.costMicros).toBeCloseTo(13_073_684.210526 + 1_500_000, 3);
    // 36 kWh at 6 m/Wh are 216 km.
    expect(total.costPerMileMicros).toBeCloseTo(14_573_684.210526 / (216_000 / 1609.344), 3);
    expect(priced.cheapest).toBe('home_only');
    const { dcPricePerKwhMicros } = prices;
    const half = blend(car, { kind: 'blend', ...stop, dcPricePerKwhMicros, stopSoc: 50 });
    expect(half.total).not.toHaveProperty('costMicros');
    expect(half.dcOnly.costMicros).toBeGreaterThan(0);
    expect(half).not.toHaveProperty('cheapest');
  });

  test('charges nothing in a part that is empty, not even the fee', () => {
    const fee = { dcSessionFeeMicros: 1_000_000 };
    const { dc, home, homeOnly } = blend(car, { kind: 'blend', ...stop, ...fee, stopSoc: 20 });
    expect(dc).toEqual({
      fromSoc: 20,
      toSoc: 20,
      timeS: 0,
      plugWh: 0,
      batteryWh: 0,
      costMicros: 0,
    });
    expect(home).not.toHaveProperty('costMicros');
    expect(homeOnly).not.toHaveProperty('costMicros');
  });

  test('is the cheapest of equals, and all on DC without a stop', () => {
    const { total, dcOnly, cheapest } = blend(car, {
      ...{ kind: 'blend', ...stop, dcPricePerKwhMicros: 10_000, homePricePerKwhMicros: 900_000 },
    });
    expect(total).toEqual(dcOnly);
    expect(cheapest).toBe('blend');
  });

  test('says the least certain power it counts with', () => {
    const curve = Array.from({ length: 40 }, (_, i) => [i * 10, 20 + i / 2, 50_000] as const);
    const sessions = [
      { id: 'a', localDate: '2026-01-01', current: 'DC' as const, curve },
      {
        ...{ id: 'b', localDate: '2026-01-02', current: 'DC' as const, energyWh: 40_000 },
        ...{ chargingS: 3600, socFrom: 40, socTo: 50 },
      },
    ];
    const own = freshCar({ sessions });
    const tierTo = (stopSoc: number) => blend(own, { kind: 'blend', ...stop, stopSoc }).dc.tier;
    expect([20, 21, 40, 41, 50, 51].map(tierTo)).toEqual([
      ...[undefined, 'curve', 'curve', 'average', 'average', 'modelled'],
    ]);
  });
});

describe('the best stop', () => {
  const best = (more: object) => bestStop(car, { kind: 'best_stop', ...stop, ...prices, ...more });

  test('needs both prices', () => {
    expect(best({ dcPricePerKwhMicros: undefined })).toMatchObject({
      error: { code: 'plan/price_unknown' },
    });
    expect(best({ homePricePerKwhMicros: undefined })).toMatchObject({
      error: { code: 'plan/price_unknown' },
    });
    const tariffs = [{ id: 't', pricePerKwhMicros: 75_000 }];
    const { dcPricePerKwhMicros } = prices;
    const asked = { kind: 'best_stop', ...stop, dcPricePerKwhMicros } as const;
    expect(bestStop(freshCar({ tariffs }), asked)).toMatchObject({ value: { stopSoc: 20 } });
  });

  test('keeps to each limit', () => {
    // A point is 45.47 s on DC and 333.33 s at home, of which 64 fit into a night.
    expect(best({ maxNights: 0 })).toMatchObject({ value: { suggestion: 'dc_only', stopSoc: 80 } });
    expect(best({ maxNights: 1 })).toMatchObject({ value: { suggestion: 'no_dc_needed' } });
    expect(best({ maxTotalS: 10_000, maxDcS: 1_500 })).toEqual({
      ok: true,
      value: { feasible: false, suggestion: 'infeasible' },
    });
    const dearHome = { homePricePerKwhMicros: 900_000 };
    expect(best({ ...dearHome, maxDcS: 1_000 })).toMatchObject({
      value: { suggestion: 'stop_at', stopSoc: 41, home: { nights: [{ night: 1 }] } },
    });
  });

  test('is the lowest of stops that cost the same', () => {
    const same = { dcPricePerKwhMicros: 95_000, homePricePerKwhMicros: 90_000 };
    expect(best(same)).toMatchObject({ value: { stopSoc: 20, suggestion: 'no_dc_needed' } });
  });

  test('is chosen from a curve of all stops', () => {
    const curve = costCurve(car, { ...stop, ...prices });
    expect(curve).toHaveLength(61);
    expect(curve[0]).toMatchObject({ stopSoc: 20, dcTimeS: 0, homeTimeS: 20_000, nights: 1 });
    expect(curve[30]).toMatchObject({ stopSoc: 50, homeTimeS: 10_000 });
    expect(curve[60]).toMatchObject({ stopSoc: 80, homeTimeS: 0, nights: 0 });
    expect(curve[60]?.costMicros).toBeCloseTo(26_147_368.421, 2);
    expect(costCurve(car, stop)[30]).not.toHaveProperty('costMicros');
  });
});

describe('a request', () => {
  const blendOf = { kind: 'blend', ...stop, stopSoc: 50 };
  const live = {
    ...{ kind: 'live', carId: 'c', current: 'AC', chargerW: 7_200, targetSoc: 80 },
    ...{ readingAt: 0, readingSoc: 40.5, now: 1 },
  };

  test.each([
    ['nothing', null, 'plan/request'],
    ['no object', [blendOf], 'plan/request'],
    ['an unknown kind', { ...blendOf, kind: 'trip' }, 'plan/request'],
    ['no car', { ...blendOf, carId: '' }, 'plan/car'],
    ['half a percent', { ...blendOf, startSoc: 20.5 }, 'plan/soc_order'],
    ['no start', { ...blendOf, startSoc: undefined }, 'plan/soc_order'],
    ['a start at the target', { ...blendOf, startSoc: 80 }, 'plan/soc_order'],
    ['more than all', { ...blendOf, targetSoc: 101 }, 'plan/soc_order'],
    ['less than nothing', { ...blendOf, startSoc: -1 }, 'plan/soc_order'],
    ['a stop before the start', { ...blendOf, stopSoc: 19 }, 'plan/soc_order'],
    ['a stop after the target', { ...blendOf, stopSoc: 81 }, 'plan/soc_order'],
    ['no charger', { ...blendOf, dcChargerW: undefined }, 'plan/power'],
    ['a charger without power', { ...blendOf, dcChargerW: 0 }, 'plan/power'],
    ['a home without power', { ...blendOf, homePowerW: -1 }, 'plan/power'],
    ['a price in words', { ...blendOf, dcPricePerKwhMicros: '0.79' }, 'plan/request'],
    ['a negative fee', { ...blendOf, dcSessionFeeMicros: -1 }, 'plan/request'],
    ['a charge without charger', { ...live, chargerW: undefined }, 'plan/power'],
    ['a charge without current', { ...live, current: undefined }, 'plan/request'],
    ['a charge without reading', { ...live, readingSoc: undefined }, 'plan/soc_order'],
    ['a charge out of time', { ...live, now: Infinity }, 'plan/request'],
  ])('is refused with %s', (_, request, code) => {
    expect(parsePlanRequest(request)).toMatchObject({ ok: false, error: { code } });
  });

  test('says each field that is wrong', () => {
    const request = parsePlanRequest({ ...blendOf, startSoc: 90, dcChargerW: 0 });
    expect(request).toMatchObject({
      error: { fields: [{ field: 'dcChargerW' }, { field: 'targetSoc', code: 'plan/soc_order' }] },
    });
  });

  test('may name prices below zero, and a reading above the target', () => {
    expect(parsePlanRequest({ ...blendOf, homePricePerKwhMicros: -10_000 }).ok).toBe(true);
    expect(valueOrThrow(parsePlanRequest({ ...live, readingSoc: 90 }))).toMatchObject({
      readingSoc: 90,
    });
  });
});
