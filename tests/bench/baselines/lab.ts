import { wrap, type Remote } from 'comlink';
import { createEngineClient } from '#lib/worker/client.ts';
import type { EngineClient } from '#lib/worker/api.ts';
import type { Session } from '#lib/domain/session.ts';
import figuresWorkerUrl from './figures.worker.ts?worker&url';
import type { FigureWork } from './figures.worker.ts';
import { type Backups, type BackupsOptions, openBackups } from './lab-backups.ts';
import { type Edits, openEdits } from './lab-edits.ts';
import plainWorkerUrl from './plain.worker.ts?worker&url';
import type { PlainWork } from './plain.worker.ts';
import { plainColumns, scanColumns, searchTexts } from './scans.ts';

/** The baselines, and the app's engine without its screens, for the driver to call. */
export interface Lab {
  readonly plain: Remote<PlainWork>;
  /** The rules of the app alone, in a worker of their own that is started by this. */
  startFigures(): Remote<FigureWork>;
  /** Starts the app's own built worker on the data of this browser. */
  startEngine(script: string): Promise<EngineClient>;
  /** Milliseconds until a new worker answers its first question. */
  timeEngineStart(script: string): Promise<number>;
  /** The same for a plain worker that reads one stored value. */
  timePlainStart(): Promise<number>;
  /** Takes the stored columns away, or waits until they are stored; answers their bytes. */
  forgetSnapshot(): Promise<void>;
  untilSnapshot(): Promise<number>;
  openEdits(engine: EngineClient): Promise<Edits>;
  openBackups(options: BackupsOptions): Backups;
  /** All sessions and names of places, read once. */
  loadRows(): Promise<number>;
  /** Milliseconds of a search for `word` in plain texts, up to the first hits. */
  search(word: string, hits: number): number;
  /** Milliseconds of one pass over plain columns. */
  scan(filter: { readonly carId: string; readonly from: string }): number;
}

declare global {
  interface Window {
    lab: Lab;
  }
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('a read failed'));
    };
  });

async function inDatabase<T>(work: (db: IDBDatabase) => Promise<T>): Promise<T> {
  const db = await settled(indexedDB.open('plugtrack-default'));
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

const readTable = <T>(name: string): Promise<T[]> =>
  inDatabase(async (db) => (await settled(db.transaction(name).objectStore(name).getAll())) as T[]);

/** Bytes of the stored columns; absent while there are none. */
const snapshotBytes = (): Promise<number | undefined> =>
  inDatabase(async (db) => {
    const row = (await settled(db.transaction('derived').objectStore('derived').get('columns'))) as
      { value: { columns: Record<string, ArrayBufferView> } } | undefined;
    return row && Object.values(row.value.columns).reduce((sum, one) => sum + one.byteLength, 0);
  });

async function engineClient(script: string): Promise<EngineClient> {
  const rows = await readTable<{ key: string; generation?: string }>('meta');
  const generation = rows.find(({ key }) => key === 'identity')?.generation;
  const today = new Date().toISOString().slice(0, 10);
  return createEngineClient({
    workerUrl: script,
    profileId: 'default',
    generation: () => generation,
    clock: { today: () => today },
  });
}

async function firstAnswer(engine: EngineClient): Promise<void> {
  const answer = await engine.list({ sort: 'date', descending: true });
  if (!answer.ok) throw new Error(answer.error.code);
}

/** The clock of a page is coarse, and one pass is short. */
const PASSES = 10;

let texts: readonly string[] = [];
let columns = plainColumns([]);

window.lab = {
  plain: wrap<PlainWork>(new Worker(plainWorkerUrl, { type: 'module' })),
  startFigures: () => wrap<FigureWork>(new Worker(figuresWorkerUrl, { type: 'module' })),
  async startEngine(script) {
    const engine = await engineClient(script);
    await firstAnswer(engine);
    return engine;
  },
  async timeEngineStart(script) {
    const engine = await engineClient(script);
    const started = performance.now();
    await firstAnswer(engine);
    return performance.now() - started;
  },
  async timePlainStart() {
    const started = performance.now();
    const worker = new Worker(plainWorkerUrl, { type: 'module' });
    await wrap<PlainWork>(worker).readBlob();
    const took = performance.now() - started;
    worker.terminate();
    return took;
  },
  forgetSnapshot: () =>
    inDatabase(async (db) => {
      await settled(
        db.transaction('derived', 'readwrite').objectStore('derived').delete('columns'),
      );
    }),
  async untilSnapshot() {
    for (;;) {
      const bytes = await snapshotBytes();
      if (bytes !== undefined) return bytes;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  },
  openEdits,
  openBackups,
  async loadRows() {
    const sessions = await readTable<Session>('sessions');
    const places = await readTable<{ id: string; name: string }>('places');
    const names = new Map(places.map(({ id, name }) => [id, name]));
    texts = sessions.map(({ notes = '', placeId = '', network = '' }) =>
      `${notes} ${names.get(placeId) ?? ''} ${network}`.toLowerCase(),
    );
    columns = plainColumns(sessions);
    return sessions.length;
  },
  search(word, hits) {
    const started = performance.now();
    let found = 0;
    for (let pass = 0; pass < PASSES; pass += 1) found += searchTexts(texts, word, hits).length;
    const took = performance.now() - started;
    if (found === 0) throw new Error(`nothing found of ${word}`);
    return took / PASSES;
  },
  scan(filter) {
    const started = performance.now();
    let found = 0;
    for (let pass = 0; pass < PASSES; pass += 1) found += scanColumns(columns, filter).length;
    const took = performance.now() - started;
    if (found === 0) throw new Error('the scan found nothing');
    return took / PASSES;
  },
};
