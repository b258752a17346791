import Dexie, { type Collection, type Table } from 'dexie';
import type { FactReader, FactRows, SmallTable, TableName, TrashItem } from '#lib/app/facts.ts';
import type { Attachment } from '#lib/domain/attachment.ts';
import type { Entity } from '#lib/domain/entity.ts';
import { compareSessions } from '#lib/domain/order.ts';
import type { Session } from '#lib/domain/session.ts';
import { factOf, isLive, type StoredRow } from './stored.ts';

/** What a person deletes. Reset settings and undone imports are tombstones too, but no trash. */
const TRASH_TABLES = ['cars', 'places', 'tariffs', 'sessions', 'attachments', 'mappings'] as const;

/** How far a search for a neighbour or a reading goes before it counts as "none near". */
const SCAN_LIMIT = 2_000;
/** How many rows of a whole table are in memory at a time. */
const SCAN_PAGE = 5_000;
/**
 * A list of the newest reads at least so many: what a start reads is then the same for three
 * charges a week and for twenty a day.
 */
const LEAST_OF_LIST = 28;

/** Reads of live facts over whatever database is open now. */
export function createReader(database: () => Dexie): FactReader {
  const table = (name: string): Table<StoredRow, string> => database().table(name);
  const picturesOf = (sessionIds: readonly string[]): Collection<StoredRow, string> =>
    table('attachments').where('sessionId').anyOf(sessionIds);
  const ofCar = (carId: string, from: unknown, to: unknown): Collection<StoredRow, string> =>
    table('sessions').where('[carId+localDate]').between([carId, from], [carId, to], true, true);

  return {
    async get<T extends TableName>(name: T, id: string) {
      const row = await table(name).get(id);
      return isLive(row) ? factOf<FactRows[T]>(name, row) : undefined;
    },
    async getMany<T extends TableName>(name: T, ids: readonly string[]) {
      const rows = await table(name).bulkGet([...ids]);
      return rows.map((row) => (isLive(row) ? factOf<FactRows[T]>(name, row) : undefined));
    },
    async all<T extends SmallTable>(name: T) {
      const rows = await table(name).toArray();
      return rows.filter(isLive).map((row) => factOf<FactRows[T]>(name, row));
    },
    async newestSessions({ carId, until = Dexie.maxKey, limit }) {
      const rows =
        carId === undefined
          ? table('sessions').where('localDate').between(Dexie.minKey, until, true, true)
          : ofCar(carId, Dexie.minKey, until);
      const least = limit > 1 ? LEAST_OF_LIST : 1;
      const found = await scan(rows.reverse(), isCompleted, limit, least);
      return found.sort(compareSessions).reverse().slice(0, limit);
    },
    async sessionsBetween(carId, from, to) {
      const rows = await ofCar(carId, from, to).toArray();
      return rows
        .filter(isLive)
        .map((row) => factOf<Session>('sessions', row))
        .sort(compareSessions);
    },
    neighbours: (session) => around(ofCar, session, isCompleted),
    readingsAround: (session) =>
      around(ofCar, session, (row) => isCompleted(row) && row.odometerM !== undefined),
    async hasSessions(carId) {
      const rows = ofCar(carId, Dexie.minKey, Dexie.maxKey);
      return (await rows.filter((row) => isLive(row)).first()) !== undefined;
    },
    sessionIdsAt: (placeId) => idsAt(table('sessions'), placeId),
    async activeSessions() {
      const rows = await table('sessions').orderBy('live.since').toArray();
      return rows
        .filter(isLive)
        .map((row) => factOf<Session>('sessions', row))
        .filter(isActive);
    },
    async attachmentsOf(sessionId) {
      const rows = await picturesOf([sessionId]).toArray();
      return rows
        .filter(isLive)
        .map((row) => factOf<Attachment>('attachments', row))
        .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
    },
    pictureIdsOf: (sessionIds) => picturesOf(sessionIds).primaryKeys(),
    async picturesTrashedWith(sessionIds) {
      const sessions = await table('sessions').bulkGet([...sessionIds]);
      const went = momentsOf(sessions.filter((row) => row !== undefined));
      const rows = await picturesOf(sessionIds).toArray();
      return rows.filter((row) => wentWith(went, row)).map(({ id }) => id);
    },
    async pictureUse() {
      let count = 0;
      let bytes = 0;
      await table('attachments').each((row) => {
        if (!isLive(row)) return;
        count += 1;
        bytes += factOf<Attachment>('attachments', row).bytes;
      });
      return { count, bytes };
    },
    async trash(limit) {
      const items: TrashItem[] = [];
      for (const name of TRASH_TABLES) {
        const rows = await table(name).orderBy('trashedAt').reverse().limit(limit).toArray();
        for (const row of rows) {
          if (row.trashedAt === undefined) continue;
          items.push({
            table: name,
            row: factOf<Entity & Record<string, unknown>>(name, row),
            trashedAt: row.trashedAt,
          });
        }
      }
      const went = new Map(items.map(({ row, trashedAt }) => [row.id, trashedAt]));
      return items
        .filter(({ table, row, trashedAt }) =>
          table === 'attachments' ? !wentWith(went, { ...row, trashedAt }) : true,
        )
        .sort((a, b) => b.trashedAt - a.trashedAt)
        .slice(0, limit);
    },
    async trashedBefore(instant, limit) {
      const old = TRASH_TABLES.map(async (name) => {
        const ids = await table(name).where('trashedAt').below(instant).limit(limit).primaryKeys();
        return ids.map((id) => ({ table: name, id }));
      });
      return (await Promise.all(old)).flat();
    },
  };
}

/** Page by page: for a question this rare an index would cost more than it saves. */
async function idsAt(sessions: Table<StoredRow, string>, placeId: string): Promise<string[]> {
  const ids: string[] = [];
  let last: unknown = Dexie.minKey;
  for (;;) {
    const rows = await sessions.where('id').above(last).limit(SCAN_PAGE).toArray();
    for (const row of rows) if (isLive(row) && row['placeId'] === placeId) ids.push(row.id);
    last = rows.at(-1)?.id;
    if (rows.length < SCAN_PAGE) return ids;
  }
}

/** When each of these rows went to the trash. */
const momentsOf = (rows: readonly StoredRow[]): ReadonlyMap<string, number | undefined> =>
  new Map(rows.map(({ id, trashedAt }) => [id, trashedAt]));

const wentWith = (
  went: ReadonlyMap<string, number | undefined>,
  picture: Readonly<Record<string, unknown>>,
): boolean => {
  const { sessionId, trashedAt } = picture;
  return trashedAt !== undefined && went.get(String(sessionId)) === trashedAt;
};

const isActive = (session: Session): boolean => session.status === 'active';
const isCompleted = (session: Session): boolean => session.status === 'completed';

type OfCar = (carId: string, from: unknown, to: unknown) => Collection<StoredRow, string>;

async function around(
  ofCar: OfCar,
  session: Session,
  wanted: (row: Session) => boolean,
): Promise<{ previous?: Session; next?: Session }> {
  const { carId, localDate, id } = session;
  const isBefore = (row: Session) => compareSessions(row, session) < 0;
  const isOther = (row: Session) => row.id !== id && wanted(row);
  const before = await scan(
    ofCar(carId, Dexie.minKey, localDate).reverse(),
    (row) => isOther(row) && isBefore(row),
    1,
  );
  const after = await scan(
    ofCar(carId, localDate, Dexie.maxKey),
    (row) => isOther(row) && !isBefore(row),
    1,
  );
  const previous = before.sort(compareSessions).at(-1);
  const next = after.sort(compareSessions)[0];
  return { ...(previous && { previous }), ...(next && { next }) };
}

/**
 * Reads on along a date index until the first `limit` wanted rows are among those returned: the
 * index orders by date only, so that is certain at the first row of a date beyond the last of them.
 */
async function scan(
  rows: Collection<StoredRow, string>,
  wanted: (row: Session) => boolean,
  limit: number,
  least = 1,
): Promise<Session[]> {
  const found: Session[] = [];
  let read = 0;
  const isPast = (row: StoredRow): boolean => {
    read += 1;
    const last = found[limit - 1];
    const isCertain = last !== undefined && row['localDate'] !== last.localDate;
    if (read > SCAN_LIMIT || (read > least && isCertain)) return true;
    const session = isLive(row) ? factOf<Session>('sessions', row) : undefined;
    if (session && wanted(session)) found.push(session);
    return false;
  };
  await rows.until(isPast).each(() => undefined);
  return found;
}
