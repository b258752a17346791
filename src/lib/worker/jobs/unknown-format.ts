import { proposeMapping } from '#lib/formats/csv/propose-mapping.ts';
import { previewTable } from '#lib/formats/csv/read-import.ts';
import type { ReportCounts } from '#lib/formats/csv/report.ts';
import type { ImportPreview, PreviewRequest } from '#lib/worker/api.ts';

const NO_COUNTS: ReportCounts = {
  rows: 0,
  sessions: 0,
  rejected: 0,
  skipped: 0,
  warnings: 0,
  new: 0,
  changed: 0,
  same: 0,
  probablySame: 0,
  deleted: 0,
};

/**
 * The columns of a table that no profile fits, to be mapped by hand: a preview whose one question
 * is `import/unknown_format`. Absent when the file is no table at all.
 */
export async function unknownFormatPreview(
  request: PreviewRequest,
  previewId: string,
): Promise<ImportPreview | undefined> {
  const { mapping } = request.options;
  const table = await previewTable(new Uint8Array(await request.file.arrayBuffer()), {
    ...request.options,
    ...(mapping?.headerRow !== undefined && { headerRow: mapping.headerRow }),
  });
  if (!table.ok) return undefined;
  const { headers, records } = table.value;
  return {
    previewId,
    report: {
      ok: false,
      dryRun: true,
      file: request.fileName,
      profile: '',
      // A proposal by the words of the headers, for the person to check.
      options: { mapping: proposeMapping(headers, ''), ...request.options },
      questions: [{ code: 'import/unknown_format', choices: [] }],
      counts: NO_COUNTS,
      rejected: [],
      skipped: [],
      warnings: [],
      fileWarnings: [],
      columnsUnused: headers,
      sessions: [],
    },
    headers,
    samples: records,
    sourceCars: [],
  };
}
