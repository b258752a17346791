import { ok } from '#lib/domain/result.ts';
import type { Commands } from './app.ts';
import { TABLE_NAMES, type FactWriter, type TableName } from './facts.ts';
import type { UseCasePorts } from './use-case.ts';

type TrashCommands = Pick<Commands, 'restoreFromTrash' | 'purgeFromTrash' | 'undo'>;
type Items = readonly { readonly table: TableName; readonly id: string }[];

export function trashCommands({ facts, ids }: UseCasePorts): TrashCommands {
  return {
    restoreFromTrash: (items) =>
      facts.commit({ id: ids.next(), name: 'restoreFromTrash' }, async (write) =>
        ok(await byTable(items, (table, rows) => write.restore(table, rows))),
      ),
    purgeFromTrash: (items) =>
      facts.commit({ id: ids.next(), name: 'purgeFromTrash' }, async (write) =>
        ok(await byTable(items, (table, rows) => write.purge(table, rows))),
      ),
    undo: (step) => facts.undo({ id: ids.next(), name: 'undo' }, [step]),
  };
}

const TRASH_KEPT_MS = 30 * 24 * 3_600_000;
const PURGED_AT_ONCE = 1_000;

/** Empties what has been in the trash for 30 days. */
export function purgeOldTrash({ facts, clock, ids }: UseCasePorts): Promise<unknown> {
  const before = clock.now() - TRASH_KEPT_MS;
  return facts.commit({ id: ids.next(), name: 'purgeOldTrash' }, async (write: FactWriter) => {
    const old = (await write.trash(PURGED_AT_ONCE))
      .filter((item) => item.trashedAt < before)
      .map(({ table, row }) => ({ table, id: row.id }));
    return ok(await byTable(old, (table, rows) => write.purge(table, rows)));
  });
}

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
