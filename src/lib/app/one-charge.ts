import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { FactReader } from './facts.ts';

/**
 * A car charges once at a time. Refuses with `live/already_charging` when one of these sessions
 * runs, as it is in this transaction now, and another one of its car runs as well.
 */
export async function checkOneCharge(
  read: FactReader,
  sessionIds: readonly string[],
): Promise<Result<void>> {
  const touched = await read.getMany('sessions', sessionIds);
  const running = touched.filter((session) => session?.status === 'active');
  if (running.length === 0) return ok();
  const others = (await read.activeSessions()).filter(({ id }) => !sessionIds.includes(id));
  for (const [at, session] of running.entries()) {
    const rivals = [...others, ...running.slice(at + 1)];
    const rival = rivals.find((other) => other?.carId === session?.carId);
    if (rival) return fail('live/already_charging', { details: { sessionId: rival.id } });
  }
  return ok();
}
