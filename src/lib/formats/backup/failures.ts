import type { AppError } from '#lib/domain/result.ts';
import { Refusal, refuse } from '#lib/formats/archive/refusal.ts';
import type { VaultStepName } from './vault.ts';

/** Limits of an archive; everything else that is wrong with one is damage. */
const LIMITS = new Set(['archive/too_large', 'archive/too_many_entries', 'archive/ratio']);

/**
 * What is said of a backup whose archive or JSON was refused. `isFile`: the archive is the file
 * itself, so an end that is missing was cut off, and without a beginning it is something else.
 */
function ofBackup({ code, details = {} }: AppError, isFile: boolean): AppError {
  const { startsAsZip, ...rest } = details;
  if (code === 'archive/truncated' && isFile) {
    return { code: startsAsZip === true ? 'backup/truncated' : 'backup/not_a_backup' };
  }
  if (LIMITS.has(code)) return { code: 'backup/too_large', details: { ...rest, reason: code } };
  const isReason = code.startsWith('archive/') || code.startsWith('json/');
  return isReason
    ? { code: 'backup/damaged', details: { ...rest, reason: code } }
    : { code, details };
}

/** Remembers which step of reading came how far. */
export class VaultSteps {
  readonly done: { name: VaultStepName; ok: boolean; code?: string }[] = [];

  /** A step; its failure says which one it was. */
  async run<T>(name: VaultStepName, work: () => T | Promise<T>, isFile = false): Promise<T> {
    try {
      const value = await work();
      this.done.push({ name, ok: true });
      return value;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, details } = ofBackup(error.error, isFile);
      this.done.push({ name, ok: false, code });
      return refuse(code, { ...details, step: name });
    }
  }
}
