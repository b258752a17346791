import type { StateTables } from '#lib/domain/state-text.ts';
import { canonicalRow, kindOfTable } from './canonical-row.ts';
import { mergeRows } from './merge-row.ts';
import { Merger } from './merger.ts';
import type { MergeContext, MergePlan } from './plan.ts';
import { type ReplaceContext, Replacer } from './replacer.ts';
import type { State, StateRow, StateTable } from './state.ts';

/**
 * All of both states, without brakes and without looking at the time. Commutative, associative
 * and idempotent for rows in any state. The kinds of one table must agree; where those of an
 * unknown table do not, the first by name is taken.
 */
export function mergeStates(a: State, b: State): State {
  const merged = new Map<string, StateTable>();
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    const [left, right] = [a.get(name), b.get(name)];
    const kinds = [left, right].flatMap((table) => (table ? [table.kind] : [])).sort();
    const kind = kindOfTable(name, kinds[0] ?? 'record');
    const rows = new Map<string, StateRow>();
    for (const row of [...(left?.rows.values() ?? []), ...(right?.rows.values() ?? [])]) {
      const theirs = canonicalRow(row, kind);
      const ours = rows.get(row.id);
      rows.set(row.id, ours ? mergeRows(ours, theirs, kind).row : theirs);
    }
    merged.set(name, { kind, rows });
  }
  return merged;
}

/** What merging `theirs` into `here` does. For states that are in memory anyway; else see Merger. */
export function planMerge(here: State, theirs: State, context: MergeContext): MergePlan {
  const merger = new Merger(context);
  for (const [name, { kind, rows }] of here) merger.addHere(name, kind, rows.values());
  for (const [name, { kind, rows }] of theirs) {
    const ours = here.get(name)?.rows;
    merger.addTheirs(name, kind, rows.values(), (id) => ours?.get(id));
  }
  return merger.finish();
}

/** What putting `theirs` in the place of `here` does. For states that are in memory anyway. */
export function planReplace(here: State, theirs: State, context: ReplaceContext): MergePlan {
  const rowsByTable = new Map<string, StateRow[]>();
  const replacer = new Replacer(context);
  for (const [name, { kind, rows }] of here) replacer.addHere(name, kind, rows.values());
  for (const [name, { kind, rows }] of theirs) {
    const ours = here.get(name)?.rows;
    rowsByTable.set(
      name,
      replacer.addTheirs(name, kind, rows.values(), (id) => ours?.get(id)),
    );
  }
  const plan = replacer.finish();
  const tables = plan.tables.map((table) => ({
    ...table,
    rows: rowsByTable.get(table.name) ?? [],
  }));
  return { ...plan, tables };
}

/** The state after a planned merge: its rows in place of those with the same id. */
export function applyPlan(here: State, plan: MergePlan): State {
  const after = new Map<string, StateTable>(here);
  for (const { name, kind, rows } of plan.tables) {
    const before = here.get(name);
    const merged = new Map(before?.rows);
    for (const row of rows) merged.set(row.id, row);
    after.set(name, { kind: before?.kind ?? kindOfTable(name, kind), rows: merged });
  }
  return after;
}

/** The rows of a state as its text takes them, in canonical form. */
export function tablesOf(state: State): StateTables {
  return Object.fromEntries(
    Array.from(state, ([name, { kind, rows }]) => [
      name,
      Array.from(rows.values(), (row) => canonicalRow(row, kind)),
    ]),
  );
}
