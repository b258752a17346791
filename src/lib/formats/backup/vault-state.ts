import type { State, StateRow, StateTable } from '#lib/domain/merge/state.ts';
import type { Result } from '#lib/domain/result.ts';
import { ok } from '#lib/domain/result.ts';
import { ROWS_PER_CHUNK } from './layout.ts';
import type { OpenVault, TableSource } from './vault.ts';

/** All rows of a file in memory. */
export async function readState(open: OpenVault): Promise<Result<State>> {
  const tables = new Map<string, Map<string, StateRow>>();
  const read = await open.readTables(({ name }, rows) => {
    const byId = tables.get(name) ?? new Map<string, StateRow>();
    for (const row of rows) byId.set(row.id, row);
    tables.set(name, byId);
  });
  if (!read.ok) return read;
  const state = new Map<string, StateTable>();
  for (const { name, kind } of open.schema.tables) {
    state.set(name, { kind, rows: tables.get(name) ?? new Map() });
  }
  return ok(state);
}

/** The tables of a state as a source to write from. */
export function stateSource(state: State): TableSource[] {
  const names = [...state.keys()].sort();
  return names.flatMap((name) => {
    const table = state.get(name);
    return table ? [{ name, kind: table.kind, rows: () => sortedChunks(table) }] : [];
  });
}

// eslint-disable-next-line @typescript-eslint/require-await -- a source is read asynchronously
async function* sortedChunks({ rows }: StateTable): AsyncGenerator<readonly StateRow[]> {
  const sorted = [...rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (let at = 0; at < sorted.length; at += ROWS_PER_CHUNK) {
    yield sorted.slice(at, at + ROWS_PER_CHUNK);
  }
}
