import type { EngineSource } from '#lib/app/engine-source.ts';
import type { Done, Undone, UndoStep } from '#lib/app/facts.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { keepStamps } from './import-stamps.ts';
import { type JobKind, type PlannedStep, undoOf, UndoJournal } from './undo-journal.ts';

/**
 * The committed steps of a job, oldest first. A step without a stamp may have committed just
 * before its tab died: asking for the same command again answers that, and writes nothing.
 */
export async function committedSteps(
  source: EngineSource,
  steps: readonly PlannedStep[],
): Promise<readonly UndoStep[]> {
  const committed: UndoStep[] = [];
  for (const step of steps) {
    const stamp = step.stamp ?? (await stampOf(source, step.commandId));
    if (stamp !== undefined) committed.push(undoOf(step, stamp));
  }
  return committed;
}

async function stampOf(source: EngineSource, id: string): Promise<string | undefined> {
  const answer = await source.facts.commit({ id, name: 'importChunk' }, () =>
    fail('import/not_committed'),
  );
  return answer.ok ? answer.value.undo.stamp : undefined;
}

/** Takes back all that an unfinished job wrote, so that nothing of it remains. */
export async function takeBackJob(source: EngineSource, jobId: string): Promise<Result<void>> {
  const record = await new UndoJournal(source).read(jobId);
  if (!record) return ok();
  const { kind } = record;
  const steps = await committedSteps(source, record.steps);
  const undone = await undoNewestFirst(source, { id: `${jobId}#back`, kind }, steps);
  if (!undone.ok) return undone;
  if (kind === 'import') {
    await keepStamps(source, {
      jobId,
      stamps: steps.map((step) => step.stamp),
      undoStamp: undone.value.undo.stamp,
    });
  }
  await new UndoJournal(source, kind).close(jobId, { state: 'undone' });
  return ok();
}

/** One command that undoes steps given oldest first. */
export function undoNewestFirst(
  source: EngineSource,
  { id, kind }: { readonly id: string; readonly kind: JobKind },
  steps: readonly UndoStep[],
): Promise<Result<Done<Undone>>> {
  const name = kind === 'import' ? 'undoImport' : 'undoReprice';
  return source.facts.undo({ id, name }, steps.toReversed());
}

/** Takes back every job that was cut off, as by a closed tab. */
export async function takeBackUnfinished(source: EngineSource): Promise<Result<void>> {
  for (const jobId of await new UndoJournal(source).unfinished()) {
    const result = await takeBackJob(source, jobId);
    if (!result.ok) return result;
  }
  return ok();
}
