import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineSource } from '#lib/app/engine-source.ts';
import { watchDerived } from '#lib/db/derived-watch.ts';
import { openEngineSource } from '#lib/db/engine-source.ts';
import { COACH_KEY, type Coach } from '#lib/domain/coach/coach.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import { MONTHS_KEY, type MonthRollups } from '#lib/domain/rollups.ts';
import { Engine } from '#lib/worker/engine/engine.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { addSessions, TODAY } from '../support/engine-sessions.ts';

let page: TestDatabase;
let source: EngineSource;
let engine: Engine;
let stops: (() => void)[] = [];

beforeEach(async () => {
  page = await openTestDatabase();
  source = valueOrThrow(
    await openEngineSource({
      profileId: 'test',
      generation: 'g1',
      engine: page.engine,
      now: () => page.clock.now(),
    }),
  );
  engine = new Engine({
    source,
    today: TODAY,
    exclusive: async (work) => {
      await work();
      return true;
    },
    schedule: () => () => undefined,
  });
  stops = [];
});

afterEach(() => {
  for (const stop of stops) stop();
  engine.stop();
  page.owner.close();
});

/** What a watch has said last. */
function watch<T extends { readonly seq: number }>(
  key: string,
  isCurrent?: (value: T) => boolean,
): { last?: { readonly value?: T; readonly stale: boolean } } {
  const seen: { last?: { readonly value?: T; readonly stale: boolean } } = {};
  const next = (value: { readonly value?: T; readonly stale: boolean }): void => {
    seen.last = value;
  };
  stops.push(watchDerived<T>(page.owner, key, next, isCurrent));
  return seen;
}

describe('a watched value', () => {
  it('is stale while facts are newer, and fresh once the engine has followed', async () => {
    const seen = watch<MonthRollups>(MONTHS_KEY);
    await addSessions(source, { a: { energyWh: 5_000 } });
    await expect.poll(() => seen.last).toEqual({ stale: true });
    await engine.start();
    await expect.poll(() => seen.last?.stale).toBe(false);
    expect(seen.last?.value?.months).toMatchObject([{ all: { energyWh: 5_000 } }]);

    engine.stop();
    await addSessions(source, { b: {} });
    await expect.poll(() => seen.last?.stale).toBe(true);
    expect(seen.last?.value?.months).toMatchObject([{ all: { energyWh: 5_000 } }]);
  });

  it('is stale while it is of another day, until somebody looks', async () => {
    let today = TODAY;
    const seen = watch<Coach>(COACH_KEY, (coach) => coach.today === today);
    await engine.start();
    await engine.lookAt(today);
    await expect.poll(() => seen.last).toMatchObject({ stale: false, value: { today } });
    today = '2026-07-01';
    await addSessions(source, { a: {} });
    await engine.current();
    await expect.poll(() => seen.last?.stale).toBe(true);
    await engine.lookAt(today);
    await expect.poll(() => seen.last).toMatchObject({ stale: false, value: { today } });
  });

  it('of another shape counts as missing, and is made anew', async () => {
    await engine.start();
    await engine.lookAt(TODAY);
    engine.stop();
    const seq = await source.seq();
    const scratch = page.owner.connection?.scratch;
    // As a former version left it: a value true for now, in a row without a format.
    await scratch?.table('derived').put({ key: MONTHS_KEY, value: { seq, months: 'old' } });
    const seen = watch<MonthRollups>(MONTHS_KEY);
    await expect.poll(() => seen.last).toEqual({ stale: true });
    expect(await source.readDerived(MONTHS_KEY)).toBeUndefined();
    await engine.rebuild(() => undefined);
    await expect
      .poll(() => seen.last)
      .toEqual({
        stale: false,
        value: { seq, months: [], toComplete: [] },
      });
  });
});
