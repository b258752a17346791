import type { EngineSource, StoredSession } from '#lib/app/engine-source.ts';

const PAGE = 5_000;

/**
 * All sessions changed after `seq`, page by page, ascending by change number. One commit may
 * have changed more rows than a page holds, all under one number; a page is cut where a number
 * ends, so that none of them is passed over.
 */
export async function* changedSessions(
  source: Pick<EngineSource, 'sessionsSince'>,
  seq: number,
): AsyncGenerator<readonly StoredSession[]> {
  let after = seq;
  let limit = PAGE;
  for (;;) {
    const rows = await source.sessionsSince(after, limit);
    const last = rows.at(-1)?.seq;
    if (last === undefined) return;
    if (rows.length < limit) {
      yield rows;
      return;
    }
    const whole = rows.filter((row) => row.seq < last);
    const reached = whole.at(-1)?.seq;
    if (reached === undefined) {
      limit *= 4;
      continue;
    }
    yield whole;
    after = reached;
    limit = PAGE;
  }
}
