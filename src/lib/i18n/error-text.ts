import { type CodedError, wordsFor } from './error-words.ts';
import type { I18n } from './i18n.svelte.ts';
import { errors } from './messages/en/errors.ts';

const CATALOGUES = { en: errors };

/** What went wrong, in a driver's words. Codes of files are in `fileErrorText`. */
export function errorText(i18n: I18n, error: CodedError): string {
  const words = CATALOGUES[i18n.language](i18n.f);
  return wordsFor(error, [words.byCode], words.general);
}
