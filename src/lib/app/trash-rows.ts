import { type FactWriter, TABLE_NAMES, type TableName } from './facts.ts';

type Items = readonly { readonly table: TableName; readonly id: string }[];

/** Empties entries of the trash for good, charges with their pictures; returns how many entries. */
export async function purgeItems(write: FactWriter, items: Items): Promise<number> {
  const pictures = await write.pictureIdsOf(sessionsAmong(items));
  const count = await byTable(items, (table, rows) => write.purge(table, rows));
  // A picture stays out of the trash while its charge is there, and only what is in it is purged.
  await write.remove('attachments', pictures);
  await write.purge('attachments', pictures);
  return count;
}

/** Takes entries out of the trash, charges with the pictures that went there together with them. */
export async function restoreItems(write: FactWriter, items: Items): Promise<number> {
  const pictures = await write.picturesTrashedWith(sessionsAmong(items));
  const count = await byTable(items, (table, rows) => write.restore(table, rows));
  await write.restore('attachments', pictures);
  return count;
}

/** The ids of the sessions among rows of any table. */
export const sessionsAmong = (items: Items): readonly string[] =>
  items.filter(({ table }) => table === 'sessions').map(({ id }) => id);

/** Does something to rows of several tables, table by table; returns how many it touched. */
async function byTable(
  items: Items,
  act: (table: TableName, ids: readonly string[]) => Promise<number>,
): Promise<number> {
  let count = 0;
  for (const table of TABLE_NAMES) {
    const rows = items.filter((item) => item.table === table).map((item) => item.id);
    if (rows.length > 0) count += await act(table, rows);
  }
  return count;
}
