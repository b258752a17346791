import type { Result } from '#lib/domain/result.ts';
import { fail, ok } from '#lib/domain/result.ts';
import { announcedDelimiter, sniffDelimiter } from '#lib/formats/csv/delimiter.ts';
import { readRecords, type RecordTable } from '#lib/formats/csv/records.ts';
import type { ImportHooks, ImportOptions, Question } from '#lib/formats/csv/report.ts';
import { decodeText } from '#lib/formats/csv/text-encoding.ts';

export interface TextTable extends RecordTable {
  /** Present when the encoding had to be guessed. */
  readonly question?: Question;
}

/** Splits a member into records. Errors: `import/not_text` and those of splitting. */
export async function readTable(
  bytes: Uint8Array,
  { encoding }: Pick<ImportOptions, 'encoding'>,
  hooks: Pick<ImportHooks, 'signal'>,
): Promise<Result<TextTable>> {
  const decoded = decodeText(bytes, encoding);
  if (!decoded) return fail('import/not_text');
  const { text, question } = decoded;
  const delimiter = announcedDelimiter(text) ?? sniffDelimiter(text);
  const table = await readRecords(text, delimiter, {
    ...(hooks.signal && { signal: hooks.signal }),
  });
  return table.ok ? ok({ ...table.value, ...(question && { question }) }) : table;
}
