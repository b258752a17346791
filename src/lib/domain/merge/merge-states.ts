import type { StateTables } from '#lib/domain/state-text.ts';
import { canonicalRow, kindOfTable } from './canonical-row.ts';
import { splitDue } from './due-again.ts';
import { mergeRows } from './merge-row.ts';
import { Merger } from './merger.ts';
import type { MergeContext, MergePlan, SetAsideRow } from './plan.ts';
import { type ReplaceContext, Replacer } from './replacer.ts';
import { setAsideId, setAsideOf, travellingSetAside } from './set-aside-rows.ts';
import type { State, StateRow, StateTable } from './state.ts';
import { SET_ASIDE_TABLE } from './travel.ts';

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

/**
 * What merging `theirs` into `here` does, with the rows they had set aside. For states that are in
 * memory anyway; else see Merger.
 */
export function planMerge(here: State, theirs: State, context: MergeContext): MergePlan {
  const merger = mergerOver(here, context);
  for (const [name, { kind, rows }] of factTables(theirs)) {
    const ours = here.get(name)?.rows;
    merger.addTheirs(name, kind, rows.values(), (id) => ours?.get(id));
  }
  const { due, waiting } = splitDue(setAsideIn(theirs, context.nowMs), context);
  addSetAside(merger, here, due);
  for (const aside of waiting) merger.keepAside(aside);
  const plan = merger.finish();
  const listed = here.get(SET_ASIDE_TABLE)?.rows;
  // What is on the list already is no news.
  return { ...plan, setAside: plan.setAside.filter((aside) => !listed?.has(setAsideId(aside))) };
}

/**
 * The state with those set-aside rows merged that can be used by now, and without them on its
 * list. The plan is absent when there are none; a brake in it leaves the state as it was.
 */
export function takeSetAside(
  here: State,
  context: MergeContext,
): { readonly state: State; readonly plan?: MergePlan } {
  const { due, waiting } = splitDue(setAsideIn(here, context.nowMs), context);
  if (due.length === 0) return { state: here };
  const merger = mergerOver(here, context);
  addSetAside(merger, here, due);
  const plan = merger.finish();
  if (plan.brakes.length > 0) return { state: here, plan };
  const after = new Map(applyPlan(here, plan));
  after.delete(SET_ASIDE_TABLE);
  return { state: withSetAside(after, [...waiting, ...plan.setAside]), plan };
}

/** The state with these rows on its list of rows that were set aside. */
export function withSetAside(state: State, asides: readonly SetAsideRow[]): State {
  if (asides.length === 0) return state;
  const rows = new Map(state.get(SET_ASIDE_TABLE)?.rows);
  for (const row of asides.map(travellingSetAside)) rows.set(row.id, row);
  return new Map(state).set(SET_ASIDE_TABLE, { kind: 'entry', rows });
}

const factTables = (state: State) => [...state].filter(([name]) => name !== SET_ASIDE_TABLE);

function mergerOver(here: State, context: MergeContext): Merger {
  const merger = new Merger(context);
  for (const [name, { kind, rows }] of factTables(here)) merger.addHere(name, kind, rows.values());
  return merger;
}

function setAsideIn(state: State, nowMs: number): SetAsideRow[] {
  const rows = [...(state.get(SET_ASIDE_TABLE)?.rows.values() ?? [])];
  return rows.flatMap((row) => setAsideOf(row, nowMs) ?? []);
}

function addSetAside(merger: Merger, here: State, asides: readonly SetAsideRow[]): void {
  for (const { table, kind, row } of asides) {
    merger.addSetAside(table, kind, [row], (id) => here.get(table)?.rows.get(id));
  }
}

/** What putting `theirs` in the place of `here` does. For states that are in memory anyway. */
export function planReplace(here: State, theirs: State, context: ReplaceContext): MergePlan {
  const rowsByTable = new Map<string, StateRow[]>();
  const replacer = new Replacer(context);
  for (const [name, { kind, rows }] of factTables(here)) {
    replacer.addHere(name, kind, rows.values());
  }
  for (const [name, { kind, rows }] of factTables(theirs)) {
    const ours = here.get(name)?.rows;
    rowsByTable.set(
      name,
      replacer.addTheirs(name, kind, rows.values(), (id) => ours?.get(id)),
    );
  }
  for (const aside of setAsideIn(theirs, context.nowMs)) replacer.keepAside(aside);
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
