import type { AppError, Result } from '#lib/domain/result.ts';

/** An expected failure deep inside a stream; it never leaves the doors, which make it a result. */
export class Refusal extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.code);
    this.error = error;
  }
}

/** Ends the work with an expected failure. */
export function refuse(code: string, details?: AppError['details']): never {
  throw new Refusal(details === undefined ? { code } : { code, details });
}

/** The outcome of work that may refuse; bugs still throw. */
export async function asResult<T>(work: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.error };
    throw error;
  }
}

/** The value of a result inside work that may refuse. */
export function valueOrRefuse<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Refusal(result.error);
}
