import type { EngineSource } from '#lib/app/engine-source.ts';
import type { Undone } from '#lib/app/facts.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { keepStamps } from './import-stamps.ts';
import { committedSteps, undoNewestFirst } from './take-back.ts';
import { UndoJournal } from './undo-journal.ts';

/**
 * Takes a whole import back in one command: its sessions go, fields it changed get their former
 * values where they still have the imported ones, and rows edited since stay and are listed.
 * Taking it back again changes nothing. Fails with `import/no_journal` when this device did not make the import.
 */
export async function undoImport(
  source: EngineSource,
  importId: string,
  commandId: string,
): Promise<Result<Undone>> {
  const record = await new UndoJournal(source).read(importId);
  if (!record || record.header.state === 'running') return fail('import/no_journal');
  const taken = await source.facts.read.get('imports', importId);
  if (taken?.undoneAt !== undefined) return ok({ undone: 0, kept: [] });
  const steps = await committedSteps(source, record.steps);
  const sessions = steps.map(({ stamp, rows }) => ({
    stamp,
    rows: rows.filter((row) => row.table === 'sessions'),
  }));
  const undone = await undoNewestFirst(source, { id: commandId, kind: 'import' }, sessions);
  if (!undone.ok) return undone;
  await keepStamps(source, {
    jobId: importId,
    stamps: steps.map((step) => step.stamp),
    undoStamp: undone.value.undo.stamp,
  });
  const cars = steps.flatMap(({ rows }) => rows.filter((row) => row.table === 'cars'));
  // The batch itself stays, as the record that it was there; a car only while it is used.
  const marked = await source.facts.commit(
    { id: `${commandId}#mark`, name: 'markImportUndone' },
    async (write) => {
      await write.change('imports', importId, { undoneAt: write.now });
      for (const { id } of cars) {
        const car = await write.get('cars', id);
        const isEdited = car && car.updatedAt !== car.createdAt;
        if (car && !isEdited && !(await write.hasSessions(id))) await write.remove('cars', [id]);
      }
      return ok();
    },
  );
  return marked.ok ? ok(undone.value.value) : marked;
}
