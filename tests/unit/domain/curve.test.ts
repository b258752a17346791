import { describe, expect, it } from 'vitest';
import { curveEnergyWh, curvePeak, curveWarnings } from '#lib/domain/curve.ts';
import { curveFinding, evenly, outline } from '#lib/domain/curve-shape.ts';
import type { CurvePoint } from '#lib/domain/session.ts';

/** 60 kW for six minutes, then down to nothing in six: 6 + 3 kWh. */
const NINE_KWH: readonly CurvePoint[] = [
  [0, 20, 60_000],
  [360, 30, 60_000],
  [720, 35, 0],
];

describe('what a curve holds', () => {
  it('has the energy of its trapezoids', () => {
    expect(curveEnergyWh(NINE_KWH)).toBe(9000);
    expect(curveEnergyWh([[0, 20, 60_000]])).toBeUndefined();
    expect(curveEnergyWh([])).toBeUndefined();
  });

  it('has its peak at the earliest of equals, and none without power', () => {
    expect(curvePeak(NINE_KWH)).toEqual([0, 20, 60_000]);
    expect(curvePeak([[0, 100, 0]])).toBeUndefined();
  });
});

describe('what does not fit the session', () => {
  const codes = (curve: readonly CurvePoint[], frame = {}) =>
    curveWarnings(curve, frame).map(({ code }) => code);

  it('is nothing when all fits, or when the session says nothing', () => {
    expect(codes(NINE_KWH)).toEqual([]);
    const frame = { durationS: 720, ratedPowerW: 60_000, peakPowerW: 60_000, energyWh: 9000 };
    expect(codes(NINE_KWH, frame)).toEqual([]);
  });

  it('is a charge level that falls, but not a flickering display', () => {
    expect(
      curveWarnings(
        [
          [0, 20, 1000],
          [60, 22, 1000],
          [120, 21, 1000],
        ],
        {},
      ),
    ).toEqual([{ code: 'curve/soc_falls', second: 120, from: 22, to: 21 }]);
    expect(
      codes([
        [0, 20.5, 1000],
        [60, 20, 1000],
      ]),
    ).toEqual([]);
  });

  it('is a power more than a twentieth above what the session names', () => {
    expect(codes(NINE_KWH, { peakPowerW: 57_000 })).toEqual(['curve/above_peak']);
    expect(codes(NINE_KWH, { ratedPowerW: 57_000 })).toEqual(['curve/above_rated']);
    expect(codes(NINE_KWH, { ratedPowerW: 58_000 })).toEqual([]);
  });

  it('is a time more than a minute after the end', () => {
    expect(codes(NINE_KWH, { durationS: 660 })).toEqual([]);
    expect(codes(NINE_KWH, { durationS: 659 })).toEqual(['curve/beyond_end']);
  });

  it('is an energy that differs by more than a fifth', () => {
    expect(codes(NINE_KWH, { energyWh: 7500 })).toEqual([]);
    expect(codes(NINE_KWH, { energyWh: 7499 })).toEqual(['curve/energy_differs']);
    expect(codes(NINE_KWH, { energyWh: 11_251 })).toEqual(['curve/energy_differs']);
    expect(codes(NINE_KWH, { energyWh: 0 })).toEqual([]);
  });
});

describe('what a curve shows', () => {
  it('is where it becomes slow for good', () => {
    const curve: CurvePoint[] = [
      [0, 10, 40_000],
      [60, 23, 148_000],
      [600, 79, 50_000],
      [660, 80, 49_000],
      [720, 82, 45_000],
      [780, 84, 40_000],
    ];
    expect(curveFinding(curve)).toEqual({
      peakW: 148_000,
      peakSoc: 23,
      then: { kind: 'slow', watts: 50_000, soc: 80 },
    });
  });

  it('is not slow because the plug was pulled', () => {
    const curve: CurvePoint[] = [
      [0, 10, 148_000],
      [600, 60, 90_000],
      [610, 60, 0],
    ];
    expect(curveFinding(curve)?.then).toEqual({ kind: 'end', watts: 90_000, soc: 60 });
  });

  it('is a steady power, or only a peak', () => {
    const home: CurvePoint[] = [
      [0, 20, 7000],
      [3600, 30, 7400],
      [7200, 40, 7300],
    ];
    expect(curveFinding(home)?.then).toEqual({ kind: 'steady', fromSoc: 20, soc: 40 });
    expect(curveFinding([[0, 50, 11_000]])).toEqual({ peakW: 11_000, peakSoc: 50 });
    expect(curveFinding([[0, 50, 0]])).toBeUndefined();
  });
});

describe('fewer points', () => {
  const many = Array.from({ length: 1000 }, (_, at): CurvePoint => [
    at,
    at / 10,
    at === 577 ? 250_000 : 50_000,
  ]);

  it('keeps the ends and the peak of an outline', () => {
    const few = outline(many, 100);
    expect(few.length).toBeLessThanOrEqual(100);
    expect(few[0]).toEqual(many[0]);
    expect(few.at(-1)).toEqual(many.at(-1));
    expect(few).toContainEqual(many[577]);
    expect(few.map(([second]) => second)).toEqual(
      [...few.map(([second]) => second)].sort((a, b) => a - b),
    );
  });

  it('chooses evenly, and leaves a short list as it is', () => {
    expect(evenly([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 3)).toEqual([0, 5, 10]);
    expect(evenly([1, 2], 3)).toEqual([1, 2]);
  });
});
