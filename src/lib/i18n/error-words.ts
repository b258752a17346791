import type { AppError } from '#lib/domain/result.ts';

export type ErrorDetails = NonNullable<AppError['details']>;
/** A sentence, or what makes one of the details. */
export type ErrorWords = Readonly<Record<string, string | ((details: ErrorDetails) => string)>>;

/** A code with what came with it: an `AppError` or one issue of a field. */
export interface CodedError {
  readonly code: string;
  readonly details?: ErrorDetails | undefined;
}

/** The sentence for a code, or the general one that names the code so that it can be reported. */
export function wordsFor(
  error: CodedError,
  tables: readonly ErrorWords[],
  general: (code: string) => string,
): string {
  for (const table of tables) {
    const words = Object.hasOwn(table, error.code) ? table[error.code] : undefined;
    if (typeof words === 'function') return words(error.details ?? {});
    if (words !== undefined) return words;
  }
  return general(error.code);
}
