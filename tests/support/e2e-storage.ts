import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { TABLE_NAMES } from '#lib/app/facts.ts';
import { factOf, isLive, type IdentityRow, type StoredRow } from '#lib/db/stored.ts';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import type { App } from './browser.ts';

/** The database of a person's own log, as the browser lists it. */
export const OWN_DATABASE = 'plugtrack-default';

/** A page of this site on which nothing of the app runs. */
export async function besideTheApp(app: App): Promise<Page> {
  const page = await app.newPage();
  // A page that brings no icon: the browser looks for one, in vain.
  app.allowFinding(/status of 404/);
  await page.goto(`${app.url}robots.txt`);
  return page;
}

export interface Stored {
  readonly version: number;
  readonly tables: Readonly<Record<string, readonly StoredRow[]>>;
}

/** Everything as it lies in the browser, read past the app; undefined when there is no database. */
export function readStored(page: Page, name = OWN_DATABASE): Promise<Stored | undefined> {
  return page.evaluate(
    (database) =>
      new Promise<Stored | undefined>((resolve, reject) => {
        const request = indexedDB.open(database);
        let missing = false;
        request.onupgradeneeded = () => {
          missing = true;
          request.transaction?.abort();
        };
        request.onerror = (event) => {
          event.preventDefault();
          if (missing) resolve(undefined);
          else reject(new Error(request.error?.name ?? 'open'));
        };
        request.onsuccess = () => {
          const db = request.result;
          const names = [...db.objectStoreNames];
          const tables: Record<string, StoredRow[]> = {};
          const reading = db.transaction(names, 'readonly');
          for (const table of names) {
            const all = reading.objectStore(table).getAll();
            all.onsuccess = () => {
              tables[table] = all.result as StoredRow[];
            };
          }
          reading.oncomplete = () => {
            db.close();
            resolve({ version: db.version, tables });
          };
          reading.onabort = () => {
            db.close();
            reject(new Error(reading.error?.name ?? 'read'));
          };
        };
      }),
    name,
  );
}

async function storedOrThrow(page: Page): Promise<Stored> {
  const stored = await readStored(page);
  if (!stored) throw new Error('there is no database');
  return stored;
}

export async function liveSessions(page: Page): Promise<StoredRow[]> {
  const { tables } = await storedOrThrow(page);
  return (tables['sessions'] ?? []).filter(isLive);
}

/** What a person would call the same data: live rows of all facts, without clocks and numbers. */
export async function stateHash(page: Page): Promise<string> {
  const { tables } = await storedOrThrow(page);
  const hash = createHash('sha256');
  for (const name of TABLE_NAMES.filter((table) => table !== 'imports')) {
    const rows = (tables[name] ?? []).filter(isLive).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    hash.update(`${name}\n${rows.map((row) => canonicalJson(factOf(name, row))).join('\n')}\n`);
  }
  return hash.digest('hex');
}

/** All rows of facts, counters and submissions: equal texts mean that no command left a trace. */
export async function everythingWritten(page: Page): Promise<string> {
  const { version, tables } = await storedOrThrow(page);
  const names = [...TABLE_NAMES, 'meta', 'journals'];
  // The app tidies up when it starts; a submission without an effect is what remains of that.
  const effective = (tables['submissions'] ?? []).filter((row) => {
    const { undo } = (row['answer'] ?? {}) as { undo?: { rows: readonly unknown[] } };
    return undo?.rows.length !== 0;
  });
  return JSON.stringify([version, effective, names.map((name) => [name, tables[name] ?? []])]);
}

export async function identityOf(page: Page): Promise<IdentityRow> {
  const { tables } = await storedOrThrow(page);
  const identity = tables['meta']?.find((row) => row['key'] === 'identity');
  if (!identity) throw new Error('the database has no identity');
  return identity as unknown as IdentityRow;
}

/** Writes rows past the app; with a version, the database is upgraded to it first. */
export function putRaw(
  page: Page,
  table: string,
  rows: readonly object[],
  version?: number,
): Promise<void> {
  return page.evaluate(
    ([name, store, values, wanted]) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(name, wanted);
        request.onerror = () => {
          reject(new Error(request.error?.name ?? 'open'));
        };
        request.onsuccess = () => {
          const db = request.result;
          const writing = db.transaction(store, 'readwrite');
          for (const value of values) writing.objectStore(store).put(value);
          writing.oncomplete = () => {
            db.close();
            resolve();
          };
          writing.onabort = () => {
            db.close();
            reject(new Error(writing.error?.name ?? 'write'));
          };
        };
      }),
    [OWN_DATABASE, table, rows, version] as const,
  );
}

/** The names of the databases the browser holds for this site. */
export function databaseNames(page: Page): Promise<string[]> {
  return page.evaluate(async () =>
    (await indexedDB.databases()).flatMap(({ name }) => name ?? []).sort(),
  );
}

/** A short text for each table of facts and for what is told of them: equal texts, equal rows. */
export async function tableHashes(page: Page): Promise<Record<string, string>> {
  const tables = (await readStored(page))?.tables ?? {};
  const told = (tables['meta'] ?? []).filter(({ key }) => key === 'identity' || key === 'change');
  const facts = [...TABLE_NAMES, 'deferred', 'conflicts'].map((name) => [name, tables[name] ?? []]);
  return Object.fromEntries(
    [...facts, ['meta', told]].map(([name, rows]) => [
      name as string,
      createHash('sha256').update(JSON.stringify(rows)).digest('hex'),
    ]),
  );
}
