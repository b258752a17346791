import type { ImportBatch, SavedMapping, Undone } from '#lib/app/facts.ts';
import type { ImportPreview, PreviewRequest } from '#lib/worker/api.ts';

export type { ImportBatch, SavedMapping, Undone };

/*
 * The words of the import screen, named from what the engine is asked and answers: the screen
 * knows the readers of files by these shapes only.
 */
export type ImportOptions = PreviewRequest['options'];
export type ImportReport = ImportPreview['report'];
export type ReportCounts = ImportReport['counts'];
export type RowReport = ImportReport['rejected'][number];
export type ReportedSession = ImportReport['sessions'][number];
export type Question = ImportReport['questions'][number];
export type ColumnMapping = NonNullable<ImportOptions['mapping']>;
export type ColumnChoice = ColumnMapping['columns'][number];
export type MappedField = ColumnChoice['field'];

/** The profile of files whose columns the person names. */
export const MAPPED_PROFILE = 'generic';

/** What the person said about the file; everything else is inferred anew by each reading. */
export type ImportAnswers = Partial<Omit<ImportOptions, 'carBySource'>>;
