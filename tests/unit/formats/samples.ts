import { readFileSync } from 'node:fs';
import { draftJson } from '#lib/formats/csv/draft-json.ts';
import { parseMapping } from '#lib/formats/csv/mapping.ts';
import type { ColumnMapping } from '#lib/formats/csv/mapping-types.ts';
import { readImport } from '#lib/formats/csv/read-import.ts';
import type { ImportOptions, ImportReading, RowReport } from '#lib/formats/csv/report.ts';
import { valueOrThrow } from '#lib/domain/result.ts';

const ROOT = new URL('../../fixtures/samples/', import.meta.url);

/** Far enough ahead that no sample lies in the future. */
export const TODAY = '2026-12-31';

export function sampleBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(path, ROOT)));
}

export function sampleText(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

export interface ExpectedReading {
  readonly file: string;
  readonly profile: string;
  readonly options: Partial<Omit<ImportOptions, 'mapping'>> & { readonly mapping?: string };
  readonly counts: Record<string, number>;
  readonly sessions?: readonly Record<string, unknown>[];
  readonly firstSessions?: readonly Record<string, unknown>[];
  readonly lastSessions?: readonly Record<string, unknown>[];
  readonly totals?: { readonly energyWh: number };
  readonly skippedByCode?: Record<string, number>;
  readonly warningsByCode?: Record<string, number>;
  readonly rejected: readonly RowReport[];
  readonly skipped?: readonly RowReport[];
  readonly warnings?: readonly RowReport[];
  readonly fileWarnings?: readonly unknown[];
}

export function expectedOf(name: string): ExpectedReading {
  return JSON.parse(sampleText(`expected/${name}.json`)) as ExpectedReading;
}

export function sampleMapping(path: string): ColumnMapping {
  return valueOrThrow(parseMapping(sampleText(path)));
}

export const UK: ImportOptions = { timeZone: 'Europe/London', currency: 'GBP' };

export function importBytes(bytes: Uint8Array, options: Partial<ImportOptions> = {}) {
  return readImport(bytes, { ...UK, ...options }, { today: TODAY });
}

export function importText(text: string, options: Partial<ImportOptions> = {}) {
  return importBytes(new TextEncoder().encode(text), options);
}

export async function readingOf(
  text: string,
  options: Partial<ImportOptions> = {},
): Promise<ImportReading> {
  return valueOrThrow(await importText(text, options));
}

/** Without the raw cells, which the expected files leave free. */
export function codesOf(reports: readonly RowReport[]) {
  return reports.map(({ row, code, column }) => ({ row, code, ...(column && { column }) }));
}

export function draftsOf(reading: ImportReading): Record<string, unknown>[] {
  return reading.drafts.map(draftJson);
}

/** A mapping of columns for files without a profile. */
export function mappingOf(
  columns: ColumnMapping['columns'],
  more: Partial<ColumnMapping> = {},
): ColumnMapping {
  return {
    format: 'plugtrack-mapping',
    version: 1,
    name: 'test',
    kind: 'sessions',
    columns,
    ...more,
  };
}
