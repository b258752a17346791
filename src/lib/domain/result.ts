/**
 * An expected outcome as a value. Use cases, parsers and worker calls return it;
 * only bugs throw. `error` is plain data, so it survives `postMessage`.
 */
export type Result<T, E = AppError> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/**
 * An expected failure. `code` is `area/reason`; the words for it live in `i18n`.
 * `fields` names the inputs that caused it, `details` what the words need.
 */
export interface AppError {
  readonly code: string;
  readonly fields?: readonly FieldIssue[];
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}

/** One broken rule of one field. `field` is the domain name, dotted for nested ones. */
export interface FieldIssue {
  readonly field: string;
  readonly code: string;
  readonly value?: string | number;
}

export function ok(): Result<void, never>;
export function ok<T>(value: T): Result<T, never>;
export function ok(value?: unknown): Result<unknown, never> {
  return { ok: true, value };
}

export function fail(
  code: string,
  more: Omit<AppError, 'code'> = {},
): { readonly ok: false; readonly error: AppError } {
  return { ok: false, error: { code, ...more } };
}

/** The value of a Result that must be ok here; throws otherwise, because then it is a bug. */
export function valueOrThrow<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`unexpected failure ${result.error.code}`);
}
