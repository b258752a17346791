import type { BackupStore } from '#lib/app/backup-store.ts';
import type { ApplySetAside, SetAsideOutcome } from '#lib/app/backups-port.ts';
import { splitDue } from '#lib/domain/merge/due-again.ts';
import { Merger } from '#lib/domain/merge/merger.ts';
import type { SetAsideRow } from '#lib/domain/merge/plan.ts';
import { brokenRule } from '#lib/domain/merge/row-rules.ts';
import { setAsideId, setAsideOf } from '#lib/domain/merge/set-aside-rows.ts';
import { SET_ASIDE_TABLE } from '#lib/domain/merge/travel.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { tableRows } from './vault-source.ts';

/** Somebody may be typing while rows come in: then it is worked out anew so often. */
const TRIES = 3;

/**
 * Merges set-aside rows that can be used by now, in one step, and takes them off their list. Those
 * that cannot stay on it. Fails with `merge/mass_delete`, `backup/changed` or as the storage does;
 * nothing has changed then.
 */
export async function applySetAside(
  parts: { readonly store: BackupStore; readonly now: () => number },
  request: ApplySetAside,
): Promise<Result<SetAsideOutcome>> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await tryOnce(parts, request);
    const isOutdated = !result.ok && result.error.code === 'backup/changed';
    if (!isOutdated || attempt === TRIES) return result;
  }
}

async function tryOnce(
  { store, now }: { readonly store: BackupStore; readonly now: () => number },
  { isOwnClockWrong }: ApplySetAside,
): Promise<Result<SetAsideOutcome>> {
  const state = await store.describe();
  const context = {
    nowMs: now(),
    deviceId: state.deviceId,
    clock: state.hlc,
    validate: brokenRule,
    isOwnClockWrong,
  };
  const listed = await setAsideRows(store, context.nowMs);
  const { due, waiting } = splitDue(listed, context);
  if (due.length === 0) return ok({ takenIn: 0, left: listed.length });
  const merger = new Merger(context);
  for (const { name, kind } of await store.tables()) {
    if (name === SET_ASIDE_TABLE) continue;
    for await (const rows of tableRows(store, name)) merger.addHere(name, kind, rows);
  }
  await addSetAside(store, merger, due);
  const plan = merger.finish();
  const [brake] = plan.brakes;
  if (brake) {
    const { code, table, rows, percent } = brake;
    return fail(code, { details: { table, rows, percent } });
  }
  const taken = await store.takeSetAside({
    expectedSeq: state.seq,
    now: context.nowMs,
    tables: plan.tables,
    takenOff: due.map(setAsideId),
    setAside: plan.setAside,
    conflicts: plan.conflicts,
    clock: plan.clock ?? state.hlc,
  });
  if (!taken.ok) return taken;
  const again = plan.setAside.length;
  return ok({ takenIn: due.length - again, left: waiting.length + again });
}

/** All rows on the list of set-aside ones. */
export async function setAsideRows(
  store: Pick<BackupStore, 'rows'>,
  nowMs: number,
): Promise<SetAsideRow[]> {
  const listed: SetAsideRow[] = [];
  for await (const rows of tableRows(store, SET_ASIDE_TABLE)) {
    for (const row of rows) {
      const aside = setAsideOf(row, nowMs);
      if (aside) listed.push(aside);
    }
  }
  return listed;
}

/** Hands set-aside rows to a merge, each with the row that is here under its id. */
export async function addSetAside(
  store: Pick<BackupStore, 'rowsById'>,
  merger: Merger,
  asides: readonly SetAsideRow[],
): Promise<void> {
  const byTable = new Map<string, SetAsideRow[]>();
  for (const aside of asides) {
    const rows = byTable.get(aside.table);
    if (rows) rows.push(aside);
    else byTable.set(aside.table, [aside]);
  }
  for (const [table, rows] of byTable) {
    const ids = rows.map(({ row }) => row.id).filter((id) => typeof id === 'string');
    const here = await store.rowsById(table, ids);
    for (const { kind, row } of rows) merger.addSetAside(table, kind, [row], (id) => here.get(id));
  }
}
