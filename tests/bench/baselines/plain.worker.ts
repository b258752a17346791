import { expose } from 'comlink';
import Dexie from 'dexie';
import Papa from 'papaparse';
import { seedLog } from '../seed.ts';

/** The same work as plain code would do it, in a worker like the app's. Answers milliseconds. */

const DATABASE = 'bench-plain';
/** What the app stores beside a fact. */
const STAMP = '0197c3a1b2f4-0000-0123456789abcdef';

export interface PlainWork {
  readonly papaparse: (file: File) => Promise<number>;
  readonly bulkAdd: (size: number, today: string, chunkRows: number) => Promise<number>;
}

function papaparse(file: File): Promise<number> {
  const started = performance.now();
  let rows = 0;
  return new Promise((resolve, reject) => {
    Papa.parse(file, {
      header: true,
      skipEmptyLines: true,
      chunk: ({ data }) => {
        rows += data.length;
      },
      complete: () => {
        if (rows === 0) reject(new Error('papaparse read nothing'));
        else resolve(performance.now() - started);
      },
      error: reject,
    });
  });
}

async function bulkAdd(size: number, today: string, chunkRows: number): Promise<number> {
  const rows = seedLog(size, today).sessions.map((session, at) => ({
    ...session,
    seq: 1 + Math.floor(at / chunkRows),
    _c: { b: STAMP },
  }));
  const db = new Dexie(DATABASE, { chromeTransactionDurability: 'strict', cache: 'disabled' });
  db.version(1).stores({ sessions: 'id, seq, trashedAt, localDate, [carId+localDate]' });
  await db.open();
  const started = performance.now();
  for (let at = 0; at < rows.length; at += chunkRows) {
    await db.table('sessions').bulkAdd(rows.slice(at, at + chunkRows));
  }
  const took = performance.now() - started;
  await db.delete();
  return took;
}

expose({ papaparse, bulkAdd } satisfies PlainWork);
