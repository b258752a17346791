import { describe, expect, it } from 'vitest';
import type { SessionQuery } from '#lib/worker/api.ts';
import {
  addSessions,
  commit,
  placeContent,
  pounds,
  startEngine,
} from '../../support/engine-sessions.ts';
import { MemorySource } from '../../support/engine-source.ts';

const NEWEST: SessionQuery = { sort: 'date', descending: true };
const OLDEST: SessionQuery = { sort: 'date', descending: false };

async function engineOf(rows: Parameters<typeof addSessions>[1]) {
  const source = new MemorySource();
  await addSessions(source, rows);
  return { source, ...(await startEngine(source)) };
}

describe('the order of a list', () => {
  it('is date, start, odometer, start SoC, id, with absent values last at each step', async () => {
    const { engine } = await engineOf({
      z: { localDate: '2026-03-01' },
      y: { localDate: '2026-03-01', socFrom: 20 },
      x: { localDate: '2026-03-01', odometerM: 5_000_000_000 },
      w: { localDate: '2026-03-01', startedAt: 2_000, odometerM: 9 },
      v: { localDate: '2026-03-01', startedAt: 1_000, odometerM: 99 },
      u: { localDate: '2026-02-28' },
      a: { localDate: '2026-03-01' },
    });
    expect(await engine.ids(OLDEST)).toEqual(['u', 'v', 'w', 'x', 'y', 'a', 'z']);
    expect(await engine.ids(NEWEST)).toEqual(['z', 'a', 'y', 'x', 'w', 'v', 'u']);
  });

  it('puts unknown values last in both directions', async () => {
    const { engine } = await engineOf({
      a: { energyWh: 5_000, socTo: 80 },
      b: { energyWh: 0, socTo: 90 },
      c: { energyWh: undefined, socTo: 70 },
    });
    expect(await engine.ids({ sort: 'energy', descending: false })).toEqual(['b', 'a', 'c']);
    expect(await engine.ids({ sort: 'energy', descending: true })).toEqual(['a', 'b', 'c']);
    expect(await engine.ids({ sort: 'soc', descending: false })).toEqual(['c', 'a', 'b']);
  });

  it('sorts by price, cost, duration and shown place', async () => {
    const source = new MemorySource();
    await commit(source, (write) => {
      write.insert('places', 'p1', placeContent({ name: 'Älm street' }));
      return { ok: true, value: undefined };
    });
    await addSessions(source, {
      a: { energyWh: 10_000, ...pounds(5_000_000), placeLabel: 'Beta', chargingS: 60 },
      b: { energyWh: 1_000, ...pounds(1_000_000), placeId: 'p1', pluggedS: 30, chargingS: 90 },
      c: { energyWh: 0, ...pounds(2_000_000), startedAt: 0, endedAt: 10_000, pluggedS: 99 },
    });
    const { engine } = await startEngine(source);
    const ids = (sort: SessionQuery['sort']) => engine.ids({ sort, descending: false });
    expect(await ids('price')).toEqual(['a', 'b', 'c']);
    expect(await ids('cost')).toEqual(['b', 'c', 'a']);
    expect(await ids('duration')).toEqual(['c', 'b', 'a']);
    expect(await ids('place')).toEqual(['b', 'a', 'c']);
  });
});

describe('what is in a list', () => {
  it('holds completed live sessions only', async () => {
    const { engine, source } = await engineOf({
      a: {},
      b: { status: 'active' },
      c: { status: 'cancelled' },
      d: {},
    });
    await commit(source, async (write) => {
      await write.remove('sessions', ['d']);
      return { ok: true, value: undefined };
    });
    expect(await engine.ids(OLDEST)).toEqual(['a']);
  });

  it('narrows by every member of the filter', async () => {
    const source = new MemorySource();
    await commit(source, (write) => {
      write.insert('places', 'p1', placeContent({ name: 'Drive', isHome: true }));
      return { ok: true, value: undefined };
    });
    await addSessions(source, {
      a: {
        carId: 'c2',
        localDate: '2026-01-01',
        current: 'AC',
        placeId: 'p1',
        ...pounds(0),
        socTo: 80,
      },
      b: {
        localDate: '2026-02-01',
        current: 'DC',
        placeLabel: 'Services',
        network: 'Ionity  EU',
        ...pounds(100),
      },
      c: { localDate: '2026-03-01' },
    });
    const { engine } = await startEngine(source);
    const ids = (filter: Partial<SessionQuery>) => engine.ids({ ...OLDEST, ...filter });
    expect(await ids({ carId: 'c2' })).toEqual(['a']);
    expect(await ids({ carId: 'unknown' })).toEqual([]);
    expect(await ids({ from: '2026-02-01', to: '2026-02-01' })).toEqual(['b']);
    expect(await ids({ current: 'AC' })).toEqual(['a']);
    expect(await ids({ current: 'unknown' })).toEqual(['c']);
    expect(await ids({ homeClass: 'home' })).toEqual(['a']);
    expect(await ids({ homeClass: 'public' })).toEqual(['b']);
    expect(await ids({ homeClass: 'unknown' })).toEqual(['c']);
    expect(await ids({ network: 'ionity eu' })).toEqual(['b']);
    expect(await ids({ placeId: 'p1' })).toEqual(['a']);
    expect(await ids({ free: true })).toEqual(['a']);
    expect(await ids({ free: false })).toEqual(['b', 'c']);
    expect(await ids({ toComplete: true })).toEqual(['b', 'c']);
    expect(await ids({ toComplete: false })).toEqual(['a']);
    expect(await ids({ from: 'not a date' })).toEqual(['a', 'b', 'c']);
  });

  it('finds words in notes, places, labels and networks, whatever their case and accents', async () => {
    const source = new MemorySource();
    await commit(source, (write) => {
      write.insert('places', 'p1', placeContent({ name: 'Château Nord' }));
      return { ok: true, value: undefined };
    });
    await addSessions(source, {
      a: { notes: 'Café stop, SLOW charger' },
      b: { placeId: 'p1' },
      c: { placeLabel: 'Tesco', network: 'Pod Point' },
    });
    const { engine } = await startEngine(source);
    const ids = (search: string) => engine.ids({ ...OLDEST, search });
    expect(await ids('cafe')).toEqual(['a']);
    expect(await ids(' CHATEAU ')).toEqual(['b']);
    expect(await ids('tesco pod')).toEqual(['c']);
    expect(await ids('tesco café')).toEqual([]);
    expect(await ids('')).toEqual(['a', 'b', 'c']);
  });
});

describe('the answer of a list', () => {
  it('sums what is known and counts the rest, in all and by month', async () => {
    const { engine } = await engineOf({
      a: { localDate: '2026-01-31', energyWh: 20_000, ...pounds(6_000_000) },
      b: { localDate: '2026-02-01', energyWh: 10_000, ...pounds(0) },
      c: { localDate: '2026-02-02', energyWh: 5_000 },
      d: { localDate: '2026-02-03', energyWh: undefined, ...pounds(3_000_000, 'EUR') },
      e: { localDate: '2026-02-04', energyWh: undefined, ...pounds(1_000_000) },
    });
    const answer = await engine.list(NEWEST);
    expect(answer.count).toBe(5);
    expect(answer.sums).toEqual({
      sessions: 5,
      energyWh: 35_000,
      costMicros: 7_000_000,
      costedSessions: 3,
      freeSessions: 1,
      foreignSessions: 1,
      costedEnergyWh: 30_000,
      pricedCostMicros: 6_000_000,
    });
    expect(answer.groups.map(({ month, offset, count }) => [month, offset, count])).toEqual([
      ['2026-02', 0, 4],
      ['2026-01', 4, 1],
    ]);
    expect(answer.groups[1]?.sums.costMicros).toBe(6_000_000);
  });

  it('has no sums where nothing is known, and no groups when not sorted by date', async () => {
    const { engine } = await engineOf({ a: { energyWh: undefined, socTo: 50 } });
    const answer = await engine.list({ sort: 'soc', descending: true });
    expect(answer.sums).toEqual({
      sessions: 1,
      costedSessions: 0,
      freeSessions: 0,
      foreignSessions: 0,
    });
    expect(answer.groups).toEqual([]);
    expect((await engine.list({ ...NEWEST, carId: 'none' })).sums.sessions).toBe(0);
  });

  it('names networks by use, one per spelling, as the newest session writes it', async () => {
    const { engine } = await engineOf({
      a: { localDate: '2026-01-01', network: 'IONITY' },
      b: { localDate: '2026-01-02', network: 'ionity ' },
      c: { localDate: '2026-01-03', network: 'Ionity' },
      d: { localDate: '2026-01-04', network: 'Osprey' },
      e: { localDate: '2026-01-05' },
    });
    expect((await engine.list(NEWEST)).networks).toEqual(['Ionity', 'Osprey']);
  });

  it('gives windows of whole sessions and the number they are true for', async () => {
    const { engine, source } = await engineOf({
      a: { localDate: '2026-01-01' },
      b: { localDate: '2026-01-02', notes: 'kept whole' },
      c: { localDate: '2026-01-03' },
    });
    const window = await engine.window(NEWEST, 1, 1);
    expect(window).toMatchObject({ seq: await source.seq(), offset: 1 });
    expect(window.rows).toMatchObject([{ id: 'b', notes: 'kept whole' }]);
    expect((await engine.window(NEWEST, 2, 50)).rows.map((row) => row.id)).toEqual(['a']);
  });
});
