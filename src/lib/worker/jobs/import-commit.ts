import type { EngineSource } from '#lib/app/engine-source.ts';
import type { FactWriter, ImportBatch, TableName, UndoRow } from '#lib/app/facts.ts';
import type { Content } from '#lib/domain/entity.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Progress } from '#lib/worker/api.ts';
import type { NewCar } from './import-cars.ts';
import { plannedUndo, type SessionWrite } from './import-plan.ts';
import { keepStamps } from './import-stamps.ts';
import { takeBackJob } from './take-back.ts';
import { committedStep, planStep, UndoJournal } from './undo-journal.ts';

/** Rows of one transaction. */
const CHUNK_ROWS = 5_000;

export interface ImportWork {
  /** Also the id of the import's own row and of its journal. */
  readonly importId: string;
  readonly batch: Omit<Content<ImportBatch>, 'importedAt'>;
  readonly newCars: readonly NewCar[];
  readonly writes: readonly SessionWrite[];
  /** What is stored under the ids that are changed. */
  readonly current: ReadonlyMap<string, Session>;
}

interface CommitHooks {
  readonly isCancelled: () => boolean;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Writes an import chunk by chunk. Before each chunk it is put down what takes it back, so that a
 * cancelled, failed or cut-off import leaves nothing behind. Returns the stamps it wrote under.
 * Fails with `import/cancelled`, or as the storage does.
 */
export async function commitImport(
  source: EngineSource,
  work: ImportWork,
  hooks: CommitHooks,
): Promise<Result<void>> {
  const { importId, writes } = work;
  const journal = new UndoJournal(source);
  await journal.putHeader(importId, { state: 'running' });
  const stamps: string[] = [];
  for (let offset = 0; offset === 0 || offset < writes.length; offset += CHUNK_ROWS) {
    hooks.onProgress({ phase: 'commit', done: offset, total: writes.length });
    if (hooks.isCancelled()) return takeBack(source, importId, fail('import/cancelled'));
    const chunk = writes.slice(offset, offset + CHUNK_ROWS);
    const step = offset / CHUNK_ROWS + 1;
    const committed = await commitChunk(source, work, chunk, step);
    if (!committed.ok) return takeBack(source, importId, committed);
    stamps.push(committed.value);
  }
  if (hooks.isCancelled()) return takeBack(source, importId, fail('import/cancelled'));
  await keepStamps(source, { jobId: importId, stamps });
  hooks.onProgress({ phase: 'commit', done: writes.length, total: writes.length });
  return ok();
}

async function takeBack(
  source: EngineSource,
  importId: string,
  reason: Result<never>,
): Promise<Result<never>> {
  const back = await takeBackJob(source, importId);
  // What could not be taken back now is taken back at the next start.
  return back.ok ? reason : back;
}

async function commitChunk(
  source: EngineSource,
  work: ImportWork,
  chunk: readonly SessionWrite[],
  step: number,
): Promise<Result<string>> {
  const { importId, batch, newCars, current } = work;
  const commandId = `${importId}#${step}`;
  const isFirst = step === 1;
  const inserts = chunk.filter((write) => write.kind === 'insert');
  const changes = chunk.filter((write) => write.kind === 'change');
  const created = new Map<TableName, readonly string[]>();
  if (inserts.length > 0) {
    created.set(
      'sessions',
      inserts.map(({ id }) => id),
    );
  }
  if (isFirst) {
    created.set('imports', [importId]);
    if (newCars.length > 0) {
      created.set(
        'cars',
        newCars.map(({ id }) => id),
      );
    }
  }
  const changed: UndoRow[] = changes.map((write) => plannedUndo(write, current.get(write.id)));
  const journal = new UndoJournal(source);
  await journal.putStep(importId, step, planStep(commandId, created, changed));
  const committed = await source.facts.commit(
    { id: commandId, name: 'importChunk' },
    async (write) => {
      if (isFirst) {
        await addCars(write, newCars);
        write.insert('imports', importId, { ...batch, importedAt: write.now });
      }
      write.insertMany('sessions', inserts);
      const restored = changes.filter(({ restore }) => restore).map(({ id }) => id);
      if (restored.length > 0) await write.restore('sessions', restored);
      for (const { id, changes: fields } of changes) await write.change('sessions', id, fields);
      return ok();
    },
  );
  if (!committed.ok) return committed;
  const { undo } = committed.value;
  await journal.putStep(importId, step, committedStep(commandId, undo));
  return ok(undo.stamp);
}

/** Makes the cars an import is for; one that an undone import removed comes back. */
async function addCars(write: FactWriter, cars: readonly NewCar[]): Promise<void> {
  for (const { id, content } of cars) {
    if (await write.get('cars', id)) continue;
    if ((await write.restore('cars', [id])) === 0) write.insert('cars', id, content);
  }
}
