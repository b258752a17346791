import type { IdentityRow } from './stored.ts';

/** What a look from outside tells about a database; undefined when there is none. */
export interface Peek {
  /** Schema version in our own counting (Dexie stores it times ten). */
  readonly version: number;
  readonly identity?: IdentityRow;
}

/**
 * Looks at a database without creating or upgrading it. Dexie would do both: after the browser
 * erased the data it would open a fresh, empty database and save into it.
 */
export function peek(factory: IDBFactory, name: string): Promise<Peek | undefined> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name);
    let missing = false;
    request.onupgradeneeded = (event) => {
      if (event.oldVersion !== 0) return;
      missing = true;
      request.transaction?.abort();
    };
    request.onerror = (event) => {
      event.preventDefault();
      if (missing) resolve(undefined);
      else reject(request.error ?? new DOMException('open failed', 'UnknownError'));
    };
    request.onsuccess = () => {
      const db = request.result;
      const done = (identity?: IdentityRow): void => {
        db.close();
        resolve({ version: db.version / 10, ...(identity && { identity }) });
      };
      if (!db.objectStoreNames.contains('meta')) {
        done();
        return;
      }
      const read = db.transaction('meta', 'readonly').objectStore('meta').get('identity');
      read.onsuccess = () => {
        done(read.result as IdentityRow | undefined);
      };
      read.onerror = () => {
        db.close();
        reject(read.error ?? new DOMException('read failed', 'UnknownError'));
      };
    };
  });
}
