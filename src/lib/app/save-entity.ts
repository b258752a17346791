import type { Changes, Content } from '#lib/domain/entity.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { FactRows, FactWriter, TableName } from './facts.ts';

/**
 * Adds a row or changes the one with this id. Fields of `clearable` that the content lacks are
 * cleared; all other fields the content lacks stay, among them those of newer versions.
 */
export async function saveEntity<T extends TableName>(
  write: FactWriter,
  table: T,
  id: string | undefined,
  newId: string,
  content: Content<FactRows[T]>,
  clearable: readonly (keyof Content<FactRows[T]>)[],
): Promise<Result<FactRows[T]>> {
  if (id === undefined) return ok(write.insert(table, newId, content));
  const changes: Partial<Record<keyof Content<FactRows[T]>, unknown>> = { ...content };
  for (const field of clearable) if (!(field in content)) changes[field] = undefined;
  const saved = await write.change(table, id, changes as Changes<FactRows[T]>);
  return saved ? ok(saved) : fail('db/row_missing');
}
