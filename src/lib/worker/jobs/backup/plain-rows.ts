import type { StateRow } from '#lib/domain/merge/state.ts';
import { ok } from '#lib/domain/result.ts';
import type { OnRows, RestoreFile } from './restore-file.ts';
import { CHUNK_ROWS } from './vault-source.ts';

/** Facts of a plain file, by their table. */
export type PlainFacts = Readonly<Record<string, readonly (object & { readonly id: string })[]>>;

/** A plain file's facts as rows that travel, every field written at one stamp. */
export function plainTables(facts: PlainFacts, stamp: string): RestoreFile['readTables'] {
  const at = parseInt(stamp.slice(0, 12), 16);
  return async (onRows: OnRows) => {
    for (const [name, list] of Object.entries(facts)) {
      for (let from = 0; from < list.length; from += CHUNK_ROWS) {
        const rows = list.slice(from, from + CHUNK_ROWS).map((fact) => rowOf(fact, at, stamp));
        await onRows({ name, kind: 'record' }, rows);
      }
    }
    return ok();
  };
}

/** Files without times of entry say 0, which is none. */
function rowOf(fact: object & { readonly id: string }, at: number, stamp: string): StateRow {
  const { createdAt = 0, updatedAt = 0 } = fact as { createdAt?: number; updatedAt?: number };
  const row: Record<string, unknown> & { id: string } = { ...fact };
  for (const key in row) if (row[key] === undefined) Reflect.deleteProperty(row, key);
  return { ...row, createdAt: createdAt || at, updatedAt: updatedAt || at, _c: { b: stamp } };
}

/** Settings of a plain file as facts; one that was cleared is left to the default. */
export function settingFacts(
  settings: Readonly<Record<string, unknown>>,
): { readonly id: string; readonly value: unknown }[] {
  return Object.entries(settings)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([id, value]) => ({ id, value }));
}
