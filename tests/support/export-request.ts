import { createFormatters, DEFAULT_DISPLAY } from '#lib/i18n/formatters.ts';
import { exportsWords } from '#lib/i18n/messages/en/exports.ts';
import type { ExportFormat, ExportRequest } from '#lib/worker/api.ts';

/** What the page asks of the engine for a file, in English. */
export function exportRequest(
  format: ExportFormat,
  more: Partial<ExportRequest> = {},
): ExportRequest {
  return { format, words: exportsWords(createFormatters(DEFAULT_DISPLAY)).file, ...more };
}
