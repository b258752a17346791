import { fail, type AppError } from '#lib/domain/result.ts';

const CONNECTION_LOSS = new Set(['DatabaseClosedError', 'InvalidStateError', 'UnknownError']);

/** The names of an error and of what caused it: Dexie wraps the browser's own, once or in a list. */
function namesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 4) return [];
  const { name, inner, failures } = error as {
    name?: unknown;
    inner?: unknown;
    failures?: unknown;
  };
  const causes = [inner, ...(Array.isArray(failures) ? (failures as unknown[]).slice(0, 1) : [])];
  return [
    ...(typeof name === 'string' ? [name] : []),
    ...causes.flatMap((cause) => namesOf(cause, depth + 1)),
  ];
}

/** True when a fresh connection may help. */
export const isConnectionLoss = (error: unknown): boolean =>
  namesOf(error).some((name) => CONNECTION_LOSS.has(name));

/** A failed transaction as a value. Nothing of it was written. */
export function storageFailure(error: unknown): { ok: false; error: AppError } {
  const names = namesOf(error);
  if (names.includes('QuotaExceededError')) return fail('db/quota');
  if (names.includes('ConstraintError')) return fail('db/row_exists');
  if (isConnectionLoss(error)) return fail('db/closed');
  return fail('db/failed', { details: { reason: names[0] ?? 'unknown' } });
}

/** A failure of the storage that is expected to happen; absent for a bug. */
export function knownStorageFailure(error: unknown): AppError | undefined {
  const { code } = storageFailure(error).error;
  return code === 'db/quota' || code === 'db/closed' ? { code } : undefined;
}
