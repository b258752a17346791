import type { Car } from '#lib/domain/car.ts';
import type { Content } from '#lib/domain/entity.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import type { DraftMatch, ImportReport, ReportCounts, RowReport } from '#lib/formats/csv/report.ts';
import { toReport, type ReportFacts } from '#lib/formats/csv/to-report.ts';
import type { ClassicBackup, ClassicFileReport, ClassicSettings } from './classic-backup.ts';

/** The report of an import, with the cars, settings and tariffs of a backup. */
export interface ClassicBackupReport extends Omit<ImportReport, 'counts' | 'fileWarnings'> {
  readonly counts: ReportCounts & { readonly cars: number };
  readonly fileWarnings: readonly ClassicFileReport[];
  readonly cars: readonly (Content<Car> & { readonly id: string; readonly sourceId: string })[];
  readonly carsRejected: readonly RowReport[];
  readonly carWarnings: readonly RowReport[];
  /** The id in the file of the car of all sessions; null if they differ or it is not known. */
  readonly sessionsForCar: string | null;
  readonly settings: ClassicSettings;
  readonly tariffs: readonly Content<Tariff>[];
  readonly settingsUnused: readonly string[];
}

/** The report of a classic backup and the matches of its drafts: one shape of preview and result. */
export function classicBackupReport(
  backup: ClassicBackup,
  matches: readonly DraftMatch[],
  facts: ReportFacts,
): ClassicBackupReport {
  const report = toReport(backup.reading, matches, facts);
  const { cars, carsRejected, carWarnings, settings, tariffs, settingsUnused } = backup;
  return {
    ...report,
    ok: report.ok && carsRejected.length === 0,
    counts: { cars: cars.length, ...report.counts },
    fileWarnings: backup.fileWarnings,
    cars: cars.map(({ sourceId, id, content }) => ({ sourceId, id, ...content })),
    carsRejected,
    carWarnings,
    sessionsForCar: backup.sessionsCar ?? null,
    settings,
    tariffs,
    settingsUnused,
  };
}
