import type { Dexie } from 'dexie';
import type { ChangeRow, IdentityRow } from '#lib/db/stored.ts';

export interface StateMeta {
  readonly identity: IdentityRow;
  readonly change: ChangeRow;
}

/** What this database is and how far it has come; throws where that is missing. */
export async function readStateMeta(facts: Dexie): Promise<StateMeta> {
  const [identity, change] = (await facts.table('meta').bulkGet(['identity', 'change'])) as [
    IdentityRow | undefined,
    ChangeRow | undefined,
  ];
  if (!identity || !change) throw new DOMException('the database has no identity', 'DataError');
  return { identity, change };
}

export async function putStateMeta(facts: Dexie, { identity, change }: StateMeta): Promise<void> {
  await facts.table('meta').bulkPut([identity, change]);
}
