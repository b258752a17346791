import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MonthRollups } from '#lib/domain/rollups.ts';
import { SORT_KEYS, type SessionQuery } from '#lib/worker/api.ts';
import type { Engine } from '#lib/worker/engine/engine.ts';
import {
  addSessions,
  anyContent,
  commit,
  derivedOf,
  placeContent,
  pounds,
  sessionContent,
  startEngine,
  TODAY,
} from '../../support/engine-sessions.ts';
import { MemorySource } from '../../support/engine-source.ts';

const NEWEST: SessionQuery = { sort: 'date', descending: true };

const months = (source: MemorySource) => derivedOf<MonthRollups>(source, 'months');

describe('month roll-ups', () => {
  it('hold one row per car and month with home, public and current apart', async () => {
    const source = new MemorySource();
    await addSessions(source, {
      a: { placeLabel: 'Home', current: 'AC', energyWh: 8_000, ...pounds(1_000_000) },
      b: { placeLabel: 'Services', current: 'DC', energyWh: 30_000, ...pounds(20_000_000) },
      c: { energyWh: 1_000, socTo: 80 },
      d: { carId: 'c2', localDate: '2026-02-28', energyWh: undefined, socTo: 50 },
    });
    await startEngine(source);
    const { seq, months: rows, toComplete } = await months(source);
    expect(seq).toBe(await source.seq());
    expect(rows.map(({ carId, month }) => [month, carId])).toEqual([
      ['2026-02', 'c2'],
      ['2026-03', 'c1'],
    ]);
    expect(rows[1]).toMatchObject({
      all: { sessions: 3, energyWh: 39_000, costMicros: 21_000_000, costedEnergyWh: 38_000 },
      home: { sessions: 1, energyWh: 8_000, costMicros: 1_000_000 },
      public: { sessions: 1, energyWh: 30_000 },
      acWh: 8_000,
      dcWh: 30_000,
    });
    expect(rows[0]?.all.energyWh).toBeUndefined();
    expect(toComplete).toEqual([
      { carId: 'c1', sessions: 3 },
      { carId: 'c2', sessions: 1 },
    ]);
  });

  it('follow a place that becomes home and a currency that changes', async () => {
    const source = new MemorySource();
    await addSessions(source, { a: { placeId: 'p1', ...pounds(2_000_000, 'EUR') } });
    const { engine } = await startEngine(source);
    expect((await months(source)).months[0]?.all).toMatchObject({ foreignSessions: 1 });
    await commit(source, (write) => {
      write.insert('places', 'p1', placeContent({ isHome: true }));
      write.insert('settings', 'currency', { value: 'EUR' });
      return { ok: true, value: undefined };
    });
    await engine.current();
    expect((await months(source)).months[0]?.home).toMatchObject({ costMicros: 2_000_000 });
  });
});

describe('a start', () => {
  it('reads no rows again when a snapshot is there, and the late ones when it is older', async () => {
    const source = new MemorySource();
    const rows = Object.fromEntries(
      Array.from({ length: 60 }, (_, day) => [
        `s${day}`,
        { localDate: `2026-01-${(day % 28) + 1}`.replace(/-(\d)$/, '-0$1'), notes: `n${day}` },
      ]),
    );
    await addSessions(source, rows);
    const first = await startEngine(source);
    first.runLater();
    await first.engine.current();
    const expected = await first.engine.ids(NEWEST);
    first.engine.stop();

    source.rowsRead = 0;
    const second = await startEngine(source);
    expect(await second.engine.ids(NEWEST)).toEqual(expected);
    expect(await second.engine.ids({ ...NEWEST, search: 'n59' })).toEqual(['s59']);
    expect(source.rowsRead).toBe(0);

    await addSessions(source, { late: { localDate: '2026-06-01' } });
    const third = await startEngine(source);
    expect((await third.engine.ids(NEWEST))[0]).toBe('late');
    expect(source.rowsRead).toBeLessThan(5);
  });

  it.each([
    ['nothing', undefined],
    ['another format', { format: 0, seq: 1 }],
    [
      'a column short',
      { format: 1, seq: 1, size: 1, columns: {}, ids: 'x', notes: '', dictionaries: [] },
    ],
    ['text', 'rubbish'],
  ])('computes everything anew from %s', async (_, stored) => {
    const source = new MemorySource();
    await addSessions(source, { a: {} });
    await source.writeDerived('columns', stored);
    const { engine, runLater } = await startEngine(source);
    expect(await engine.ids(NEWEST)).toEqual(['a']);
    runLater();
    await expect.poll(() => source.readDerived('columns')).toMatchObject({ size: 1 });
  });

  it('passes over no row when one commit holds more than a page', async () => {
    const source = new MemorySource();
    await commit(source, (write) => {
      const rows = Array.from({ length: 12_345 }, (_, i) => ({
        id: `s${i}`,
        content: sessionContent(),
      }));
      write.insertMany('sessions', rows);
      return { ok: true, value: undefined };
    });
    await addSessions(source, { last: {} });
    const { engine } = await startEngine(source);
    expect((await engine.list(NEWEST)).count).toBe(12_346);
  });
});

describe('another tab', () => {
  it('keeps newer values that are there, and tries again while it writes', async () => {
    const source = new MemorySource();
    await addSessions(source, { a: {} });
    const newer = { seq: 99, months: [], toComplete: [] };
    await source.writeDerived('months', newer);
    const { engine } = await startEngine(source);
    // Asked for in turn after the months.
    await engine.lookAt(TODAY);
    expect(await source.readDerived('months')).toEqual(newer);
  });
});

describe('following changes', () => {
  it('tells listeners after it has taken them in', async () => {
    const source = new MemorySource();
    await addSessions(source, { a: {} });
    const { engine } = await startEngine(source);
    const heard: Promise<readonly string[]>[] = [];
    engine.onChange(() => heard.push(engine.ids(NEWEST)));
    await addSessions(source, { b: { localDate: '2026-04-01' } });
    await engine.current();
    expect(await heard[0]).toEqual(['b', 'a']);
  });

  it('rebuilds to the same values, with progress', async () => {
    const source = new MemorySource();
    await addSessions(source, { a: { notes: 'x' }, b: { localDate: '2026-05-05' } });
    const { engine } = await startEngine(source);
    const before = [await engine.list(NEWEST), await months(source)];
    const progress: number[] = [];
    await engine.rebuild(({ done }) => progress.push(done));
    expect([await engine.list(NEWEST), await months(source)]).toEqual(before);
    expect(progress.at(-1)).toBe(2);
    expect(await source.readDerived('columns')).toMatchObject({ size: 2 });
  });
});

const anyStep = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      id: fc.nat(15),
      content: anyContent,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), id: fc.nat(15) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('restore' as const), id: fc.nat(15) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('purge' as const), id: fc.nat(15) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('place' as const),
      id: fc.constantFrom('p1', 'p2'),
      isHome: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('removePlace' as const),
      id: fc.constantFrom('p1', 'p2'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('currency' as const),
      currency: fc.constantFrom('GBP', 'EUR'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('aliases' as const),
      aliases: fc.constantFrom(['home'], ['car'], []),
    }),
  },
);
type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never;

async function take(source: MemorySource, step: Step): Promise<void> {
  await commit(source, async (write) => {
    const put = async (table: 'places' | 'settings', id: string, content: object) => {
      if ((await write.restore(table, [id])) === 0 && !(await write.get(table, id))) {
        write.insert(table, id, content);
      } else await write.change(table, id, content);
    };
    if (step.kind === 'place') {
      await put('places', step.id, placeContent({ name: step.id, isHome: step.isHome }));
    } else if (step.kind === 'removePlace') await write.remove('places', [step.id]);
    else if (step.kind === 'currency') await put('settings', 'currency', { value: step.currency });
    else if (step.kind === 'aliases') await put('settings', 'homeAliases', { value: step.aliases });
    else {
      // A purged id never comes back, so every purge retires its id.
      const id = `s${step.id}`;
      if (step.kind === 'remove') await write.remove('sessions', [id]);
      else if (step.kind === 'restore') await write.restore('sessions', [id]);
      else if (step.kind === 'purge') await write.purge('sessions', [id]);
      else if (await write.get('sessions', id)) {
        const cleared = Object.fromEntries(
          ['energyWh', 'cost', 'notes', 'placeId', 'placeLabel', 'startedAt'].map((key) => [
            key,
            undefined,
          ]),
        );
        await write.change('sessions', id, { ...cleared, ...step.content });
      } else if (!(await source.facts.read.get('sessions', id)) && !source.knows('sessions', id)) {
        write.insert('sessions', id, step.content);
      }
    }
    return { ok: true, value: undefined };
  });
}

async function everything(engine: Engine): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const sort of SORT_KEYS) {
    for (const descending of [true, false]) {
      answers.push(await engine.ids({ sort, descending }), await engine.list({ sort, descending }));
    }
  }
  return answers;
}

describe('any history of changes', () => {
  it('leaves the same lists and roll-ups as a computation from nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 40 }), async (steps) => {
        const source = new MemorySource();
        const followed = await startEngine(source);
        for (const [at, step] of steps.entries()) {
          await take(source, step);
          // Several changes are taken in at once as well as one by one.
          if (at % 3 !== 0) await followed.engine.current();
          if (at % 7 === 0) followed.runLater();
        }
        await followed.engine.current();
        const rollups = await months(source);
        const lists = await everything(followed.engine);
        followed.engine.stop();

        const resumed = await startEngine(source);
        expect(await everything(resumed.engine)).toEqual(lists);
        resumed.engine.stop();

        await source.clearDerived();
        const fresh = await startEngine(source);
        expect(await everything(fresh.engine)).toEqual(lists);
        expect(await months(source)).toEqual(rollups);
      }),
      { numRuns: 150 },
    );
  });
});
