import type { DatabaseEngine } from '#lib/db/handle.ts';

/** A fault to raise: at the `at`-th matching operation from now on, once or for ever. */
export interface Fault {
  readonly operation: 'write' | 'transaction' | 'commit';
  readonly at: number;
  readonly error: string;
  readonly forEver?: boolean;
}

/** An IndexedDB whose operations are counted and can be made to fail. */
export interface FaultyEngine extends DatabaseEngine {
  arm(fault: Fault): void;
  disarm(): void;
  /** How many armed faults were raised. A test that raised none has tested nothing. */
  readonly raised: number;
}

const WRITES = new Set(['put', 'add', 'delete', 'clear']);

export function faultyEngine(inner: DatabaseEngine): FaultyEngine {
  let fault: Fault | undefined;
  let seen = 0;
  let raised = 0;
  const isDue = (operation: Fault['operation']): boolean => {
    if (fault?.operation !== operation) return false;
    const due = fault.forEver ? seen >= fault.at : seen === fault.at;
    seen++;
    if (due) raised++;
    return due;
  };
  const failure = (): DOMException => new DOMException('injected', fault?.error);

  const storeOf = (store: IDBObjectStore): IDBObjectStore =>
    wrap(store, (name, call) => {
      if (!WRITES.has(name)) return call();
      if (isDue('write')) throw failure();
      const request = call();
      // The request succeeds and yet the whole is lost: the disk was full when it mattered.
      if (isDue('commit')) store.transaction.abort();
      return request;
    });
  const transactionOf = (tx: IDBTransaction, db: IDBDatabase): IDBTransaction =>
    wrap(
      tx,
      (name, call) => {
        const value = call();
        return name === 'objectStore' ? storeOf(value as IDBObjectStore) : value;
      },
      // Dexie takes the database of its first transaction for its own.
      { db },
    );
  const databaseOf = (db: IDBDatabase): IDBDatabase => {
    const wrapped: IDBDatabase = wrap(db, (name, call) => {
      if (name !== 'transaction') return call();
      if (isDue('transaction')) throw failure();
      return transactionOf(call() as IDBTransaction, wrapped);
    });
    return wrapped;
  };

  const indexedDB = wrap(inner.indexedDB, (name, call) => {
    const request = call();
    return name === 'open' ? openingOf(request as IDBOpenDBRequest, databaseOf) : request;
  });
  return {
    indexedDB,
    IDBKeyRange: inner.IDBKeyRange,
    arm(next) {
      fault = next;
      seen = 0;
      raised = 0;
    },
    disarm() {
      fault = undefined;
    },
    get raised() {
      return raised;
    },
  };
}

/** Hands out the wrapped database once the request has succeeded; upgrades see the plain one. */
function openingOf(
  request: IDBOpenDBRequest,
  databaseOf: (db: IDBDatabase) => IDBDatabase,
): IDBOpenDBRequest {
  let opened: IDBDatabase | undefined;
  let upgrading = false;
  request.addEventListener('upgradeneeded', () => (upgrading = true), { once: true });
  request.addEventListener('success', () => (upgrading = false), { once: true });
  return new Proxy(request, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name === 'result' && !upgrading) return (opened ??= databaseOf(value as IDBDatabase));
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
    },
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
}

function wrap<T extends object>(
  target: T,
  around: (name: string, call: () => unknown) => unknown,
  instead: Partial<T> = {},
): T {
  return new Proxy(target, {
    get(inner, name) {
      if (name in instead) return Reflect.get(instead, name) as unknown;
      const value: unknown = Reflect.get(inner, name, inner);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) =>
        around(String(name), () => Reflect.apply(value as () => unknown, inner, args));
    },
    set: (inner, name, value) => Reflect.set(inner, name, value, inner),
  });
}
