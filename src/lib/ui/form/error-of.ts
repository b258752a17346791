import type { CodedError } from '#lib/i18n/error-words.ts';
import { errorText } from '#lib/i18n/error-text.ts';
import { useI18n } from '#lib/i18n/i18n.svelte.ts';
import type { FieldIssue } from '#lib/domain/result.ts';
import type { FormErrors } from '#lib/state/form-errors.svelte.ts';

/** What is wrong with one of these fields, in words; undefined when nothing is. */
export type ErrorOf = (...fields: readonly string[]) => string | undefined;

/** Words for what can go wrong in a form. To be called while a component starts. */
export function useErrorText() {
  const i18n = useI18n();
  return {
    of: (error: CodedError): string => errorText(i18n, error),
    ofIssue: (issue: FieldIssue | undefined): string | undefined => issue && errorText(i18n, issue),
    ofField: (errors: FormErrors, ...fields: readonly string[]): string | undefined => {
      const issue = errors.of(...fields);
      return issue && errorText(i18n, { ...issue, details: errors.detailsOf(issue) });
    },
    /** What the line beside the save button says. */
    ofForm: (errors: FormErrors): string | undefined => {
      if (errors.general) return errorText(i18n, errors.general);
      return errors.count > 0 ? i18n.t.settings.checkFields : undefined;
    },
  };
}
