/**
 * The script of every worker of the app; the worker's name says which part it runs. As one script
 * with parts, what the engine shares with backup and restore is built, fetched and kept once.
 */
const early: MessageEvent[] = [];
const keep = (event: MessageEvent): void => {
  early.push(event);
};

// A message that comes before its part is there would be lost.
addEventListener('message', keep);
const { name: part } = globalThis as unknown as { readonly name: string };
(part === 'backup' ? import('./backup-host.ts') : import('./host.ts')).then(
  () => {
    removeEventListener('message', keep);
    for (const { data, ports } of early) {
      dispatchEvent(new MessageEvent('message', { data: data as unknown, ports: [...ports] }));
    }
  },
  (error: unknown) => {
    // The page hears of it as of a script that does not run.
    queueMicrotask(() => {
      throw error;
    });
  },
);
