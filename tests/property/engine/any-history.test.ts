import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Coach } from '#lib/domain/coach/coach.ts';
import type { FactWriter } from '#lib/app/facts.ts';
import type { MonthRollups } from '#lib/domain/rollups.ts';
import type { SessionQuery } from '#lib/worker/api.ts';
import type { Engine } from '#lib/worker/engine/engine.ts';
import {
  anyCar,
  anyCharge,
  anySetting,
  anyTariff,
  CLEARED_CAR,
  CLEARED_CHARGE,
  PLACE_IDS,
} from '../../support/engine-charges.ts';
import {
  commit,
  derivedOf,
  placeContent,
  startEngine,
  TODAY,
} from '../../support/engine-sessions.ts';
import { MemorySource } from '../../support/engine-source.ts';

const NEWEST: SessionQuery = { sort: 'date', descending: true };
const SESSION_IDS = 15;

const of = <K extends string, T>(kind: K, value: fc.Arbitrary<T>) =>
  value.map((content) => ({ kind, value: content }) as const);
const anyId = fc.nat(SESSION_IDS).map((number) => `s${number}`);
const anyPlace = fc.constantFrom(...PLACE_IDS);

const anyStep = fc.oneof(
  { weight: 14, arbitrary: of('put', fc.tuple(anyId, anyCharge)) },
  { weight: 3, arbitrary: of('remove', anyId) },
  { weight: 2, arbitrary: of('restore', anyId) },
  { weight: 1, arbitrary: of('purge', anyId) },
  { weight: 2, arbitrary: of('move', fc.tuple(anyId, fc.constantFrom('c1', 'c2', 'c3'))) },
  { weight: 2, arbitrary: of('car', anyCar) },
  { weight: 1, arbitrary: of('removeCar', fc.constantFrom('c1', 'c2')) },
  { weight: 1, arbitrary: of('place', fc.tuple(anyPlace, fc.boolean())) },
  { weight: 1, arbitrary: of('removePlace', anyPlace) },
  { weight: 1, arbitrary: of('tariff', anyTariff) },
  { weight: 2, arbitrary: of('setting', anySetting) },
);
type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never;

/** Puts a row of a small table there, whatever became of it before. */
async function put(
  write: FactWriter,
  table: 'cars' | 'places' | 'tariffs' | 'settings',
  id: string,
  content: object,
): Promise<void> {
  if ((await write.restore(table, [id])) === 0 && !(await write.get(table, id))) {
    write.insert(table, id, content);
  } else await write.change(table, id, content);
}

async function take(source: MemorySource, step: Step): Promise<void> {
  await commit(source, async (write) => {
    switch (step.kind) {
      case 'put': {
        const [id, content] = step.value;
        const isThere = (await write.get('sessions', id)) !== undefined;
        if (isThere) await write.change('sessions', id, { ...CLEARED_CHARGE, ...content });
        else if (!source.knows('sessions', id)) write.insert('sessions', id, content);
        break;
      }
      case 'move': {
        const [id, carId] = step.value;
        await write.change('sessions', id, { carId });
        break;
      }
      case 'remove':
      case 'restore':
      case 'purge':
        await write[step.kind]('sessions', [step.value]);
        break;
      case 'car':
        await put(write, 'cars', step.value.id, { ...CLEARED_CAR, ...step.value.content });
        break;
      case 'removeCar':
        await write.remove('cars', [step.value]);
        break;
      case 'place': {
        const [id, isHome] = step.value;
        await put(write, 'places', id, placeContent({ name: id, isHome }));
        break;
      }
      case 'removePlace':
        await write.remove('places', [step.value]);
        break;
      case 'tariff':
        await put(write, 'tariffs', 't1', step.value);
        break;
      case 'setting':
        await put(write, 'settings', step.value.id, { value: step.value.value });
    }
    return { ok: true, value: undefined };
  });
}

/** All that an engine says about its sessions, with the numbers it is true for. */
async function everything(engine: Engine): Promise<unknown> {
  const ids = await engine.ids(NEWEST);
  return {
    insights: await Promise.all(ids.map((id) => engine.session(id, TODAY))),
    window: await engine.window(NEWEST, 0, 100),
    list: await engine.list(NEWEST),
  };
}

async function derived(source: MemorySource, engine: Engine): Promise<[MonthRollups, Coach]> {
  const months = await derivedOf<MonthRollups>(source, 'months');
  await engine.lookAt(TODAY);
  return [months, await derivedOf<Coach>(source, 'coach')];
}

/** The same without what depends on how often something was committed. */
function withoutSeq(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, member: unknown) =>
    key === 'seq' || key === 'createdAt' || key === 'updatedAt' ? undefined : member,
  );
}

describe('after any history of changes', () => {
  it('WK07 all answers equal those of an engine that computes them from nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 40 }), async (steps) => {
        const source = new MemorySource();
        const { engine, runLater } = await startEngine(source, TODAY);
        for (const [at, step] of steps.entries()) {
          await take(source, step);
          // Figures are asked for after single changes as well as after several.
          if (at % 3 !== 0) await engine.session('s1', TODAY);
          if (at % 7 === 0) runLater();
        }
        const answers = await everything(engine);
        const stored = await derived(source, engine);
        runLater();
        engine.stop();

        const resumed = await startEngine(source, TODAY);
        expect(await everything(resumed.engine)).toStrictEqual(answers);
        resumed.engine.stop();

        await source.clearDerived();
        const fresh = await startEngine(source, TODAY);
        expect(await everything(fresh.engine)).toStrictEqual(answers);
        expect(await derived(source, fresh.engine)).toStrictEqual(stored);
      }),
      { numRuns: 500 },
    );
  });

  it('nothing depends on the order in which rows were written', async () => {
    const anyRows = fc
      .array(anyCharge, { minLength: 2, maxLength: 25 })
      .chain((contents) =>
        fc.tuple(
          fc.constant(contents.map((content, at) => ({ id: `s${at}`, content }))),
          fc.shuffledSubarray([...contents.keys()], { minLength: contents.length }),
        ),
      );
    await fc.assert(
      fc.asyncProperty(anyRows, fc.array(anyCar), async ([rows, order], cars) => {
        const places = PLACE_IDS.map((id) => ({
          id,
          content: placeContent({ name: id, isHome: id === 'p1' }),
        }));
        const carRows = [...new Map(cars.map((car) => [car.id, car])).values()];
        const answersOf = async (isTurned: boolean): Promise<unknown> => {
          const turn = <T>(list: readonly T[]) => (isTurned ? [...list].reverse() : list);
          const source = new MemorySource();
          await commit(source, (write) => {
            for (const { id, content } of turn(carRows)) write.insert('cars', id, content);
            for (const { id, content } of turn(places)) write.insert('places', id, content);
            const written = isTurned ? order.map((at) => rows[at]) : rows;
            for (const row of written) if (row) write.insert('sessions', row.id, row.content);
            return { ok: true, value: undefined };
          });
          const { engine } = await startEngine(source, TODAY);
          return withoutSeq([await everything(engine), await derived(source, engine)]);
        };
        expect(await answersOf(true)).toStrictEqual(await answersOf(false));
      }),
      { numRuns: 100 },
    );
  });
});
