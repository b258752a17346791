/**
 * Counts what is read of the facts, in a page or in a worker. To be loaded before the code whose
 * reads are counted; asks and answers go over a channel, since a worker has no other door.
 */

/** One answered read. */
export interface Read {
  /** Milliseconds since 1970, so that page and worker share one clock. */
  readonly at: number;
  readonly table: string;
  readonly rows: number;
  /** A whole table of sessions, or a call of `count`. */
  readonly isScan: boolean;
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

const reads: Read[] = [];

type Source = IDBObjectStore | IDBIndex;

function tableOf(source: Source): string | undefined {
  const store = source instanceof IDBIndex ? source.objectStore : source;
  const isOurs = store.transaction.db.name.startsWith('plugtrack-');
  return isOurs && FACTS.has(store.name) ? store.name : undefined;
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
        let isScan = name === 'count' || (name === 'getAll' && isWhole && table === GROWING);
        request.addEventListener('success', () => {
          const at = performance.timeOrigin + performance.now();
          reads.push({ at, table, rows: rowsOf(request.result), isScan });
          // A cursor succeeds once a row.
          isScan = false;
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
