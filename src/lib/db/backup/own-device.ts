import { clockOf, stampRow, tickClock } from '#lib/domain/clock.ts';
import type { Connection } from '#lib/db/lifecycle.ts';
import type { ChangeRow, StoredRow } from '#lib/db/stored.ts';
import { putStateMeta, readStateMeta } from './state-meta.ts';
import { storedRow, travellingRow } from './state-rows.ts';

/**
 * Stamps the row of this device when it has written anything later, so that a file of this state
 * tells what it has seen, also of values that were overwritten everywhere. One strict transaction.
 * The change number stays: no figure depends on the row, and nobody saved anything.
 */
export function stampOwnDevice({ facts }: Connection, now: number): PromiseLike<void> {
  return facts.transaction('rw', ['devices', 'meta'], async () => {
    const { identity, change } = await readStateMeta(facts);
    const devices = facts.table<StoredRow, string>('devices');
    const stored = await devices.get(identity.deviceId);
    if (!stored || stored._p !== undefined || isUpToDate(stored, change)) return;
    const stamp = tickClock(change.hlc, now, identity.deviceId);
    const row = travellingRow('devices', stored);
    const last = row['lastSeenAt'];
    // It grows even within one millisecond: a value that stays gets no new stamp.
    const lastSeenAt = typeof last === 'number' ? Math.max(now, last + 1) : now;
    const next = { ...row, lastSeenAt, updatedAt: now };
    const clocked = { ...next, _c: stampRow(row, next, stamp) };
    await devices.put(storedRow('devices', clocked, change.seq));
    await putStateMeta(facts, { identity, change: { ...change, hlc: stamp, given: stamp } });
  });
}

function isUpToDate(row: StoredRow, { given, seq }: ChangeRow): boolean {
  if (given === undefined) return row.seq === seq;
  return (clockOf(row, 'lastSeenAt') ?? '') >= given;
}
