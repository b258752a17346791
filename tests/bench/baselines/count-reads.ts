/**
 * Counts what is read of the facts, in a page or in a worker. To be loaded before the code whose
 * reads are counted; asks and answers go over a channel, since a worker has no other door.
 */

export interface Reads {
  /** Rows handed out, by table. */
  readonly rows: Record<string, number>;
  /** Reads of a whole table of sessions, and calls of `count`. */
  scans: number;
}

const FACTS = new Set([
  'sessions',
  'cars',
  'places',
  'tariffs',
  'settings',
  'imports',
  'mappings',
  'devices',
]);
/** The one table that grows with the years. */
const GROWING = 'sessions';

const reads: Reads = { rows: {}, scans: 0 };

type Source = IDBObjectStore | IDBIndex;

function tableOf(source: Source): string | undefined {
  const store = source instanceof IDBIndex ? source.objectStore : source;
  const isOurs = store.transaction.db.name.startsWith('plugtrack-');
  return isOurs && FACTS.has(store.name) ? store.name : undefined;
}

function add(table: string, rows: number): void {
  reads.rows[table] = (reads.rows[table] ?? 0) + rows;
}

function watch(
  name: 'get' | 'getAll' | 'openCursor' | 'count',
  rowsOf: (result: unknown) => number,
): void {
  for (const { prototype } of [IDBObjectStore, IDBIndex]) {
    const original = Reflect.get(prototype, name) as (...args: unknown[]) => IDBRequest;
    Object.defineProperty(prototype, name, {
      value(this: Source, ...args: unknown[]) {
        const request = original.apply(this, args);
        const table = tableOf(this);
        if (table === undefined) return request;
        const [range, limit] = args;
        const isWhole = (range ?? undefined) === undefined && limit === undefined;
        if (name === 'count' || (name === 'getAll' && isWhole && table === GROWING)) {
          reads.scans += 1;
        }
        request.addEventListener('success', () => {
          add(table, rowsOf(request.result));
        });
        return request;
      },
    });
  }
}

watch('get', (result) => (result === undefined ? 0 : 1));
watch('getAll', (result) => (result as unknown[]).length);
watch('openCursor', (result) => (result === null ? 0 : 1));
watch('count', () => 0);

const channel = new BroadcastChannel('bench-reads');
const who = typeof window === 'undefined' ? 'engine' : 'page';
channel.addEventListener('message', ({ data }) => {
  if (data === 'ask') channel.postMessage({ who, reads });
});
Object.assign(globalThis, { benchReads: reads });
