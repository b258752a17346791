import type { I18n } from '#lib/i18n/i18n.svelte.ts';
import type { BackupProgress, RestoreReport } from '#lib/state/backup-types.ts';

const NAMED = ['sessions', 'cars', 'places', 'tariffs'] as const;

/** What a backup holds, from its live rows by table: "812 charges, 2 cars and 31 settings …". */
export function holdsText(i18n: I18n, counts: Readonly<Record<string, number>>): string {
  const t = i18n.t.backup.holds;
  const named: readonly string[] = NAMED;
  const rest = Object.entries(counts)
    .filter(([table]) => !named.includes(table))
    .reduce((sum, [, count]) => sum + count, 0);
  const parts = NAMED.filter((table) => (counts[table] ?? 0) > 0).map((table) =>
    t[table](counts[table] ?? 0),
  );
  if (rest > 0) parts.push(t.rest(rest));
  return parts.length === 0 ? t.nothing : i18n.f.list(parts);
}

export type CountKey = keyof RestoreReport['tables'][string];

/** One count of all tables together. */
export function sumOf(report: RestoreReport, key: CountKey): number {
  return Object.values(report.tables).reduce((sum, counts) => sum + counts[key], 0);
}

/** Whether the data would be another afterwards. */
function changesAnything(report: RestoreReport): boolean {
  const keys = ['new', 'changed', 'deleted', 'restored', 'purged'] as const;
  return keys.some((key) => sumOf(report, key) > 0);
}

/** What a restore does or did, in one sentence with its counts. */
export function countsText(i18n: I18n, report: RestoreReport): string {
  const t = i18n.t.backup;
  if (!changesAnything(report)) return t.nothingNew;
  const { totalsBefore, totalsAfter } = report;
  const counts = t.counts({
    new: sumOf(report, 'new'),
    changed: sumOf(report, 'changed'),
    same: sumOf(report, 'same'),
    deleted: sumOf(report, 'deleted'),
  });
  const totals = t.totals(
    { n: totalsBefore.sessions, wh: totalsBefore.energyWh },
    { n: totalsAfter.sessions, wh: totalsAfter.energyWh },
  );
  return `${counts}. ${totals}`;
}

/** The name of a table, or as it calls itself when this version does not know it. */
export const tableName = (i18n: I18n, table: string): string =>
  i18n.t.backup.tables[table] ?? table;

/** 0..1 of the present step; absent while nobody can tell. */
export const shareOf = (progress: BackupProgress | undefined): number | undefined =>
  progress?.total === undefined || progress.total === 0
    ? undefined
    : Math.min(1, progress.done / progress.total);
