import Dexie, { type Collection, type Table } from 'dexie';
import type { FactReader, FactRows, SmallTable, TableName, TrashItem } from '#lib/app/facts.ts';
import type { Entity } from '#lib/domain/entity.ts';
import { compareSessions } from '#lib/domain/order.ts';
import type { Session } from '#lib/domain/session.ts';
import { factOf, isLive, type StoredRow } from './stored.ts';

/** What a person deletes. Reset settings and undone imports are tombstones too, but no trash. */
const TRASH_TABLES = ['cars', 'places', 'tariffs', 'sessions', 'mappings'] as const;

/** How far a search for a neighbour or a reading goes before it counts as "none near". */
const SCAN_LIMIT = 2_000;

/** Reads of live facts over whatever database is open now. */
export function createReader(database: () => Dexie): FactReader {
  const table = (name: string): Table<StoredRow, string> => database().table(name);
  const ofCar = (carId: string, from: unknown, to: unknown): Collection<StoredRow, string> =>
    table('sessions').where('[carId+localDate]').between([carId, from], [carId, to], true, true);

  return {
    async get<T extends TableName>(name: T, id: string) {
      const row = await table(name).get(id);
      return isLive(row) ? factOf<FactRows[T]>(row) : undefined;
    },
    async getMany<T extends TableName>(name: T, ids: readonly string[]) {
      const rows = await table(name).bulkGet([...ids]);
      return rows.map((row) => (isLive(row) ? factOf<FactRows[T]>(row) : undefined));
    },
    async all<T extends SmallTable>(name: T) {
      const rows = await table(name).toArray();
      return rows.filter(isLive).map((row) => factOf<FactRows[T]>(row));
    },
    newestSessions: ({ carId, limit }) =>
      scan(
        () =>
          (carId === undefined
            ? table('sessions').orderBy('localDate')
            : ofCar(carId, Dexie.minKey, Dexie.maxKey)
          ).reverse(),
        (found) => found.filter(isCompleted).sort(compareSessions).reverse(),
        limit,
      ),
    async sessionsBetween(carId, from, to) {
      const rows = await ofCar(carId, from, to).toArray();
      return rows
        .filter(isLive)
        .map((row) => factOf<Session>(row))
        .sort(compareSessions);
    },
    neighbours: (session) => around(ofCar, session, isCompleted),
    readingsAround: (session) =>
      around(ofCar, session, (row) => isCompleted(row) && row.odometerM !== undefined),
    async hasSessions(carId) {
      const rows = ofCar(carId, Dexie.minKey, Dexie.maxKey);
      return (await rows.filter((row) => isLive(row)).first()) !== undefined;
    },
    async trash(limit) {
      const items: TrashItem[] = [];
      for (const name of TRASH_TABLES) {
        const rows = await table(name).orderBy('trashedAt').reverse().limit(limit).toArray();
        for (const row of rows) {
          if (row.trashedAt === undefined) continue;
          items.push({
            table: name,
            row: factOf<Entity & Record<string, unknown>>(row),
            trashedAt: row.trashedAt,
          });
        }
      }
      return items.sort((a, b) => b.trashedAt - a.trashedAt).slice(0, limit);
    },
  };
}

const isCompleted = (session: Session): boolean => session.status === 'completed';

type OfCar = (carId: string, from: unknown, to: unknown) => Collection<StoredRow, string>;

async function around(
  ofCar: OfCar,
  session: Session,
  wanted: (row: Session) => boolean,
): Promise<{ previous?: Session; next?: Session }> {
  const { carId, localDate, id } = session;
  const [previous] = await scan(
    () => ofCar(carId, Dexie.minKey, localDate).reverse(),
    (found) =>
      found
        .filter((row) => wanted(row) && row.id !== id && compareSessions(row, session) < 0)
        .sort(compareSessions)
        .reverse(),
    1,
  );
  const [next] = await scan(
    () => ofCar(carId, localDate, Dexie.maxKey),
    (found) =>
      found
        .filter((row) => wanted(row) && row.id !== id && compareSessions(row, session) > 0)
        .sort(compareSessions),
    1,
  );
  return { ...(previous && { previous }), ...(next && { next }) };
}

/**
 * Reads along a date index in growing steps until the first `limit` wanted rows are certain:
 * the index orders by date only, so the last date read must lie beyond the last row kept.
 */
async function scan(
  rows: () => Collection<StoredRow, string>,
  pick: (found: Session[]) => Session[],
  limit: number,
): Promise<Session[]> {
  // Few rows first: the start page asks this of every car.
  for (let size = limit + 4; ; size *= 4) {
    const read = await rows().limit(size).toArray();
    const picked = pick(read.filter(isLive).map((row) => factOf<Session>(row)));
    const last = picked[limit - 1];
    const exhausted = read.length < size;
    const certain = last !== undefined && read.at(-1)?.['localDate'] !== last.localDate;
    if (exhausted || certain || size > SCAN_LIMIT) return picked.slice(0, limit);
  }
}
