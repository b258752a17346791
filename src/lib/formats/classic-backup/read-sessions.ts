import type { Result } from '#lib/domain/result.ts';
import { ok } from '#lib/domain/result.ts';
import { previewTable, readImport } from '#lib/formats/csv/read-import.ts';
import type { ImportHooks, ImportOptions, ImportReading } from '#lib/formats/csv/report.ts';
import { readTable } from './read-table.ts';
import { readByCar } from './sessions-by-car.ts';

export interface ReadSessions {
  readonly reading: ImportReading;
  /** The file itself says which car each session was of. */
  readonly namesCars: boolean;
}

/** The reading of a table that has only its headers. */
async function emptyReading(
  bytes: Uint8Array,
  options: ImportOptions,
): Promise<Result<ImportReading>> {
  const table = await previewTable(bytes, options);
  if (!table.ok) return table;
  return ok({
    profile: 'plugtrack-classic',
    profiles: [],
    options,
    questions: [],
    counts: { rows: 0, sessions: 0, rejected: 0, skipped: 0, warnings: 0 },
    drafts: [],
    rejected: [],
    skipped: [],
    warnings: [],
    fileWarnings: [],
    columnsUnused: [],
    sourceCars: [],
    sourceUsers: [],
    table: table.value,
  });
}

/** Reads the table of sessions, which may be empty. Errors: those of reading an import. */
export async function readSessions(
  bytes: Uint8Array,
  carIds: readonly string[],
  given: Omit<ImportOptions, 'profile'>,
  hooks: ImportHooks,
): Promise<Result<ReadSessions>> {
  const options: ImportOptions = { ...given, profile: 'plugtrack-classic' };
  const whole = await readImport(bytes, options, hooks);
  if (!whole.ok) {
    if (whole.error.code !== 'import/no_rows') return whole;
    const empty = await emptyReading(bytes, options);
    return empty.ok ? ok({ reading: empty.value, namesCars: false }) : empty;
  }
  if (whole.value.questions.length > 0) return ok({ reading: whole.value, namesCars: false });
  const table = await readTable(bytes, options, hooks);
  if (!table.ok) return table;
  const byCar = await readByCar(whole.value, table.value, new Set(carIds), options, hooks);
  if (!byCar.ok) return byCar;
  return ok({ reading: byCar.value ?? whole.value, namesCars: byCar.value !== undefined });
}
