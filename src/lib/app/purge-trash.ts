import { ok } from '#lib/domain/result.ts';
import { TABLE_NAMES, type TableName } from './facts.ts';
import type { UseCasePorts } from './use-case.ts';

type Items = readonly { readonly table: TableName; readonly id: string }[];

const TRASH_KEPT_MS = 30 * 24 * 3_600_000;
const PURGED_AT_ONCE = 1_000;

/** Empties what has been in the trash for 30 days. Writes nothing when there is none. */
export async function purgeOldTrash({ facts, clock, ids }: UseCasePorts): Promise<void> {
  const before = clock.now() - TRASH_KEPT_MS;
  const old = (await facts.read.trash(PURGED_AT_ONCE))
    .filter((item) => item.trashedAt < before)
    .map(({ table, row }) => ({ table, id: row.id }));
  if (old.length === 0) return;
  await facts.commit({ id: ids.next(), name: 'purgeOldTrash' }, async (write) =>
    ok(await byTable(old, (table, rows) => write.purge(table, rows))),
  );
}

/** Does something to rows of several tables, table by table; returns how many it touched. */
export async function byTable(
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
