import type { EngineSource, JournalEntry, StoredSession } from '#lib/app/engine-source.ts';
import type { SettingFact } from '#lib/app/facts.ts';
import type { Car } from '#lib/domain/car.ts';
import type { Place } from '#lib/domain/place.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import { readableRow } from '#lib/domain/unknown-choices.ts';
import { liveQuery } from 'dexie';
import type { DatabaseEngine } from './handle.ts';
import { derivedRow, derivedValue } from './derived-row.ts';
import { createFacts } from './fact-store.ts';
import { DatabaseOwner, type Connection } from './lifecycle.ts';
import { databaseName } from './names.ts';
import type { ChangeRow, IdentityRow, StoredRow } from './stored.ts';

export interface EngineSourceOptions {
  readonly profileId: string;
  /** The database the page sees; another one, or none, is refused. */
  readonly generation: string;
  readonly engine: DatabaseEngine;
  readonly now: () => number;
}

/** Opens what the engine reads and writes, without ever creating a database. */
export async function openEngineSource(
  options: EngineSourceOptions,
): Promise<Result<EngineSource>> {
  const owner = new DatabaseOwner({
    name: databaseName(options.profileId),
    engine: options.engine,
    expectedGeneration: options.generation,
  });
  const status = await owner.open();
  if (status.kind !== 'open') return fail('db/closed', { details: { reason: status.kind } });
  return ok(createEngineSource(owner, options.now));
}

/** The engine's view of an open database. */
function createEngineSource(owner: DatabaseOwner, now: () => number): EngineSource {
  const seqOf = async ({ facts }: Connection): Promise<number> =>
    ((await facts.table('meta').get('change')) as ChangeRow | undefined)?.seq ?? 0;
  /** Of the data that was last looked at. */
  let generation: string | undefined;
  const generationOf = async (db: Connection['facts']): Promise<string> =>
    ((await db.table('meta').get('identity')) as IdentityRow | undefined)?.generation ?? '';
  const live = async <T>({ facts }: Connection, table: string): Promise<T[]> => {
    const rows = await facts.table<StoredRow>(table).toArray();
    const isHere = (row: StoredRow): boolean => row._d !== true && row._p === undefined;
    return rows.filter(isHere).map((row) => readableRow(table, row)) as unknown as T[];
  };
  const reader = createFacts(owner, now);

  return {
    facts: reader,
    seq: () => owner.use(seqOf),
    onSeq(listener) {
      const subscription = liveQuery(() => owner.use(seqOf)).subscribe({
        next: listener,
        // A closed connection ends the engine; its page hears of it from its own owner.
        error: () => undefined,
      });
      return () => {
        subscription.unsubscribe();
      };
    },
    sessionsSince: (seq, limit) =>
      owner.use(async ({ facts }) => {
        const rows = facts.table<StoredSession>('sessions').where('seq').above(seq).limit(limit);
        return (await rows.toArray()).map((row) => readableRow('sessions', row));
      }),
    async context() {
      const tables = ['meta', 'cars', 'places', 'tariffs', 'settings'];
      const context = await owner.use((connection) =>
        connection.facts.transaction('r', tables, async () => ({
          seq: await seqOf(connection),
          generation: await generationOf(connection.facts),
          cars: await live<Car>(connection, 'cars'),
          places: await live<Place>(connection, 'places'),
          tariffs: await live<Tariff>(connection, 'tariffs'),
          settings: await live<SettingFact>(connection, 'settings'),
        })),
      );
      ({ generation } = context);
      return context;
    },
    readDerived: (key) =>
      owner.use(async ({ scratch }) => {
        return derivedValue(await scratch.table('derived').get(key));
      }),
    writeDerived(key, value) {
      const of = generation;
      return owner.use(({ scratch }) =>
        scratch.transaction('rw', ['derived', 'meta'], async () => {
          // What follows from data that a restore has replaced meanwhile is of no use.
          const isOfOtherData = of !== undefined && (await generationOf(scratch)) !== of;
          if (!isOfOtherData) await scratch.table('derived').put(derivedRow(key, value));
        }),
      );
    },
    clearDerived: () => owner.use(({ scratch }) => scratch.table('derived').clear()),
    journals: {
      put: (entry) =>
        owner.use(async ({ facts }) => {
          await facts.table<JournalEntry>('journals').put(entry);
        }),
      ofJob: (jobId) =>
        owner.use(async ({ facts }) => {
          const entries = await facts
            .table<JournalEntry>('journals')
            .where('jobId')
            .equals(jobId)
            .toArray();
          return entries.sort((a, b) => a.step - b.step);
        }),
      jobs: () =>
        owner.use(
          async ({ facts }) =>
            (await facts.table('journals').orderBy('jobId').uniqueKeys()) as string[],
        ),
      remove: (jobId) =>
        owner.use(async ({ facts }) => {
          await facts.table('journals').where('jobId').equals(jobId).delete();
        }),
    },
  };
}
