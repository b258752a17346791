import { describe, expect, it } from 'vitest';
import type { PlannerCar } from '#lib/domain/planner/planner-car.ts';
import { plannerPrefills } from '#lib/state/planner-defaults.ts';
import { planOf } from '#lib/state/planner-plan.ts';
import { readPlannedStart, startParameters } from '#lib/state/planner-start.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import { freshCar } from '../../support/planner-cars.ts';

/** 60 kWh, 7.2 kW of AC, 100 kW of DC; 90 % and 95 % arrive. */
const car = freshCar();
const SETTINGS = { dcTaperSoc: 65, currency: 'GBP' };
const TARIFF = {
  pricePerKwhMicros: 75_000,
  currency: 'EUR',
  tariffId: 't',
  tariffName: 'Nuit',
};
const gbp = { currency: 'GBP' };
const values = {
  ...{ startSoc: 20, targetSoc: 80, stopSoc: 55, dcChargerW: 50_000 },
  ...{ dcPricePerKwhMicros: 690_000, homePricePerKwhMicros: 75_000 },
};
const plan = (more: object = {}, planned: PlannerCar = car) =>
  valueOrThrow(planOf(planned, { ...values, ...more }, gbp));

describe('a plan', () => {
  it('needs the battery of the car', () => {
    const unknown = Object.fromEntries(
      Object.entries(car).filter(([name]) => name !== 'usableBatteryWh'),
    ) as unknown as PlannerCar;
    const result = planOf(unknown, values, gbp);
    expect(result.ok ? undefined : result.error.code).toBe('plan/battery_unknown');
  });

  it('has scenarios, a blend, its curve and the best stop', () => {
    const { scenarios, stop, issues } = plan();
    expect(issues).toEqual([]);
    expect(scenarios.map(({ row }) => row)).toEqual([
      ...['home', 'ac7', 'ac11', 'dc50', 'dc150', 'dcmax'],
    ]);
    // 25 points of 60 kWh at 90 % and 7.5 p.
    expect(stop?.blend.home.costMicros).toBeCloseTo(1_250_000, 3);
    expect(stop?.curve.map(({ stopSoc }) => stopSoc)).toEqual(
      Array.from({ length: 61 }, (_, at) => 20 + at),
    );
    expect(stop?.best).toMatchObject({ suggestion: 'no_dc_needed', stopSoc: 20 });
  });

  it('keeps the limits of the person', () => {
    expect(plan({ maxTotalS: 10_000 }).stop?.best).toMatchObject({
      suggestion: 'stop_at',
      stopSoc: 55,
    });
    expect(plan({ maxTotalS: 60 }).stop?.best).toEqual({
      feasible: false,
      suggestion: 'infeasible',
    });
  });

  it('has no best stop and no total cost while a price is missing', () => {
    const { stop } = plan({ dcPricePerKwhMicros: undefined });
    expect(stop?.best).toBeUndefined();
    expect(stop?.blend.total.costMicros).toBeUndefined();
    expect(stop?.curve.at(-1)?.costMicros).toBeUndefined();
  });

  it('names the fields that are wrong, each once, and still does the rest', () => {
    const reversed = plan({ targetSoc: 10 });
    expect(reversed.scenarios).toEqual([]);
    expect(reversed.issues.map(({ field }) => field)).toEqual(['targetSoc']);
    const outside = plan({ stopSoc: 90 });
    expect(outside.scenarios).toHaveLength(6);
    expect(outside.stop).toBeUndefined();
    expect(outside.issues.map(({ field }) => field)).toEqual(['stopSoc']);
  });

  it('does not add a home price of another currency', () => {
    const abroad = { ...car, homePrice: TARIFF };
    const without = plan({ homePricePerKwhMicros: undefined }, abroad);
    expect(without.homePricePerKwhMicros).toBeUndefined();
    expect(without.stop?.blend.home.costMicros).toBeUndefined();
    expect(plan({}, abroad).homePricePerKwhMicros).toBe(75_000);
    const own = { ...car, homePrice: { ...TARIFF, currency: 'GBP' } };
    expect(plan({ homePricePerKwhMicros: undefined }, own).homePricePerKwhMicros).toBe(75_000);
  });
});

describe('what stands in the boxes', () => {
  it('comes from the last charge, the car and the settings', () => {
    const history = { lastSoc: { soc: 62.7, localDate: '2026-06-01' } };
    expect(plannerPrefills(car, history, SETTINGS)).toEqual({
      startSoc: { value: 62, source: { kind: 'last_soc', localDate: '2026-06-01' } },
      targetSoc: { value: 80, source: { kind: 'usual' } },
      stopSoc: { value: 65, source: { kind: 'taper' } },
      dcChargerW: { value: 100_000, source: { kind: 'ceiling', from: 'car' } },
      homePowerW: { value: 7_400, source: { kind: 'home_setting' } },
    });
  });

  it('aims for a full battery from 80 on, with the stop between both', () => {
    expect(plannerPrefills(car, {}, SETTINGS, { startSoc: 85 })).toMatchObject({
      targetSoc: { value: 100 },
      stopSoc: { value: 85 },
    });
    expect(plannerPrefills(car, {}, SETTINGS, { startSoc: 10, targetSoc: 50 })).toMatchObject({
      stopSoc: { value: 50 },
    });
  });

  it('is that of the charge it came from before anything else', () => {
    const history = {
      lastSoc: { soc: 62, localDate: '2026-06-01' },
      dcPower: { value: 50_000, localDate: '2026-05-01' },
      from: { socFrom: 12.5, socTo: 77.5, dcPowerW: 150_000, dcPricePerKwhMicros: 790_000 },
    };
    const session = { kind: 'session' };
    expect(plannerPrefills(car, history, SETTINGS)).toMatchObject({
      startSoc: { value: 12, source: session },
      targetSoc: { value: 78, source: session },
      dcChargerW: { value: 150_000, source: session },
      dcPricePerKwhMicros: { value: 790_000, source: session },
    });
  });

  it('leaves out a home price of another currency', () => {
    const abroad = { ...car, homePrice: TARIFF };
    expect(plannerPrefills(abroad, {}, SETTINGS).homePricePerKwhMicros).toBeUndefined();
    expect(
      plannerPrefills(abroad, {}, { ...SETTINGS, currency: 'EUR' }).homePricePerKwhMicros,
    ).toEqual({ value: 75_000, source: { kind: 'tariff', name: 'Nuit' } });
  });
});

describe('starting a planned charge', () => {
  const parameters = (more: object = {}) => {
    const made = plan(more);
    if (!made.stop) throw new Error('no plan');
    return startParameters(made, made.stop);
  };

  it('begins with its DC part', () => {
    expect(parameters()).toEqual({
      ...{ car: 'c', soc: 20, target: 55, powerW: 50_000, current: 'DC', price: 690_000 },
    });
  });

  it('is the part at home when there is no other', () => {
    expect(parameters({ stopSoc: 20 })).toEqual({
      ...{ car: 'c', soc: 20, target: 80, powerW: 7_400, current: 'AC', price: 75_000 },
    });
  });

  it('is read back as it was written', () => {
    const read = (given: object) => {
      const texts = Object.entries(given).map(([name, value]) => [name, String(value)]);
      return readPlannedStart(new URLSearchParams(texts));
    };
    expect(read(parameters())).toEqual({
      ...{ soc: 20, target: 55, powerW: 50_000, current: 'DC', price: 690_000 },
    });
    expect(read({ soc: 'x', powerW: '', current: 'dc', price: '-1' })).toEqual({});
  });

  it('says no price that is not known', () => {
    expect(parameters({ dcPricePerKwhMicros: undefined })).not.toHaveProperty('price');
  });
});
