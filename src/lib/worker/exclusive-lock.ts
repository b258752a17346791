import type { Exclusive } from './engine/derived-writer.ts';

/** A holder that is silent for so long is a frozen tab, which keeps its locks. */
const SILENT_MS = 10_000;

/**
 * Work that one tab of this browser does at a time, by a Web Lock. With `takesOver` a holder that
 * keeps the lock for too long loses it; the work must then bear to be done twice.
 */
export function exclusiveLock(
  name: string,
  options: {
    readonly takesOver: boolean;
    readonly now: () => number;
    /** Waits so long for a holder that is about to end; absent: not at all. */
    readonly waitsMs?: number;
  },
): Exclusive {
  let busySince: number | undefined;
  return async (work) => {
    const { locks } = navigator as { readonly locks?: LockManager };
    if (!locks) {
      await work();
      return true;
    }
    const steal = options.takesOver && options.now() - (busySince ?? Infinity) > SILENT_MS;
    const how = steal ? { steal: true } : waiting(options.waitsMs);
    const request = async (): Promise<boolean> =>
      locks.request(name, how, async (lock) => {
        if (lock) await work();
        return lock !== null;
      });
    const ran = await request().catch((error: unknown) => {
      // Only waiting for the lock ends like this.
      if (error instanceof Error && error.name === 'TimeoutError') return false;
      throw error;
    });
    busySince = ran ? undefined : (busySince ?? options.now());
    return ran;
  };
}

const waiting = (waitsMs: number | undefined): LockOptions =>
  waitsMs === undefined ? { ifAvailable: true } : { signal: AbortSignal.timeout(waitsMs) };
