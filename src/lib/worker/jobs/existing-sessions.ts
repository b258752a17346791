import type { EngineSource, StoredSession } from '#lib/app/engine-source.ts';
import { clockOf } from '#lib/domain/clock.ts';
import type { Session } from '#lib/domain/session.ts';
import type { ExistingSession } from '#lib/formats/csv/report.ts';
import { changedSessions } from '#lib/worker/engine/changed-sessions.ts';
import type { ImportStamps } from './import-stamps.ts';

export interface ExistingSessions {
  readonly sessions: readonly ExistingSession[];
  /** Ids of rows that were emptied for good: they can never come back. */
  readonly purged: ReadonlySet<string>;
}

/** All sessions of some cars, and some more, also in the trash, as the importer compares them. */
export async function readExisting(
  source: Pick<EngineSource, 'sessionsSince'>,
  carIds: ReadonlySet<string>,
  stamps: ImportStamps,
  ids: ReadonlySet<string> = new Set(),
): Promise<ExistingSessions> {
  const sessions: ExistingSession[] = [];
  const purged = new Set<string>();
  for await (const page of changedSessions(source, 0)) {
    for (const row of page) {
      if (row._p !== undefined) purged.add(row.id);
      else if (ids.has(row.id) || (row.carId !== undefined && carIds.has(row.carId)))
        sessions.push(toExisting(row, stamps));
    }
  }
  return { sessions, purged };
}

function toExisting(row: StoredSession, stamps: ImportStamps): ExistingSession {
  const { _c, _d } = row;
  const session: Record<string, unknown> = { ...row };
  for (const field of ['seq', '_c', '_d', 'trashedAt']) Reflect.deleteProperty(session, field);
  const trashClock = _d === true ? clockOf({ ...row }, '_d') : undefined;
  return {
    // Purged rows are the only ones without content, and they do not come here.
    session: session as unknown as Session,
    ...(_c && { clocks: _c }),
    ...(_d === true && { deleted: true }),
    ...(trashClock !== undefined && stamps.undone.has(trashClock) && { deletedByUndo: true }),
  };
}
