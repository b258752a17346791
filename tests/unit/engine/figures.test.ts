import { beforeEach, describe, expect, it } from 'vitest';
import type { EngineContext } from '#lib/app/engine-source.ts';
import type { Coach } from '#lib/domain/coach/coach.ts';
import type { Content } from '#lib/domain/entity.ts';
import type { Car } from '#lib/domain/car.ts';
import type { MonthRollups } from '#lib/domain/rollups.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import { Books } from '#lib/worker/engine/books.ts';
import { SessionIndex } from '#lib/worker/engine/session-index.ts';
import {
  addSessions,
  commit,
  derivedOf,
  placeContent,
  pounds,
  sessionContent,
  startEngine,
  TODAY,
} from '../../support/engine-sessions.ts';
import { MemorySource } from '../../support/engine-source.ts';

const CAR: Content<Car> = {
  name: 'One',
  createdDate: '2026-01-01',
  archived: false,
  usableBatteryWh: 60_000,
};

let source: MemorySource;

beforeEach(async () => {
  source = new MemorySource();
  await commit(source, (write) => {
    write.insert('cars', 'c1', CAR);
    write.insert('places', 'home', placeContent({ name: 'Home', isHome: true }));
    write.insert('places', 'hub', placeContent({ name: 'Charging hub' }));
    return { ok: true, value: undefined };
  });
});

describe('what is said of one session', () => {
  it('names its cycle, the reading before and what it is compared with', async () => {
    await addSessions(source, {
      a: {
        localDate: '2026-03-01',
        odometerM: 1_000_000,
        socTo: 80,
        placeId: 'home',
        ...pounds(0),
      },
      // 72 miles on 30 points of 60 kWh: 4 mi/kWh.
      b: {
        ...{ localDate: '2026-03-05', odometerM: 1_115_873, socFrom: 50, socTo: 80 },
        ...{
          current: 'AC',
          placeId: 'home',
          energyWh: 5_000,
          chargingS: 3_600,
          ...pounds(900_000),
        },
      },
      c: {
        ...{ localDate: '2026-03-09', odometerM: 1_231_746, socFrom: 50, socTo: 80 },
        ...{ current: 'AC', placeId: 'hub', energyWh: 6_000, ...pounds(9_000_000) },
      },
      d: {
        ...{ localDate: '2026-03-12', odometerM: 1_250_000, socFrom: 70, socTo: 80 },
        ...{ current: 'AC', placeLabel: 'Sports park', energyWh: 5_000, ...pounds(9_000_000) },
      },
    });
    const { engine } = await startEngine(source);
    const c = valueOrThrow(await engine.session('c', TODAY));
    expect(c.seq).toBe(await source.seq());
    expect(c.metrics.cycle).toMatchObject({ fromSessionId: 'b', energyWh: 18_000 });
    expect(c.cycleFromDate).toBe('2026-03-05');
    expect(c.previousDate).toBe('2026-03-05');
    expect(c.metrics.homeDeltaPerMileMicros).toBeGreaterThan(0);
    // 31.5 miles by the usual 3.5 mi/kWh and 18 by its own 4, both less a tenth.
    expect(c.homePerMileMicros).toBeCloseTo(900_000 / 49.5, 1);
    expect(c.similar).toBeUndefined();
    const d = valueOrThrow(await engine.session('d', TODAY));
    expect(d.metrics.similarSessionIds).toEqual(['c']);
    expect(d.similar).toMatchObject({
      sessionId: 'c',
      localDate: '2026-03-09',
      placeName: 'Charging hub',
      costPerMileMicros: c.metrics.costPerMileMicros,
      socPerKwh: 5,
    });
    const b = valueOrThrow(await engine.session('b', TODAY));
    expect(b).not.toHaveProperty('homePerMileMicros');
    expect(b).not.toHaveProperty('odometerSuspect');
  });

  it('marks a reading that does not fit, and lists hints that were put away', async () => {
    await addSessions(source, {
      a: { localDate: '2026-03-01', odometerM: 10_000_000 },
      b: {
        ...{ localDate: '2026-03-02', odometerM: 101_000_000 },
        ...{ current: 'DC', socTo: 90, dismissedHints: ['dc_taper'] },
      },
      c: { localDate: '2026-03-03', odometerM: 10_200_000 },
    });
    const { engine } = await startEngine(source);
    const b = valueOrThrow(await engine.session('b', TODAY));
    expect(b.odometerSuspect).toBe(true);
    expect(b.metrics.hints).toEqual([]);
    expect(b.hints).toMatchObject([{ code: 'dc_taper', dismissed: true, socTo: 90 }]);
    const { months } = await derivedOf<MonthRollups>(source, 'months');
    expect(months).toMatchObject([{ carId: 'c1', distanceM: 200_000 }]);
  });

  it('is not found when it is planned, in the trash or unknown', async () => {
    await addSessions(source, { a: {}, b: { status: 'planned' } });
    await commit(source, async (write) => {
      await write.remove('sessions', ['a']);
      return { ok: true, value: undefined };
    });
    const { engine } = await startEngine(source);
    for (const id of ['a', 'b', 'c']) {
      expect(await engine.session(id, TODAY)).toMatchObject({
        error: { code: 'session/not_found' },
      });
    }
  });

  it('needs no car: one that is gone has no battery and no reminders', async () => {
    await addSessions(source, {
      a: { carId: 'gone', odometerM: 1_000_000, socTo: 80 },
      b: { carId: 'gone', localDate: '2026-03-20', odometerM: 1_100_000, socFrom: 50 },
    });
    const { engine } = await startEngine(source);
    const b = valueOrThrow(await engine.session('b', TODAY));
    expect(b.metrics).toMatchObject({
      cycleMissing: 'little_energy',
      previous: { sessionId: 'a' },
    });
    await engine.lookAt(TODAY);
    const { cars } = await derivedOf<Coach>(source, 'coach');
    expect(cars.map(({ carId }) => carId)).toEqual(['c1', 'gone']);
    expect(cars[1]).not.toHaveProperty('reminder');
  });

  it('comes with each row of a window as chips', async () => {
    await addSessions(source, {
      a: { localDate: '2026-03-01', energyWh: 5_000, chargingS: 3_600 },
      b: { localDate: '2026-03-02', energyWh: undefined, socTo: 50 },
    });
    const { engine } = await startEngine(source);
    const { chips } = await engine.window({ sort: 'date', descending: false }, 0, 10);
    expect(chips[0]).toContainEqual({ code: 'power', tone: 'info', value: 5_000 });
    expect(chips[1]?.map(({ code }) => code)).not.toContain('power');
    expect(chips).toHaveLength(2);
  });
});

describe('the day', () => {
  it('is the one somebody looks on: what the coach says is of it', async () => {
    await commit(source, async (write) => {
      await write.change('cars', 'c1', { fullCharge: { every: 10, unit: 'days' } });
      return { ok: true, value: undefined };
    });
    await addSessions(source, { a: { localDate: '2026-03-01', socTo: 100 } });
    const { engine } = await startEngine(source, '2026-03-02');
    const said = async (today: string) => {
      await engine.lookAt(today);
      return derivedOf<Coach>(source, 'coach');
    };
    expect(await said('2026-03-02')).toMatchObject({
      today: '2026-03-02',
      cars: [{ reminder: { status: 'ok', dueDate: '2026-03-11', daysLate: -9 } }],
    });
    expect(await said('2026-03-11')).toMatchObject({
      today: '2026-03-11',
      cars: [{ reminder: { status: 'due', daysLate: 0 } }],
    });
  });
});

describe('a change', () => {
  const context: EngineContext = {
    seq: 1,
    cars: ['c1', 'c2'].map((id) => ({ ...CAR, id, createdAt: 0, updatedAt: 0 })),
    places: [],
    tariffs: [],
    settings: [],
  };
  const row = (id: string, day: number, more: object = {}) => ({
    ...sessionContent({
      localDate: `2026-03-${String(day).padStart(2, '0')}`,
      ...{ odometerM: day * 100_000, socFrom: 50, socTo: 50 + day },
      ...more,
    }),
    id,
    seq: 1,
  });

  function booksOf() {
    const index = new SessionIndex(context);
    const books = new Books(index, context);
    const apply = (...rows: ReturnType<typeof row>[]): void => {
      books.noteRows(index.apply(rows));
    };
    const bookOf = (id: string) => {
      const book = books.all().get(id);
      if (!book) throw new Error(`no book of ${id}`);
      return book;
    };
    apply(...[1, 2, 3, 4, 5].map((day) => row(`s${day}`, day)), row('other', 1, { carId: 'c2' }));
    return { books, apply, bookOf };
  }

  /** A mark on every row: it stays where nothing is computed again. */
  const MARK = 0.5;

  it.each([
    ['of the newest session', row('s5', 5, { energyWh: 7 }), [0, 1, 2, 3]],
    ['that adds one after all', row('s6', 6), [0, 1, 2, 3, 4]],
    ['in the middle', row('s3', 3, { energyWh: 7 }), [0, 1]],
    ['of the date, to an earlier place', row('s4', 1, { odometerM: 90_000 }), []],
    ['that takes the newest away', row('s5', 5, { carId: 'c2' }), [0, 1, 2, 3]],
  ])('%s has only the rows from there on computed again', (_, changed, kept) => {
    const { apply, bookOf } = booksOf();
    bookOf('c1').figures.cycleUncertainty.fill(MARK);
    apply(changed);
    const marked = [...bookOf('c1').figures.cycleUncertainty.entries()]
      .filter(([, value]) => value === MARK)
      .map(([at]) => at);
    expect(marked).toEqual(kept);
  });

  it('leaves the books of other cars as they are, and is computed once for several', () => {
    const { books, apply, bookOf } = booksOf();
    const [former, all] = [bookOf('c2'), books.all()];
    expect(books.all()).toBe(all);
    apply(row('s5', 5, { energyWh: 7 }));
    apply(row('s4', 4, { energyWh: 8 }));
    expect(bookOf('c2')).toBe(former);
    expect([...bookOf('c1').log.energyWh]).toEqual([10_000, 10_000, 10_000, 8, 7]);
  });

  it('of a name keeps the figures; of a battery it does not', () => {
    const { books, bookOf } = booksOf();
    const { figures } = bookOf('c1');
    const withCar = (more: Partial<Car>) => ({
      ...context,
      cars: context.cars.map((car) => ({ ...car, ...more })),
    });
    books.noteContext(withCar({ name: 'Two' }), false);
    expect(bookOf('c1').log.car.name).toBe('Two');
    expect(bookOf('c1').figures).toBe(figures);
    books.noteContext(withCar({ usableBatteryWh: 30_000 }), false);
    // 100 km on 2 points, of 600 Wh and of 300.
    expect(figures.cycleEnergyWh[2]).toBe(1_200);
    expect(bookOf('c1').figures.cycleEnergyWh[2]).toBe(600);
  });
});
