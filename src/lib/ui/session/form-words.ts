import { errorText } from '#lib/i18n/error-text.ts';
import type { I18n } from '#lib/i18n/i18n.svelte.ts';
import type { SessionForm } from '#lib/state/session-form.svelte.ts';
import type { TextField } from '#lib/state/session-texts.ts';

/** What is wrong with a field and what looks odd about it: props for the field. */
export function fieldWords(
  i18n: I18n,
  form: Pick<SessionForm, 'error' | 'warnings'>,
  field: TextField,
): { readonly error: string | undefined; readonly warning: string | undefined } {
  const code = form.error(field);
  const warnings = form.warnings(field).map((issue) => errorText(i18n, issue));
  return {
    error: code === undefined ? undefined : errorText(i18n, { code }),
    warning: warnings.length === 0 ? undefined : [...new Set(warnings)].join(' '),
  };
}
