import type {
  KeptState,
  MergeChange,
  RestoreJob,
  SwapChange,
  UndoRecord,
} from '#lib/app/backup-store.ts';
import { TABLE_NAMES } from '#lib/app/facts.ts';
import { tickClock } from '#lib/domain/clock.ts';
import type { StateRow } from '#lib/domain/merge/state.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { Connection } from '#lib/db/lifecycle.ts';
import type { ChangeRow } from '#lib/db/stored.ts';
import type { Dexie } from 'dexie';
import {
  closeDeviceRow,
  labelOf,
  putConflicts,
  putDevice,
  putRows,
  putSetAside,
} from './put-rows.ts';
import { putStateMeta, readStateMeta } from './state-meta.ts';
import { syncAfterSwap } from './sync-state.ts';

/** One chunk of rows on its way in. */
export interface StagedPart {
  readonly id: string;
  readonly jobId: string;
  readonly table: string;
  readonly kind: string;
  readonly rows: readonly StateRow[];
}

const BESIDE_FACTS = ['meta', 'deferred', 'conflicts', 'snapshots', 'staging'] as const;
const CHANGED = 'backup/changed';

/** Writes a merge with its clocks, what it set aside and its conflicts. */
export function mergeStep({ facts }: Connection, change: MergeChange): PromiseLike<Result<void>> {
  return facts.transaction('rw', [...TABLE_NAMES, ...BESIDE_FACTS], async () => {
    if (await isDone(facts, change.jobId)) return ok();
    const before = await readStateMeta(facts);
    if (before.change.seq !== change.expectedSeq) return fail(CHANGED);
    const seq = before.change.seq + 1;
    for (const { name, kind, rows } of change.tables) {
      await putRows(facts, { table: name, kind, rows, seq, at: change.now });
    }
    await putSetAside(facts, change.setAside, change.now);
    const conflicts = change.conflicts.map((conflict) => ({ ...conflict, at: change.now }));
    await putConflicts(facts, conflicts);
    let hlc = change.clock > before.change.hlc ? change.clock : before.change.hlc;
    let { deviceId } = before.identity;
    let { given } = before.change;
    if (change.newDeviceId !== undefined) {
      deviceId = change.newDeviceId;
      given = hlc = tickClock(hlc, change.now, deviceId);
      // The former id belongs to the other copy from now on.
      const label = await labelOf(facts, before.identity.deviceId);
      await putDevice(facts, { deviceId, label, hlc, seq, now: change.now });
    }
    await putStateMeta(facts, {
      identity: { ...before.identity, deviceId, ...familyOf(change) },
      change: changeRow(seq, hlc, given),
    });
    if (change.kept || !change.isSync) await finishJob(facts, change, seq);
    return ok();
  });
}

/** Puts the staged rows in the place of everything. */
export function swapStep({ facts }: Connection, change: SwapChange): PromiseLike<Result<void>> {
  const local = ['derived', 'submissions'];
  return facts.transaction('rw', [...TABLE_NAMES, ...BESIDE_FACTS, ...local], async () => {
    if (await isDone(facts, change.jobId)) return ok();
    const before = await readStateMeta(facts);
    const { identity } = before;
    if (before.change.seq !== change.expectedSeq) return fail(CHANGED);
    const seq = before.change.seq + 1;
    const label = await labelOf(facts, identity.deviceId);
    for (const name of [...TABLE_NAMES, 'deferred', 'conflicts', ...local]) {
      await facts.table(name).clear();
    }
    const brought = await bringStaged(facts, change, seq);
    // Thrown, not answered: the transaction must not commit what was cleared.
    if (brought !== change.stagedRows)
      throw new DOMException('staged rows are missing', 'DataError');
    await putSetAside(facts, change.setAside, change.now);
    await putConflicts(facts, change.conflicts);
    const { deviceId, generation, now } = change;
    let hlc = change.clock > before.change.hlc ? change.clock : before.change.hlc;
    let { given } = before.change;
    if (deviceId !== identity.deviceId || change.closedDevices.length > 0) {
      given = hlc = tickClock(hlc, now, deviceId);
    }
    for (const id of change.closedDevices) await closeDeviceRow(facts, id, hlc, seq);
    if (!(await facts.table('devices').get(deviceId))) {
      await putDevice(facts, { deviceId, label, hlc, seq, now });
    }
    const formerGenerations = [...identity.formerGenerations, identity.generation];
    await putStateMeta(facts, {
      identity: { ...identity, generation, formerGenerations, deviceId, ...familyOf(change) },
      change: changeRow(seq, hlc, given),
    });
    await syncAfterSwap(facts, change);
    await finishJob(facts, change, seq);
    return ok();
  });
}

const changeRow = (seq: number, hlc: string, given: string | undefined): ChangeRow => ({
  key: 'change',
  seq,
  hlc,
  ...(given !== undefined && { given }),
});

const familyOf = ({ vaultId, fieldsVersion }: Pick<SwapChange, 'vaultId' | 'fieldsVersion'>) => ({
  vaultId,
  fieldsVersion,
});

/** A step that is repeated on a fresh connection may have committed the first time. */
async function isDone(facts: Dexie, jobId: string): Promise<boolean> {
  const job = (await facts.table('meta').get('restore')) as RestoreJob | undefined;
  return job?.jobId === jobId && job.state === 'done';
}

async function bringStaged(facts: Dexie, change: SwapChange, seq: number): Promise<number> {
  const staging = facts.table<StagedPart, string>('staging');
  let brought = 0;
  for (const id of await staging.where('jobId').equals(change.jobId).primaryKeys()) {
    const part = await staging.get(id);
    if (!part) continue;
    await putRows(facts, { ...part, seq, at: change.now });
    brought += part.rows.length;
  }
  return brought;
}

/** The job's last words, in the step itself: what says "done" is there if and only if it is done. */
async function finishJob(
  facts: Dexie,
  change: { readonly jobId: string; readonly kept?: KeptState },
  seq: number,
): Promise<void> {
  const meta = facts.table('meta');
  const job = (await meta.get('restore')) as (RestoreJob & { key: string }) | undefined;
  if (job?.jobId === change.jobId) await meta.put({ ...job, state: 'done' });
  const { kept } = change;
  const snapshots = facts.table('snapshots');
  if (kept && job) {
    const parts = await snapshots.where('jobId').equals(change.jobId).count();
    // Thrown, not answered: without what takes it back nothing of it may be written.
    if (parts !== kept.parts) throw new DOMException('the state before is gone', 'DataError');
    const undo: UndoRecord = { jobId: change.jobId, mode: job.mode, at: job.at, seq, kept };
    await meta.put({ key: 'restore-undo', ...undo });
  } else {
    await meta.delete('restore-undo');
  }
  await facts
    .table('snapshots')
    .where('jobId')
    .notEqual(kept ? change.jobId : '')
    .delete();
  await facts.table('staging').clear();
}
