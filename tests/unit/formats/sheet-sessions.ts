import { valueOrThrow } from '#lib/domain/result.ts';
import type { SessionMetrics } from '#lib/domain/metrics/session-metrics.ts';
import type { Session } from '#lib/domain/session.ts';
import { readRecords } from '#lib/formats/csv/records.ts';

export const CAR = '0197c3a1-b2f4-7000-8000-000000000001';

/** A session with little in it. */
export function sessionOf(id: string, more: Partial<Session> = {}): Session {
  return {
    id,
    createdAt: 0,
    updatedAt: 0,
    carId: CAR,
    status: 'completed',
    localDate: '2026-06-02',
    timeZone: 'Europe/London',
    ...more,
  };
}

/** Figures of a session: only what an export looks at. */
export function metricsWith(more: Partial<SessionMetrics>): SessionMetrics {
  return {
    homeClass: 'unknown',
    chargingEfficiency: { ratio: 0.9, source: 'setting' },
    chips: [],
    hints: [],
    similarSessionIds: [],
    ...more,
  };
}

/** The records of a file, by the importer's own splitter. */
export async function recordsOf(text: string, delimiter = ','): Promise<readonly string[][]> {
  const { records, refused } = valueOrThrow(await readRecords(text, delimiter, {}));
  if (refused.size > 0) throw new Error('a record cannot be read');
  return records.map((cells) => [...cells]);
}
