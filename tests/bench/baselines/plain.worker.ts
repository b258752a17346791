import { expose } from 'comlink';
import Dexie from 'dexie';
import Papa from 'papaparse';
import { seedLog } from '../seed.ts';
import { timeBulkAdd } from './plain-table.ts';

/** The same work as plain code would do it, in a worker like the app's. Answers milliseconds. */

const DATABASE = 'bench-plain';
/** What the app stores beside a fact. */
const STAMP = '0197c3a1b2f4-0000-0123456789abcdef';

export interface PlainWork {
  readonly papaparse: (file: File) => Promise<number>;
  readonly bulkAdd: (size: number, today: string, chunkRows: number) => Promise<number>;
  /** Reads all sessions of the app in chunks and writes as many rows of results. */
  readonly readAndWrite: (chunkRows: number) => Promise<number>;
  /** Stores one value of so many bytes, in typed arrays, to be read later. */
  readonly storeBlob: (bytes: number) => Promise<void>;
  /** Reads it. Answers its number of arrays. */
  readonly readBlob: () => Promise<number>;
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

function bulkAdd(size: number, today: string, chunkRows: number): Promise<number> {
  const rows = seedLog(size, today).sessions.map((session, at) => ({
    ...session,
    seq: 1 + Math.floor(at / chunkRows),
    _c: { b: STAMP },
  }));
  return timeBulkAdd(rows, chunkRows);
}

/** About what the figures of a session are. */
const RESULT = {
  cycleDistanceM: 214_359,
  cycleEnergyWh: 49_742,
  drivingMPerWh: 4.3094,
  plugMPerWh: 3.8733,
  ratio: 0.8988,
  samples: 5,
  uncertainty: 0.009,
  gainedM: 214_075.6,
  costPerMileMicros: 52_123.4,
  lossPct: 6.65,
  averagePowerW: 7_200.1,
  confidence: 'high',
};

async function readAndWrite(chunkRows: number): Promise<number> {
  const from = await new Dexie('plugtrack-default', { cache: 'disabled' }).open();
  const to = new Dexie(DATABASE, { chromeTransactionDurability: 'relaxed', cache: 'disabled' });
  to.version(1).stores({ results: 'id' });
  await to.open();
  const started = performance.now();
  let after = '';
  for (;;) {
    const rows = (await from
      .table('sessions')
      .where(':id')
      .above(after)
      .limit(chunkRows)
      .toArray()) as { id: string }[];
    const last = rows.at(-1)?.id;
    if (last === undefined) break;
    await to.table('results').bulkAdd(rows.map(({ id }) => ({ id, ...RESULT })));
    after = last;
  }
  const took = performance.now() - started;
  from.close();
  await to.delete();
  return took;
}

async function blobs(): Promise<Dexie> {
  const db = new Dexie(`${DATABASE}-blob`, { cache: 'disabled' });
  db.version(1).stores({ blobs: 'id' });
  return db.open();
}

async function storeBlob(bytes: number): Promise<void> {
  const db = await blobs();
  const columns = Array.from({ length: 8 }, () => new Float64Array(bytes / 64));
  await db.table('blobs').put({ id: 'columns', columns });
  db.close();
}

async function readBlob(): Promise<number> {
  const db = await blobs();
  const row = (await db.table('blobs').get('columns')) as { columns: Float64Array[] };
  db.close();
  return row.columns.length;
}

expose({ papaparse, bulkAdd, readAndWrite, storeBlob, readBlob } satisfies PlainWork);
