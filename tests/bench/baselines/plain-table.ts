import Dexie from 'dexie';

const DATABASE = 'bench-plain';
/** The indexes of the app's own table. */
const INDEXES = 'id, seq, trashedAt, localDate, [carId+localDate], live.since';

/** Adds rows to a new table, so many at a time, and takes it away again. Answers milliseconds. */
export async function timeBulkAdd(rows: readonly object[], chunkRows: number): Promise<number> {
  const db = new Dexie(DATABASE, { chromeTransactionDurability: 'strict', cache: 'disabled' });
  db.version(1).stores({ sessions: INDEXES });
  await db.open();
  const started = performance.now();
  for (let at = 0; at < rows.length; at += chunkRows) {
    await db.table('sessions').bulkAdd(rows.slice(at, at + chunkRows));
  }
  const took = performance.now() - started;
  await db.delete();
  return took;
}
