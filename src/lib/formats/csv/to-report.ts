import { draftJson } from './draft-json.ts';
import {
  MATCH_STATUSES,
  type DraftMatch,
  type ImportReading,
  type ImportReport,
  type MatchStatus,
  type ReportedSession,
} from './report.ts';

export interface ReportFacts {
  readonly file: string;
  readonly dryRun: boolean;
  /** Only after a commit. */
  readonly importId?: string;
}

function countStatuses(matches: readonly DraftMatch[]): Record<MatchStatus, number> {
  const counts = Object.fromEntries(MATCH_STATUSES.map((status) => [status, 0])) as Record<
    MatchStatus,
    number
  >;
  for (const { status } of matches) counts[status] += 1;
  return counts;
}

/** The report of a reading and its matches: the one shape of preview and result. */
export function toReport(
  reading: ImportReading,
  matches: readonly DraftMatch[],
  { file, dryRun, importId }: ReportFacts,
): ImportReport {
  const sessions = reading.drafts.map((draft, at): ReportedSession => {
    const { row, ...rest } = draftJson(draft);
    const match = matches[at] ?? { status: 'new' };
    return {
      row: row as ReportedSession['row'],
      status: match.status,
      ...(match.id !== undefined && { id: match.id }),
      draft: rest,
      ...(match.differences && { changed: match.differences.map(({ field }) => field) }),
    };
  });
  return {
    ok: reading.rejected.length === 0 && reading.questions.length === 0,
    dryRun,
    file,
    profile: reading.profile,
    options: reading.options,
    questions: reading.questions,
    ...(reading.range && { range: reading.range }),
    counts: { ...reading.counts, ...countStatuses(matches) },
    rejected: reading.rejected,
    skipped: reading.skipped,
    warnings: reading.warnings,
    fileWarnings: reading.fileWarnings,
    columnsUnused: reading.columnsUnused,
    sessions,
    ...(importId !== undefined && { importId }),
  };
}
