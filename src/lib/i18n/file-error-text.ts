import { type CodedError, wordsFor } from './error-words.ts';
import type { I18n } from './i18n.svelte.ts';
import { errors } from './messages/en/errors.ts';
import { fileErrors } from './messages/en/file-errors.ts';

const CATALOGUES = { en: { errors, fileErrors } };

/**
 * Like `errorText`, and also for everything that can be wrong with a file, an import or a backup.
 * Apart, because only the screens that read files need so many words.
 */
export function fileErrorText(i18n: I18n, error: CodedError): string {
  const words = CATALOGUES[i18n.language];
  const everyday = words.errors(i18n.f);
  return wordsFor(error, [words.fileErrors(), everyday.byCode], everyday.general);
}
