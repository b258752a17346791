import type { FactRows, TableName } from '#lib/app/facts.ts';
import { isLiveRow, type State, type StateRow } from '#lib/domain/merge/state.ts';
import { readableRow } from '#lib/domain/unknown-choices.ts';

/** The fact inside a row of a state, as this version reads it. A setting without a value is one that was cleared. */
export function factOfRow<T extends TableName>(table: T, row: StateRow): FactRows[T] {
  const fact = Object.fromEntries(Object.entries(row).filter(([key]) => !key.startsWith('_')));
  if (table === 'settings' && fact['value'] === undefined) fact['value'] = null;
  return readableRow(table, fact) as unknown as FactRows[T];
}

/** The live facts of a table, in the order of their ids. */
export function liveFacts<T extends TableName>(state: State, table: T): FactRows[T][] {
  const rows = [...(state.get(table)?.rows.values() ?? [])].filter(isLiveRow);
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1)).map((row) => factOfRow(table, row));
}
