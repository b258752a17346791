import type { EngineSource } from '#lib/app/engine-source.ts';
import type { FactWriter, ImportBatch, TableName } from '#lib/app/facts.ts';
import type { Content } from '#lib/domain/entity.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import { type CommitHooks, commitInChunks, type StepPlan } from './chunked-commit.ts';
import type { NewCar } from './import-cars.ts';
import { plannedUndo, type SessionWrite } from './import-plan.ts';
import { keepStamps } from './import-stamps.ts';
import { createdRows } from './undo-journal.ts';

export interface ImportWork {
  /** Also the id of the import's own row and of its journal. */
  readonly importId: string;
  readonly batch: Omit<Content<ImportBatch>, 'importedAt'>;
  readonly newCars: readonly NewCar[];
  readonly writes: readonly SessionWrite[];
  /** What is stored under the ids that are changed. */
  readonly current: ReadonlyMap<string, Session>;
}

/** Writes an import. Fails with `import/cancelled`, or as the storage does; then nothing remains. */
export async function commitImport(
  source: EngineSource,
  work: ImportWork,
  hooks: CommitHooks,
): Promise<Result<void>> {
  const { importId } = work;
  const committed = await commitInChunks(
    source,
    {
      id: importId,
      kind: 'import',
      items: work.writes,
      cancelled: fail('import/cancelled'),
      plan: (chunk, step) => planOf(work, chunk, step === 1),
      write: (write, chunk, step) => writeChunk(write, work, chunk, step === 1),
    },
    hooks,
  );
  if (!committed.ok) return committed;
  await keepStamps(source, { jobId: importId, stamps: committed.value });
  return ok();
}

function planOf(work: ImportWork, chunk: readonly SessionWrite[], isFirst: boolean): StepPlan {
  const { importId, newCars, current } = work;
  const created = new Map<TableName, readonly string[]>();
  const inserted = chunk.filter((write) => write.kind === 'insert').map(({ id }) => id);
  if (inserted.length > 0) created.set('sessions', inserted);
  if (isFirst) {
    created.set('imports', [importId]);
    const cars = newCars.map(({ id }) => id);
    if (cars.length > 0) created.set('cars', cars);
  }
  const changes = chunk.filter((write) => write.kind === 'change');
  return {
    created: createdRows(created),
    changed: changes.map((write) => plannedUndo(write, current.get(write.id))),
  };
}

async function writeChunk(
  write: FactWriter,
  { importId, batch, newCars }: ImportWork,
  chunk: readonly SessionWrite[],
  isFirst: boolean,
): Promise<Result<void>> {
  if (isFirst) {
    await addCars(write, newCars);
    write.insert('imports', importId, { ...batch, importedAt: write.now });
  }
  const changes = chunk.filter((one) => one.kind === 'change');
  write.insertMany(
    'sessions',
    chunk.filter((one) => one.kind === 'insert'),
  );
  const restored = changes.filter(({ restore }) => restore).map(({ id }) => id);
  if (restored.length > 0) await write.restore('sessions', restored);
  for (const { id, changes: fields } of changes) await write.change('sessions', id, fields);
  return ok();
}

/** Makes the cars an import is for; one that an undone import removed comes back. */
async function addCars(write: FactWriter, cars: readonly NewCar[]): Promise<void> {
  for (const { id, content } of cars) {
    if (await write.get('cars', id)) continue;
    if ((await write.restore('cars', [id])) === 0) write.insert('cars', id, content);
  }
}
