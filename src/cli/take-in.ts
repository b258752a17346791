import { rowIssue } from '#lib/domain/merge/canonical-row.ts';
import { applyPlan, planMerge, planReplace } from '#lib/domain/merge/merge-states.ts';
import type { MergePlan } from '#lib/domain/merge/plan.ts';
import type { State, StateTable } from '#lib/domain/merge/state.ts';
import type { Call } from './command.ts';
import { brokenRule } from './row-rules.ts';
import type { VaultFile } from './vault-file.ts';
import { callNow } from './when.ts';

export type Mode = 'merge' | 'replace';

/** What there is before a file is taken in. */
export interface Base {
  readonly state: State;
  readonly deviceId: string;
  /** Absent before the first change. */
  readonly hlc?: string;
}

export interface TakenIn {
  readonly plan: MergePlan;
  readonly state: State;
}

/** Rows that break a rule travel on where nothing else has their id; nobody counts with them. */
function withPassedOn(state: State, { setAside }: MergePlan): State {
  const after = new Map<string, StateTable>(state);
  for (const { code, table, row } of setAside) {
    const there = after.get(table);
    if (code !== 'merge/bad_row' || rowIssue(row) || !there || there.rows.has(row.id)) continue;
    after.set(table, { ...there, rows: new Map(there.rows).set(row.id, row) });
  }
  return after;
}

/** The state with the rows of a vault merged into it or in its place. Nothing is written. */
export function takeIn(call: Call, base: Base, vault: VaultFile, mode: Mode): TakenIn {
  const context = {
    nowMs: callNow(call.given, call.world),
    deviceId: base.deviceId,
    clock: base.hlc,
    sourceClock: vault.open.schema.hlc,
    validate: brokenRule,
  };
  const plan = (mode === 'merge' ? planMerge : planReplace)(base.state, vault.state, context);
  const here: State = mode === 'merge' ? base.state : new Map();
  return { plan, state: withPassedOn(applyPlan(here, plan), plan) };
}

/** Whether taking the file in changed anything but the counts. */
export function isChange({ tables }: MergePlan): boolean {
  return tables.some(({ rows }) => rows.length > 0);
}
