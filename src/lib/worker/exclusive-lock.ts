import type { Exclusive } from './engine/derived-writer.ts';

/** A holder that is silent for so long is a frozen tab, which keeps its locks. */
const SILENT_MS = 10_000;

/**
 * Work that one tab of this browser does at a time, by a Web Lock. With `takesOver` a holder that
 * keeps the lock for too long loses it; the work must then bear to be done twice.
 */
export function exclusiveLock(
  name: string,
  options: { readonly takesOver: boolean; readonly now: () => number },
): Exclusive {
  let busySince: number | undefined;
  return async (work) => {
    const { locks } = navigator as { readonly locks?: LockManager };
    if (!locks) {
      await work();
      return true;
    }
    const steal = options.takesOver && options.now() - (busySince ?? Infinity) > SILENT_MS;
    const how: LockOptions = steal ? { steal: true } : { ifAvailable: true };
    const ran = await locks.request(name, how, async (lock) => {
      if (lock) await work();
      return lock !== null;
    });
    busySince = ran ? undefined : (busySince ?? options.now());
    return ran;
  };
}
