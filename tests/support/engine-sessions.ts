import fc from 'fast-check';
import { expect } from 'vitest';
import type { Changes, Content, LocalDate } from '#lib/domain/entity.ts';
import type { Place } from '#lib/domain/place.ts';
import type { Session } from '#lib/domain/session.ts';
import type { EngineSource } from '#lib/app/engine-source.ts';
import { Engine } from '#lib/worker/engine/engine.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import type { MemorySource } from './engine-source.ts';

/** A completed session of car `c1` with nothing known but its date. */
export function sessionContent(more: Changes<Session> = {}): Content<Session> {
  const content = {
    carId: 'c1',
    status: 'completed',
    localDate: '2026-03-01',
    timeZone: 'Europe/London',
    energyWh: 10_000,
    ...more,
  };
  const known = Object.entries(content).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as unknown as Content<Session>;
}

export function placeContent(more: Partial<Content<Place>> = {}): Content<Place> {
  return { name: 'A place', isHome: false, isFree: false, ...more };
}

/** A total in pounds. */
export function pounds(totalMicros: number, currency = 'GBP'): { cost: Session['cost'] & object } {
  return { cost: { basis: 'typed_total', currency, totalMicros } };
}

let commands = 0;

/** Runs one command on facts; a failure is the test's. */
export async function commit(
  source: EngineSource,
  work: Parameters<EngineSource['facts']['commit']>[1],
): Promise<void> {
  valueOrThrow(await source.facts.commit({ id: `test-${(commands += 1)}`, name: 'test' }, work));
}

export async function addSessions(
  source: EngineSource,
  rows: Readonly<Record<string, Changes<Session>>>,
): Promise<void> {
  await commit(source, (write) => {
    for (const [id, more] of Object.entries(rows))
      write.insert('sessions', id, sessionContent(more));
    return { ok: true, value: undefined };
  });
}

export const TODAY = '2026-06-30';

/** An engine whose later work runs when `runLater` is called. */
export async function startEngine(
  source: MemorySource,
  today: LocalDate = TODAY,
): Promise<{ engine: Engine; runLater: () => void }> {
  const waiting = new Set<() => void>();
  const engine = new Engine({
    source,
    today,
    exclusive: async (work) => {
      await work();
      return true;
    },
    schedule: (work) => {
      waiting.add(work);
      return () => waiting.delete(work);
    },
  });
  await engine.start();
  return {
    engine,
    runLater: () => {
      for (const work of [...waiting]) {
        waiting.delete(work);
        work();
      }
    },
  };
}

/** The value of a key, once the engine has stored it for all facts there are. */
export async function derivedOf<T>(source: MemorySource, key: string): Promise<T> {
  const seq = await source.seq();
  const stored = () => source.readDerived(key) as Promise<{ readonly seq: number } | undefined>;
  await expect.poll(async () => (await stored())?.seq, { interval: 1 }).toBe(seq);
  return (await stored()) as T;
}

/** Content as people and files leave it: most things may be missing, ties are likely. */
export const anyContent: fc.Arbitrary<Content<Session>> = fc
  .record(
    {
      carId: fc.constantFrom('c1', 'c2'),
      status: fc.constantFrom('completed', 'completed', 'completed', 'cancelled', 'active'),
      localDate: fc
        .integer({ min: 0, max: 200 })
        .map((day) => new Date(Date.UTC(2025, 10, 1 + day)).toISOString().slice(0, 10)),
      startedAt: fc.constantFrom(1_760_000_000_000, 1_760_000_060_000),
      odometerM: fc.integer({ min: 0, max: 3 }),
      socFrom: fc.constantFrom(10, 10.5),
      socTo: fc.constantFrom(80, 90),
      energyWh: fc.integer({ min: 0, max: 100_000 }),
      current: fc.constantFrom('AC' as const, 'DC' as const),
      placeId: fc.constantFrom('p1', 'p2', 'gone'),
      placeLabel: fc.constantFrom('Home', 'Car park', ' '),
      network: fc.constantFrom('Ionity', ' ionity', 'Gridserve'),
      notes: fc.constantFrom('slow', 'Café ☕'),
      cost: fc.record({
        basis: fc.constant('typed_total' as const),
        currency: fc.constantFrom('GBP', 'EUR'),
        totalMicros: fc.constantFrom(0, 1_500_000, 9_990_000),
      }),
    },
    { requiredKeys: ['carId', 'status', 'localDate'] },
  )
  .map((content) => ({ ...content, timeZone: 'Europe/London' }));
