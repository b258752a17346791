import type { Session } from '#lib/domain/session.ts';
import { compareSessions } from '#lib/domain/order.ts';
import type { DatabaseOwner } from './lifecycle.ts';
import { factOf, isLive, type StoredRow } from './stored.ts';

/** Every live session in session order; for exports, not for screens. */
export function allLiveSessions(owner: DatabaseOwner): Promise<Session[]> {
  return owner.use(async ({ facts }) => {
    const rows = await facts.table<StoredRow>('sessions').toArray();
    return rows
      .filter(isLive)
      .map((row) => factOf<Session>('sessions', row))
      .sort(compareSessions);
  });
}
