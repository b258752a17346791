import type { Sentinel } from '#lib/app/ports.ts';
import type { DatabaseOwner } from './lifecycle.ts';
import type { ChangeRow } from './stored.ts';

/** Writes the note outside the database again when it is missing or names a former generation. */
export async function healSentinel(
  owner: DatabaseOwner,
  sentinel: Sentinel,
  now: number,
): Promise<void> {
  const identity = owner.connection?.identity;
  const note = sentinel.read();
  if (!identity || note?.generation === identity.generation) return;
  const change = await owner.use(
    async ({ facts }) => (await facts.table('meta').get('change')) as ChangeRow | undefined,
  );
  // Number 1 is the making of the database: nobody has saved anything yet.
  if (note === undefined && (change?.seq ?? 0) <= 1) return;
  sentinel.write({ firstSavedAt: now, ...note, generation: identity.generation });
}
