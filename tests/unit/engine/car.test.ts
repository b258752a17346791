import { beforeEach, describe, expect, it } from 'vitest';
import { valueOrThrow } from '#lib/domain/result.ts';
import { addSessions, commit, pounds, startEngine } from '../../support/engine-sessions.ts';
import { MemorySource } from '../../support/engine-source.ts';

const KM = 1_000;
let source: MemorySource;

beforeEach(async () => {
  source = new MemorySource();
  await commit(source, (write) => {
    const car = { createdDate: '2024-01-01', archived: false };
    const mileage = {
      startDate: '2024-03-01',
      openingOdometerM: 1_000 * KM,
      annualAllowanceM: 10_000 * KM,
    };
    write.insert('cars', 'c1', { name: 'One', ...car, mileage });
    write.insert('cars', 'c2', { name: 'Two', ...car });
    return { ok: true, value: undefined };
  });
});

const yearsOf = async (today: string) => {
  const { engine } = await startEngine(source);
  return valueOrThrow(await engine.car('c1', today)).pastYears;
};

describe('the figures of a car', () => {
  it('are of that car alone, up to today', async () => {
    await addSessions(source, {
      a: { localDate: '2026-03-11', odometerM: 5_000 * KM, ...pounds(3_000_000) },
      b: { localDate: '2026-03-12', socTo: 80.5, ...pounds(2_000_000) },
      other: { carId: 'c2', localDate: '2026-03-12', ...pounds(9_000_000) },
      later: { localDate: '2026-07-01', socTo: 90, odometerM: 9_000 * KM },
    });
    const { engine } = await startEngine(source);
    const answer = valueOrThrow(await engine.car('c1', '2026-06-30'));
    expect(answer).toMatchObject({
      today: '2026-06-30',
      totals: { sessions: 3, energyWh: 30_000, costMicros: 5_000_000, costedSessions: 2 },
      newest: { sessionId: 'b', localDate: '2026-03-12', socTo: 80.5 },
      reading: { sessionId: 'a', localDate: '2026-03-11', odometerM: 5_000 * KM },
      mileage: { yearStart: '2026-03-01', allowanceM: 10_000 * KM },
    });
    const second = valueOrThrow(await engine.car('c2', '2026-06-30'));
    expect(second).toMatchObject({ totals: { sessions: 1 }, pastYears: [] });
    expect(second).not.toHaveProperty('mileage');
    expect(await engine.car('c3', '2026-06-30')).toMatchObject({
      error: { code: 'car/unknown' },
    });
  });

  it('know what was driven in each year before, as far as readings reach', async () => {
    expect(await yearsOf('2025-02-28')).toEqual([]);
    expect(await yearsOf('2025-03-01')).toEqual([
      { yearStart: '2024-03-01', yearEnd: '2025-02-28' },
    ]);
    await addSessions(source, {
      // 365 days after the start 8,300 km, 365 days later nothing is read any more.
      a: { localDate: '2025-03-01', odometerM: 9_300 * KM },
      b: { localDate: '2025-03-11', odometerM: 9_500 * KM },
    });
    expect(await yearsOf('2026-03-01')).toEqual([
      {
        yearStart: '2025-03-01',
        yearEnd: '2026-02-28',
        usedM: 200 * KM,
        readUntil: '2025-03-11',
      },
      { yearStart: '2024-03-01', yearEnd: '2025-02-28', usedM: 8_300 * KM },
    ]);
  });
});
