import { ok } from '#lib/domain/result.ts';
import type { Commands } from './app.ts';
import { byTable } from './purge-trash.ts';
import type { UseCasePorts } from './use-case.ts';

type TrashCommands = Pick<Commands, 'restoreFromTrash' | 'purgeFromTrash' | 'undo'>;

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
