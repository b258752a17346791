import type { App } from '#lib/app/app.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { ExportFormat, ExportRequest, Progress, SessionQuery } from '#lib/worker/api.ts';

export type { ExportFormat, ExportRequest };

/** Formats whose files are about one car, or one car and month. */
export const ONE_CAR_FORMATS: ReadonlySet<ExportFormat> = new Set([
  'lubelogger',
  'spritmonitor',
  'employer',
]);

/** What an export held. */
export interface ExportOutcome {
  readonly name: string;
  readonly rows: number;
  /** Why sessions are not in it, with how many. */
  readonly leftOut: readonly LeftOutCount[];
  /** Sessions that are in it without their cost, because it is in another currency. */
  readonly withoutCost: number;
}
export interface LeftOutCount {
  readonly reason: string;
  readonly count: number;
}

/** Makes the file of a list and hands it to the person. Cancelled: `import/cancelled`. */
export async function exportList(
  app: Pick<App, 'engine' | 'files'>,
  query: SessionQuery,
  request: ExportRequest,
  onProgress: (progress: Progress) => void,
): Promise<Result<ExportOutcome>> {
  const result = await app.engine.exportSessions(query, request, onProgress);
  if (!result.ok) return result;
  const { name, content, rows, leftOut } = result.value;
  await app.files.save({ name, type: content.type, content });
  const counts = new Map<string, number>();
  for (const { reason } of leftOut) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  // The classic file takes such a session and leaves its money blank; the others do not take it.
  const withoutCost = request.format === 'classic' ? (counts.get('currency') ?? 0) : 0;
  if (withoutCost > 0) counts.delete('currency');
  return ok({
    name,
    rows,
    leftOut: [...counts].map(([reason, count]) => ({ reason, count })),
    withoutCost,
  });
}

/** The months of a list that have sessions, newest first: `YYYY-MM`. */
export async function exportMonths(
  app: Pick<App, 'engine'>,
  query: SessionQuery,
): Promise<readonly string[]> {
  const answer = await app.engine.list({ ...query, sort: 'date', descending: true });
  return answer.ok ? answer.value.groups.map(({ month }) => month) : [];
}
