import { ok } from '#lib/domain/result.ts';
import type { Commands } from './app.ts';
import { checkOneCharge } from './one-charge.ts';
import { purgeItems, restoreItems, sessionsAmong } from './trash-rows.ts';
import type { UseCasePorts } from './use-case.ts';

type TrashCommands = Pick<Commands, 'restoreFromTrash' | 'purgeFromTrash' | 'undo'>;

export function trashCommands({ facts, ids }: UseCasePorts): TrashCommands {
  return {
    restoreFromTrash: (items) =>
      facts.commit({ id: ids.next(), name: 'restoreFromTrash' }, async (write) => {
        const count = await restoreItems(write, items);
        const checked = await checkOneCharge(write, sessionsAmong(items));
        return checked.ok ? ok(count) : checked;
      }),
    purgeFromTrash: (items) =>
      facts.commit({ id: ids.next(), name: 'purgeFromTrash' }, async (write) =>
        ok(await purgeItems(write, items)),
      ),
    undo: (step) =>
      facts.undo({ id: ids.next(), name: 'undo' }, [step], (write) =>
        checkOneCharge(write, sessionsAmong(step.rows)),
      ),
  };
}
