import { ok } from '#lib/domain/result.ts';
import type { UseCasePorts } from './use-case.ts';

const TRASH_KEPT_MS = 30 * 24 * 3_600_000;
const PURGED_AT_ONCE = 1_000;

/** Empties what has been in the trash for 30 days. Writes nothing when there is none. */
export async function purgeOldTrash({ facts, clock, ids }: UseCasePorts): Promise<void> {
  const old = await facts.read.trashedBefore(clock.now() - TRASH_KEPT_MS, PURGED_AT_ONCE);
  if (old.length === 0) return;
  const { purgeItems } = await import('./trash-rows.ts');
  await facts.commit({ id: ids.next(), name: 'purgeOldTrash' }, async (write) =>
    ok(await purgeItems(write, old)),
  );
}
