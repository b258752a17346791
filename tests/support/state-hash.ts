import { createHash } from 'node:crypto';
import type Dexie from 'dexie';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import { factOf, isLive, type StoredRow } from '#lib/db/stored.ts';
import { TABLE_NAMES } from '#lib/app/facts.ts';

/** What a person would call the same data: live rows of all facts, without clocks and numbers. */
export async function stateHash(
  db: Dexie,
  without: readonly string[] = ['imports'],
): Promise<string> {
  const hash = createHash('sha256');
  for (const name of TABLE_NAMES.filter((table) => !without.includes(table))) {
    const rows = await db.table<StoredRow>(name).orderBy('id').toArray();
    hash.update(`${name}\n`);
    for (const row of rows.filter(isLive)) hash.update(`${canonicalJson(factOf(name, row))}\n`);
  }
  return hash.digest('hex');
}

/** Everything stored, clocks and local numbers included: nothing at all was written. */
export async function rawHash(db: Dexie): Promise<string> {
  const hash = createHash('sha256');
  for (const table of db.tables.filter(({ name }) => name !== 'submissions')) {
    const rows = await table.toArray();
    hash.update(`${table.name}\n${rows.map((row) => canonicalJson(row)).join('\n')}\n`);
  }
  return hash.digest('hex');
}
