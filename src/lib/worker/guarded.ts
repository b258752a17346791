import { type AppError, fail, type Result } from '#lib/domain/result.ts';

/** Turns an exception that stands for an expected failure into it; absent for a bug. */
export type KnownFailure = (error: unknown) => AppError | undefined;

/**
 * Runs an answer of the worker. Whatever is thrown arrives as a value: `worker/crashed` with the
 * kind of the error alone, because messages and stacks may hold what a person wrote.
 */
export async function guarded<T>(
  work: () => Promise<Result<T>> | Result<T>,
  knownFailure: KnownFailure = () => undefined,
): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    const known = knownFailure(error);
    if (known) return { ok: false, error: known };
    const reason = error instanceof Error ? error.name : typeof error;
    return fail('worker/crashed', { details: { reason } });
  }
}
