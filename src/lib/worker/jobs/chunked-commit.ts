import type { EngineSource } from '#lib/app/engine-source.ts';
import type { FactWriter } from '#lib/app/facts.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { Progress } from '#lib/worker/api.ts';
import { takeBackJob } from './take-back.ts';
import { committedStep, type JobKind, type PlannedStep, UndoJournal } from './undo-journal.ts';

/** Rows of one transaction. */
const CHUNK_ROWS = 5_000;

/** Writes that are too many for one transaction. */
export interface ChunkedJob<T> {
  /** Also the id of its journal. */
  readonly id: string;
  readonly kind: JobKind;
  readonly items: readonly T[];
  /** What it answers when it was cancelled. */
  readonly cancelled: Result<never>;
  /** What takes a chunk back, worked out before it is written. */
  plan(chunk: readonly T[], step: number): Promise<StepPlan> | StepPlan;
  write(write: FactWriter, chunk: readonly T[], step: number): Promise<Result<void>>;
}

export type StepPlan = Pick<PlannedStep, 'created' | 'changed'>;

export interface CommitHooks {
  readonly isCancelled: () => boolean;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Writes a job chunk by chunk. Before each chunk it is put down what takes it back, so that a
 * cancelled, failed or cut-off job leaves nothing behind. Returns the stamps it wrote under; the
 * caller marks the journal as done. Fails as `cancelled` says, as a chunk does, or as the storage.
 */
export async function commitInChunks<T>(
  source: EngineSource,
  job: ChunkedJob<T>,
  { isCancelled, onProgress }: CommitHooks,
): Promise<Result<readonly string[]>> {
  const { id, items } = job;
  await new UndoJournal(source, job.kind).putHeader(id, { state: 'running' });
  const stamps: string[] = [];
  for (let offset = 0; offset === 0 || offset < items.length; offset += CHUNK_ROWS) {
    onProgress({ phase: 'commit', done: offset, total: items.length });
    if (isCancelled()) return takenBack(source, id, job.cancelled);
    const chunk = items.slice(offset, offset + CHUNK_ROWS);
    const committed = await commitChunk(source, job, chunk, offset / CHUNK_ROWS + 1);
    if (!committed.ok) return takenBack(source, id, committed);
    stamps.push(committed.value);
  }
  if (isCancelled()) return takenBack(source, id, job.cancelled);
  onProgress({ phase: 'commit', done: items.length, total: items.length });
  return ok(stamps);
}

async function takenBack(
  source: EngineSource,
  id: string,
  reason: Result<never>,
): Promise<Result<never>> {
  const back = await takeBackJob(source, id);
  // What could not be taken back now is taken back at the next start.
  return back.ok ? reason : back;
}

async function commitChunk<T>(
  source: EngineSource,
  job: ChunkedJob<T>,
  chunk: readonly T[],
  step: number,
): Promise<Result<string>> {
  const commandId = `${job.id}#${step}`;
  const journal = new UndoJournal(source, job.kind);
  await journal.putStep(job.id, step, { commandId, ...(await job.plan(chunk, step)) });
  const committed = await source.facts.commit(
    { id: commandId, name: `${job.kind}Chunk` },
    (write) => job.write(write, chunk, step),
  );
  if (!committed.ok) return committed;
  const { undo } = committed.value;
  await journal.putStep(job.id, step, committedStep(commandId, undo));
  return ok(undo.stamp);
}
