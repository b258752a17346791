import type { SetAsideChange, UndoRecord } from '#lib/app/backup-store.ts';
import { TABLE_NAMES } from '#lib/app/facts.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { Connection } from '#lib/db/lifecycle.ts';
import type { ChangeRow } from '#lib/db/stored.ts';
import { putConflicts, putRows, putSetAside } from './put-rows.ts';

/**
 * Takes set-aside rows in and off their list. What takes the last restore back stays: the rows are
 * on the list of the state before it, and come in again from there.
 */
export function setAsideStep(
  { facts }: Connection,
  change: SetAsideChange,
): PromiseLike<Result<void>> {
  const { now } = change;
  return facts.transaction('rw', [...TABLE_NAMES, 'meta', 'deferred', 'conflicts'], async () => {
    const meta = facts.table('meta');
    const before = (await meta.get('change')) as ChangeRow | undefined;
    if (before?.seq !== change.expectedSeq) return fail('backup/changed');
    const seq = before.seq + 1;
    for (const { name, kind, rows } of change.tables) {
      await putRows(facts, { table: name, kind, rows, seq, at: now });
    }
    await facts.table('deferred').bulkDelete([...change.takenOff]);
    await putSetAside(facts, change.setAside, now);
    await putConflicts(
      facts,
      change.conflicts.map((conflict) => ({ ...conflict, at: now })),
    );
    const hlc = change.clock > before.hlc ? change.clock : before.hlc;
    await meta.put({ ...before, seq, hlc });
    // Nobody saved anything: taking a restore back loses no more than without this.
    const undo = (await meta.get('restore-undo')) as UndoRecord | undefined;
    if (undo?.seq === before.seq) await meta.put({ key: 'restore-undo', ...undo, seq });
    return ok();
  });
}
