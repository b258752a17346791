import { applyPlan, planMerge, planReplace, withSetAside } from '#lib/domain/merge/merge-states.ts';
import type { MergePlan } from '#lib/domain/merge/plan.ts';
import type { State } from '#lib/domain/merge/state.ts';
import type { Call } from './command.ts';
import { brokenRule } from '#lib/domain/merge/row-rules.ts';
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

/**
 * The state with the rows of a vault merged into it or in its place; what cannot be used is set
 * aside in it. Nothing is written.
 */
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
  return { plan, state: withSetAside(applyPlan(here, plan), plan.setAside) };
}

/** Whether taking the file in changed anything but the counts. */
export function isChange({ tables, setAside }: MergePlan): boolean {
  return setAside.length > 0 || tables.some(({ rows }) => rows.length > 0);
}
