import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestStop, costCurve } from '#lib/domain/planner/best-stop.ts';
import { blend } from '#lib/domain/planner/blend.ts';
import { chargingTimeS, integrate } from '#lib/domain/planner/integrate.ts';
import { type LiveInput, liveEstimate } from '#lib/domain/planner/live-estimate.ts';
import { nightsOf } from '#lib/domain/planner/nights.ts';
import type { PlannableCar } from '#lib/domain/planner/planner-car.ts';
import { scenariosOf } from '#lib/domain/planner/scenarios.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import { unsound } from '../../support/unsound.ts';

const watts = fc.integer({ min: 1_000, max: 350_000 });
const price = fc.integer({ min: -50_000, max: 1_000_000 });
const minutes = fc.integer({ min: 0, max: 1439 });

const car: fc.Arbitrary<PlannableCar> = fc
  .record({
    usableBatteryWh: fc.integer({ min: 1_000, max: 200_000 }),
    maxAcW: fc.option(fc.integer({ min: 1_000, max: 44_000 }), { nil: undefined }),
    etaAc: fc.double({ min: 0.5, max: 1, noNaN: true }),
    etaDc: fc.double({ min: 0.5, max: 1, noNaN: true }),
    drivingMPerWh: fc.option(fc.double({ min: 1, max: 15, noNaN: true }), { nil: undefined }),
    powers: fc.array(watts, { minLength: 10, maxLength: 10 }),
    ceilingW: watts,
    homePowerW: fc.integer({ min: 500, max: 22_000 }),
    startMinutes: minutes,
    endMinutes: minutes,
  })
  .map(({ powers, homePowerW, startMinutes, endMinutes, maxAcW, drivingMPerWh, ...rest }) => ({
    ...rest,
    ...(maxAcW !== undefined && { maxAcW }),
    ...(drivingMPerWh !== undefined && { drivingMPerWh }),
    carId: 'c',
    ceilingSource: 'car',
    homePower: { powerW: homePowerW, source: 'setting' },
    homeWindow: { startMinutes, endMinutes },
    bands: powers.map((powerW, i) => ({
      ...{ fromSoc: i * 10, tier: 'average', samples: 1 },
      powerW: Math.min(powerW, rest.ceilingW),
    })),
  }));
const charger = fc.record({
  current: fc.constantFrom('AC' as const, 'DC' as const),
  powerW: watts,
});

/** So many different whole percents, ascending. */
const percents = (count: number) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: count, maxLength: count })
    .map((socs) => socs.sort((a, b) => a - b) as [number, number, ...number[]]);

const request = fc
  .record({
    socs: percents(2),
    dcChargerW: watts,
    dcPricePerKwhMicros: price,
    homePricePerKwhMicros: price,
    dcSessionFeeMicros: fc.option(fc.nat(2_000_000), { nil: undefined }),
  })
  .map(({ socs: [startSoc, targetSoc], dcSessionFeeMicros, ...rest }) => ({
    ...{ carId: 'c', startSoc, targetSoc, ...rest },
    ...(dcSessionFeeMicros !== undefined && { dcSessionFeeMicros }),
  }));

/** To nine digits. */
const near = (value: number) =>
  expect.closeTo(value, 8 - Math.ceil(Math.log10(Math.abs(value) + 1))) as number;

describe('charging', () => {
  it('takes no less for more, no longer with more power, and as long in two parts', () => {
    fc.assert(
      fc.property(
        car,
        charger,
        percents(3),
        fc.nat(100_000),
        (one, plug, [a, b, c = 100], more) => {
          const [first, rest, whole] = [
            integrate(one, plug, a, b),
            integrate(one, plug, b, c),
            integrate(one, plug, a, c),
          ];
          expect(whole.timeS).toBeGreaterThan(first.timeS);
          expect(whole.plugWh).toBeGreaterThan(first.plugWh);
          expect(first.timeS + rest.timeS).toEqual(near(whole.timeS));
          expect(first.batteryWh + rest.batteryWh).toEqual(near(whole.batteryWh));
          const stronger = { ...plug, powerW: plug.powerW + more };
          expect(chargingTimeS(one, stronger, a, c)).toBeLessThanOrEqual(whole.timeS);
        },
      ),
    );
  });

  it('adds up percent by percent at the least of what charger, car and band give', () => {
    fc.assert(
      fc.property(car, watts, percents(2), (one, powerW, [from, to]) => {
        let timeS = 0;
        for (let p = from; p < to; p += 1) {
          const bandW = one.bands[Math.floor(p / 10)]?.powerW ?? NaN;
          timeS += (one.usableBatteryWh * 36) / (Math.min(powerW, bandW) * one.etaDc);
        }
        const charging = integrate(one, { current: 'DC', powerW }, from, to);
        expect(charging.timeS).toEqual(near(timeS));
      }),
    );
  });

  it('at home closes its nights at the target, none longer than the window', () => {
    fc.assert(
      fc.property(
        car,
        fc.integer({ min: 1, max: 2_000_000 }),
        percents(2),
        (one, timeS, [a, b]) => {
          const { startMinutes, endMinutes } = one.homeWindow;
          const windowS = ((endMinutes - startMinutes + 1440) % 1440 || 1440) * 60;
          // A window of a few minutes has more nights than a test should list.
          fc.pre(windowS >= 600);
          const nights = nightsOf(one, timeS, a, b);
          expect(nights.map(({ night }) => night)).toEqual(nights.map((_, i) => i + 1));
          expect(nights.reduce((sum, { chargeS }) => sum + chargeS, 0)).toEqual(near(timeS));
          expect(nights.at(-1)?.endSoc).toBe(b);
          let before = a;
          for (const { chargeS, endSoc, finishAt } of nights) {
            expect(chargeS).toBeGreaterThan(0);
            expect(chargeS).toBeLessThanOrEqual(windowS);
            expect(endSoc).toBeGreaterThan(before);
            expect(finishAt).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
            before = endSoc;
          }
        },
      ),
    );
  });
});

describe('a plan', () => {
  const stopOf = (
    share: number,
    { startSoc, targetSoc }: { startSoc: number; targetSoc: number },
  ) => startSoc + Math.round(share * (targetSoc - startSoc));
  const share = fc.double({ min: 0, max: 1, noNaN: true });

  it('is the sum of its parts, with DC alone and home alone as its ends', () => {
    fc.assert(
      fc.property(car, request, share, (one, asked, part) => {
        const { startSoc, targetSoc } = asked;
        const at = (stopSoc: number) => blend(one, { kind: 'blend', ...asked, stopSoc });
        const plan = at(stopOf(part, asked));
        const { dc, home, total } = plan;
        expect(total.timeS).toEqual(near(dc.timeS + home.timeS));
        expect(total.plugWh).toEqual(near(dc.plugWh + home.plugWh));
        expect(total.costMicros).toEqual(near((dc.costMicros ?? NaN) + (home.costMicros ?? NaN)));
        expect(at(targetSoc).total).toEqual(plan.dcOnly);
        expect(at(startSoc).total).toEqual(plan.homeOnly);
        const costs = { blend: total, dc_only: plan.dcOnly, home_only: plan.homeOnly };
        const lowest = Math.min(...Object.values(costs).map(({ costMicros = NaN }) => costMicros));
        expect(costs[plan.cheapest ?? 'blend'].costMicros).toBe(lowest);
        expect(unsound(plan)).toBe(false);
        expect(unsound(scenariosOf(one, { kind: 'scenarios', ...asked }))).toBe(false);
      }),
    );
  });

  it('costs k times as much where all money is k times as much', () => {
    fc.assert(
      fc.property(car, request, share, fc.integer({ min: 2, max: 9 }), (one, asked, part, k) => {
        const stopSoc = stopOf(part, asked);
        const dearer = {
          ...asked,
          dcPricePerKwhMicros: asked.dcPricePerKwhMicros * k,
          homePricePerKwhMicros: asked.homePricePerKwhMicros * k,
          dcSessionFeeMicros: (asked.dcSessionFeeMicros ?? 0) * k,
        };
        const [a, b] = [asked, dearer].map((all) => blend(one, { kind: 'blend', ...all, stopSoc }));
        expect(b?.total.costMicros).toEqual(near((a?.total.costMicros ?? NaN) * k));
        expect(b?.total.timeS).toBe(a?.total.timeS);
      }),
    );
  });

  it('is best where no other within the limits is cheaper', () => {
    const limits = fc.record(
      {
        maxDcS: fc.nat(10_000),
        maxTotalS: fc.nat(60_000),
        maxNights: fc.nat(4),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(car, request, limits, (one, asked, limit) => {
        const { startMinutes, endMinutes } = one.homeWindow;
        fc.pre((endMinutes - startMinutes + 1440) % 1440 >= 10);
        const kept = [];
        for (let stopSoc = asked.startSoc; stopSoc <= asked.targetSoc; stopSoc += 1) {
          const plan = blend(one, { kind: 'blend', ...asked, stopSoc });
          const isKept =
            plan.dc.timeS <= (limit.maxDcS ?? Infinity) &&
            plan.total.timeS <= (limit.maxTotalS ?? Infinity) &&
            plan.home.nights.length <= (limit.maxNights ?? Infinity);
          if (isKept) kept.push({ ...plan, stopSoc });
        }
        const best = valueOrThrow(bestStop(one, { kind: 'best_stop', ...asked, ...limit }));
        expect(best.feasible).toBe(kept.length > 0);
        if (!best.feasible) return;
        const chosen = kept.find(({ stopSoc }) => stopSoc === best.stopSoc);
        expect(chosen).toMatchObject({ dc: best.dc, home: best.home, total: best.total });
        const cost = best.total.costMicros ?? NaN;
        for (const { stopSoc, total } of kept) {
          const other = total.costMicros ?? NaN;
          const slack = 1e-12 * Math.max(Math.abs(cost), Math.abs(other));
          expect(cost).toBeLessThanOrEqual(other + slack);
          if (stopSoc < best.stopSoc) expect(other).toBeGreaterThan(cost);
        }
        const points = costCurve(one, asked);
        expect(points.find(({ stopSoc }) => stopSoc === best.stopSoc)).toMatchObject({
          ...{ costMicros: cost, timeS: best.total.timeS, nights: best.home.nights.length },
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe('the estimate of a running charge', () => {
  const START = Date.UTC(2026, 5, 30);
  const pause = fc
    .tuple(fc.integer({ min: -5_000_000, max: 20_000_000 }), fc.nat(5_000_000))
    .map(([from, length]) => ({ from: START + from, to: START + from + length }));
  const running: fc.Arbitrary<LiveInput> = fc
    .record({
      charger,
      readingSoc: fc.integer({ min: 0, max: 999 }).map((tenths) => tenths / 10),
      targetSoc: fc.integer({ min: 1, max: 100 }),
      now: fc.nat(50_000_000).map((ms) => START + ms),
      pauses: fc.array(pause, { maxLength: 3 }),
      pricePerKwhMicros: price,
    })
    .map(({ charger: { current, powerW }, pricePerKwhMicros, ...rest }) => ({
      ...{ ...rest, current, chargerW: powerW, readingAt: START, price: { pricePerKwhMicros } },
    }));

  it('is at the target at its instant, as a plan counts it', () => {
    fc.assert(
      fc.property(car, running, (one, input) => {
        const { targetAt } = liveEstimate(one, { ...input, now: START });
        expect(targetAt === undefined).toBe(input.readingSoc >= input.targetSoc);
        if (targetAt === undefined) return;
        const { current, chargerW: powerW, readingSoc, targetSoc } = input;
        const then = liveEstimate(one, { ...input, now: targetAt });
        const plan = integrate(one, { current, powerW }, readingSoc, targetSoc);
        // A millisecond of 350 kW is a tenth of a Wh.
        expect(Math.abs(then.soc - targetSoc)).toBeLessThan(0.02);
        expect(Math.abs(then.batteryWh - plan.batteryWh)).toBeLessThan(0.1);
        expect(Math.abs(then.plugWh - plan.plugWh)).toBeLessThan(0.2);
        if (input.pauses?.length === 0) {
          expect(targetAt - START).toBe(Math.ceil(plan.timeS * 1000 - 1e-6));
        }
        const later = liveEstimate(one, { ...input, now: targetAt + 1, pauses: [] });
        expect(later.done).toBe(true);
      }),
    );
  });

  it('never falls, and its target does not move while time goes by', () => {
    fc.assert(
      fc.property(car, running, fc.nat(20_000_000), (one, input, more) => {
        const now = liveEstimate(one, input);
        const later = liveEstimate(one, { ...input, now: input.now + more });
        expect(later.soc).toBeGreaterThanOrEqual(now.soc);
        expect(later.plugWh).toBeGreaterThanOrEqual(now.plugWh);
        expect(now.soc).toBeLessThanOrEqual(100);
        if (later.targetAt !== undefined) expect(later.targetAt).toBe(now.targetAt);
        expect(unsound([now, later])).toBe(false);
      }),
    );
  });
});
