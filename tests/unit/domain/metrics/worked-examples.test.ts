import { describe, expect, test } from 'vitest';
import type { Session } from '#lib/domain/session.ts';
import { metricsOf, type SmallData, total } from '../../../support/diaries.ts';

// Each expectation is a sum that was done by hand, in the units a driver reads.

const MILE = 1609.344;
const PETROL = { petrolPricePerLitreMicros: 1_289_000, petrolEconomy: 60 };

const first: Partial<Session> = { id: 'a', localDate: '2026-02-01', odometerM: 10_000_000 };
const second: Partial<Session> = { id: 'b', localDate: '2026-02-03', current: 'AC' };

/** Figures of `b`, which comes two days after `a`. */
function after(a: Partial<Session>, b: Partial<Session>, more: Partial<SmallData> = {}) {
  const { sessions = [], ...others } = more;
  return metricsOf(
    { ...others, sessions: [{ ...first, ...a }, ...sessions, { ...second, ...b }] },
    'b',
  );
}

describe('petrol', () => {
  const charge: Partial<Session> = { id: 's', localDate: '2026-02-01', energyWh: 10_000 };
  const known = { settings: PETROL, car: { profileEfficiencyMPerWh: (4.1 * MILE) / 1000 / 0.9 } };

  test('£1.289 a litre at 60 mpg is 9.7665 p a mile', () => {
    const { petrol } = metricsOf({ ...known, sessions: [charge] }, 's');
    expect(petrol?.perMileMicros).toBeCloseTo(97_665.2, 1);
  });

  test('1.80 a litre at 6 L/100 km is 10.8 for 62.137 miles', () => {
    const settings = {
      petrolPricePerLitreMicros: 1_800_000,
      petrolEconomy: 6,
      petrolEconomyUnit: 'l_per_100km',
    };
    const { petrol } = metricsOf({ settings, sessions: [charge] }, 's');
    expect(petrol?.perMileMicros).toBeCloseTo(173_809.152, 6);
  });

  test('at 4.1 miles a kWh electricity may cost 40.0427 p', () => {
    const { petrol } = metricsOf({ ...known, sessions: [charge] }, 's');
    expect(petrol?.breakEvenPricePerKwhMicros).toBeCloseTo(400_427.2, 1);
  });

  test('a free charge of 10 kWh saves £4.0043, at 79 p it costs £3.8957 more', () => {
    const free = metricsOf({ ...known, sessions: [{ ...charge, ...total(0) }] }, 's').petrol;
    expect(free).toMatchObject({ verdict: 'cheaper' });
    expect(free?.savingMicros).toBeCloseTo(4_004_271.8, 0);
    const dear = metricsOf(
      { ...known, sessions: [{ ...charge, ...total(7_900_000) }] },
      's',
    ).petrol;
    expect(dear).toMatchObject({ verdict: 'dearer' });
    expect(dear?.savingMicros).toBeCloseTo(-3_895_728.2, 0);
  });
});

describe('drive cycles', () => {
  test('72 miles on 30 points of 60 kWh are 4 miles a kWh, 3.6 at the plug', () => {
    const { cycle } = after({ socTo: 80 }, { socFrom: 50, odometerM: 10_115_873 });
    expect(cycle).toMatchObject({ distanceM: 115_873, days: 2, energyWh: 18_000, method: 'soc' });
    expect(((cycle?.drivingMPerWh ?? 0) * 1000) / MILE).toBeCloseTo(4, 3);
    expect(((cycle?.plugMPerWh ?? 0) * 1000) / MILE).toBeCloseTo(3.6, 3);
    // One point of 30 and one mile of 72.
    expect(cycle?.uncertainty).toBeCloseTo(1 / 30 + 1609 / 115_873, 12);
    expect(cycle).toMatchObject({ confidence: 'high', reasons: [], flags: [] });
  });

  test('a start that was not logged is reckoned from the energy', () => {
    const { cycle } = after({ socTo: 80 }, { socTo: 80, energyWh: 20_000, odometerM: 10_115_873 });
    // 20 kWh at 0.9 are 18 kWh, 30 points: the charge began at 50 %.
    expect(cycle?.energyWh).toBeCloseTo(18_000, 9);
    expect(cycle?.uncertainty).toBeCloseTo(1 / 30 + 1609 / 115_873 + 0.03, 12);
    expect(cycle).toMatchObject({ confidence: 'medium', reasons: ['small_drop', 'filled_soc'] });
  });

  test('a charge without odometer is bridged: 20 and 15 points over 126 km', () => {
    const { cycle } = after(
      { socTo: 80 },
      { socFrom: 55, odometerM: 10_126_000 },
      { sessions: [{ id: 'x', localDate: '2026-02-02', socFrom: 60, socTo: 70 }] },
    );
    expect(cycle).toMatchObject({ energyWh: 21_000, drivingMPerWh: 6, bridgedSessions: 1 });
  });

  test('a battery that filled by itself was charged without a record', () => {
    const metrics = after({ socTo: 80 }, { socFrom: 85, odometerM: 10_100_000 });
    expect(metrics.cycleMissing).toBe('unlogged_charge');
  });

  test('600 km on 6 kWh are kept and not used', () => {
    const metrics = after(
      { socTo: 80 },
      { socFrom: 70, energyWh: 10_000, odometerM: 10_600_000 },
      { car: { profileEfficiencyMPerWh: 5 } },
    );
    expect(metrics.cycle).toMatchObject({ drivingMPerWh: 100, flags: ['implausible'] });
    expect(metrics.efficiency).toMatchObject({ source: 'profile', drivingMPerWh: 5 });
    expect(metrics.gainedM).toBe(45_000);
  });
});

describe('other figures', () => {
  test('45 kWh DC for £30.15 from 10 to 80 % of 59 kWh in 50 minutes', () => {
    const metrics = metricsOf(
      {
        car: { usableBatteryWh: 59_000 },
        sessions: [
          {
            ...{ id: 's', localDate: '2026-02-01', energyWh: 45_000, current: 'DC' },
            ...{ socFrom: 10, socTo: 80, chargingS: 3000, ...total(30_150_000) },
          },
        ],
      },
      's',
    );
    expect(metrics).toMatchObject({
      effectivePricePerKwhMicros: 670_000,
      averagePowerW: 54_000,
      sizeClass: 'major',
      deltaSoc: 70,
      lossBasis: 'soc',
      dcTaper: true,
    });
    // 45 kWh less 70 % of 59 kWh.
    expect(metrics.lossPct).toBeCloseTo((3.7 / 45) * 100, 9);
    expect(metrics.costPer10SocMicros).toBeCloseTo(4_307_142.857, 2);
  });

  test('tenths of a point are exact: 12.2 to 32.2 % is a top-up, to 32.3 % is not', () => {
    const sized = (socTo: number) =>
      metricsOf({ sessions: [{ id: 's', localDate: '2026-02-01', socFrom: 12.2, socTo }] }, 's');
    expect(sized(32.2)).toMatchObject({ deltaSoc: 20, sizeClass: 'topup' });
    expect(sized(32.3)).toMatchObject({ deltaSoc: 20.1, sizeClass: 'partial' });
  });

  test('£5 in public is 16.09 p a mile more than £1 and nothing at home', () => {
    const drive = { energyWh: 10_000, current: 'AC' } as const;
    const metrics = metricsOf(
      {
        car: { profileEfficiencyMPerWh: 5 },
        sessions: [
          { id: 'h', localDate: '2026-02-01', placeLabel: 'Home', ...drive, ...total(1_000_000) },
          { id: 'i', localDate: '2026-02-08', placeLabel: 'Home', ...drive, ...total(0) },
          { id: 's', localDate: '2026-02-15', placeLabel: 'Mall', ...drive, ...total(5_000_000) },
        ],
      },
      's',
    );
    // 45 km are 27.9617 miles: 17.8816 p less 1.7882 p.
    expect(metrics.homeDeltaPerMileMicros).toBeCloseTo(160_934.4, 6);
  });
});
