import { describe, expect, it } from 'vitest';
import { generateSample } from '#lib/domain/sample/generate.ts';
import { overlapsInTime } from '#lib/domain/session-warnings.ts';
import { validateCar } from '#lib/domain/validate-car.ts';
import { validatePlace } from '#lib/domain/validate-place.ts';
import { validateSession } from '#lib/domain/validate-session.ts';
import { validateTariff } from '#lib/domain/validate-tariff.ts';

const today = '2026-06-30';
const sample = generateSample({ seed: 1, today, timeZone: 'Europe/London' });

describe('sample data', () => {
  it('is the same for the same seed and day, and other for another seed', () => {
    const request = { today, timeZone: 'Europe/London' };
    expect(generateSample({ seed: 1, ...request })).toEqual(sample);
    expect(generateSample({ seed: 2, ...request }).sessions).not.toEqual(sample.sessions);
  });

  it('holds only what a person could have entered', () => {
    const issues = [
      ...sample.cars.map(validateCar),
      ...sample.places.map(validatePlace),
      ...sample.tariffs.map(validateTariff),
      ...sample.sessions.map((session) => validateSession(session, { today })),
    ].flatMap((result) => (result.ok ? [] : [result.error]));
    expect(issues).toEqual([]);
  });

  it('spans three years of two cars, each charging hundreds of times, never two at once', () => {
    expect(sample.cars).toHaveLength(2);
    expect(sample.sessions[0]?.localDate.slice(0, 7)).toBe('2023-07');
    expect(sample.sessions.at(-1)?.localDate.slice(0, 7)).toBe('2026-06');
    for (const car of sample.cars) {
      const own = sample.sessions.filter((session) => session.carId === car.id);
      expect(own.length).toBeGreaterThan(150);
      const clashes = own.filter((session, i) => i > 0 && overlapsInTime(own[i - 1]!, session));
      expect(clashes).toEqual([]);
      const readings = own.flatMap(({ odometerM }) => odometerM ?? []);
      expect(readings).toEqual([...readings].sort((a, b) => a - b));
    }
  });

  it('knows home, free, AC and DC charges, and has gaps as real logs have', () => {
    const { sessions } = sample;
    const bases = new Set(sessions.map((session) => session.cost?.basis));
    expect(bases).toEqual(new Set(['home_tariff', 'place_free', 'place_rate']));
    expect(sessions.filter((session) => session.current === 'DC').length).toBeGreaterThan(20);
    expect(sessions.some((session) => session.odometerM === undefined)).toBe(true);
    expect(sessions.some((session) => session.socTo === undefined)).toBe(true);
  });
});
